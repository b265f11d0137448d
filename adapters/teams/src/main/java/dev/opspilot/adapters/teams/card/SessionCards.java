package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws a session as one message: an Adaptive Card, with what is told as a paragraph on it, or beside it as text with
 * citations where a stream ends. Pure: the same view at the same moment gives the same message, which keeps every limit
 * of Teams. What does not fit on one card stands on further pages of it. Safe for many threads.
 */
public final class SessionCards {
    private final PageLinks links;

    public SessionCards(PageLinks links) {
        this.links = links;
    }

    /** The whole message, with the first page of the card. */
    public TeamsMessage render(SessionView view, Instant now) {
        return message(alone(view, now, CardLimits.MESSAGE));
    }

    /** The same in half the size, where Teams refused the whole as too large. */
    public TeamsMessage smaller(SessionView view, Instant now) {
        return message(alone(view, now, CardLimits.MESSAGE / 2));
    }

    /**
     * The whole message as the end of a stream, which alone has both a text and a card.
     *
     * @param streamed what the text begins with
     */
    public TeamsMessage ended(SessionView view, StreamText streamed, Instant now) {
        return message(new Board(view, now, CardLimits.MESSAGE, Optional.of(streamed)));
    }

    /** The same in half the size. */
    public TeamsMessage endedSmaller(SessionView view, StreamText streamed, Instant now) {
        return message(new Board(view, now, CardLimits.MESSAGE / 2, Optional.of(streamed)));
    }

    /** The same without any card: what is left when Teams refused every one. */
    public TeamsMessage plain(SessionView view) {
        String text = CardText.markdown(spoken(view), CardLimits.SPOKEN)
                + " [See it whole on OpsPilot's page]("
                + links.session(view.id())
                + ")";
        return new TeamsMessage(Messages.said(text, summary(view), Elements.array(List.of()), false));
    }

    /**
     * One page of the card.
     *
     * @param page from 1; one that is not there gives the last
     */
    public ObjectNode page(SessionView view, int page, Instant now) {
        return alone(view, now, CardLimits.MESSAGE).card(page, Optional.empty());
    }

    /**
     * One page of the card with a line over it that says what was just heard, for the one who pressed.
     *
     * @param page from 1; one that is not there gives the last
     * @param line may quote what others wrote
     */
    public ObjectNode heard(SessionView view, int page, Instant now, String line) {
        return alone(view, now, CardLimits.MESSAGE)
                .card(page, Optional.of(over(line).put("style", "accent")));
    }

    /** The same where what was pressed was not done, and the line says why. */
    public ObjectNode refused(SessionView view, int page, Instant now, String line) {
        return alone(view, now, CardLimits.MESSAGE)
                .card(page, Optional.of(over(line).put("style", "warning")));
    }

    private static ObjectNode over(String line) {
        return Elements.container(List.of(Elements.text(Run.of(CardText.line(line, CardLimits.WORDS)))));
    }

    /** The numbers by which the message names its sources. */
    Map<ReceiptId, Integer> numbers(SessionView view) {
        return alone(view, view.startedAt(), CardLimits.MESSAGE).sources.numbers();
    }

    private Board alone(SessionView view, Instant now, int room) {
        return new Board(view, now, room, Optional.empty());
    }

    private static TeamsMessage message(Board board) {
        ObjectNode card = board.card(1, Optional.empty());
        return Messages.with(board.view.status().isEnd() ? Messages.rated(board.activity) : board.activity, card);
    }

    /** One session at one moment, drawn. */
    private final class Board {
        private final SessionView view;
        private final Instant now;
        private final int room;
        private final Sources sources;
        private final Told told;
        private final Parts parts;
        /** The message without its card. */
        private final ObjectNode activity;

        private final boolean alone;

        /** @param streamed what the text begins with that stands beside the card; empty where the card is alone */
        Board(SessionView view, Instant now, int room, Optional<StreamText> streamed) {
            this.view = view;
            this.now = now;
            this.room = room;
            this.sources = new Sources(view.id(), view.receipts(), links, now);
            this.told = Told.of(view, sources);
            this.parts = new Parts(links.session(view.id()), now);
            this.alone = streamed.isEmpty();
            String text = streamed.map(told::markdown).orElse("");
            boolean byModel =
                    told.byModel() || streamed.filter(StreamText::byModel).isPresent();
            this.activity = Messages.said(text, summary(view), sources.citations(), byModel);
            draw(streamed.orElse(StreamText.NONE));
        }

        /**
         * The order is what a person needs first: what came out, what to do about it, then how it was found. What can be
         * decided so stands on the first page, also of a long card.
         */
        private void draw(StreamText streamed) {
            FindingDrawing findings = new FindingDrawing(parts, sources, view.id());
            reason();
            view.verdict().ifPresent(verdict -> findings.verdict(verdict, told(verdict)));
            new PlayDrawing(parts, sources, view.id()).draw(view.plays());
            if (!view.status().isEnd()) {
                PlanDrawing.draw(parts, view);
            }
            findings.rest(view, streamed);
            view.diagnosis().ifPresent(diagnosis -> new SuspectDrawing(parts, sources).draw(diagnosis.suspects()));
            new WidgetDrawing(parts, sources, view, links.session(view.id())).draw(view.shown());
            DraftDrawing drafts = new DraftDrawing(parts, sources);
            view.workflow().ifPresent(drafts::draw);
            drafts.draw(view.followUps());
            if (view.status().isEnd()) {
                PlanDrawing.draw(parts, view);
            }
        }

        /** The verdict as the card says it. */
        private List<ObjectNode> told(Finding verdict) {
            if (alone && !told.byModel()) {
                return told.paragraph().map(Elements::near).stream().toList();
            }
            return told.isVerdict() ? List.of() : FindingDrawing.paragraphs(verdict);
        }

        /** What a language mind tells, where it stands on the card. */
        private List<ObjectNode> narrative() {
            return alone && told.byModel()
                    ? told.paragraph().map(new ReadersClock(now)::in).stream().toList()
                    : List.of();
        }

        private void reason() {
            List<ObjectNode> lines = CardText.lines(view.reason(), CardLimits.STATEMENT).stream()
                    .map(line -> Elements.text(Run.of(line)))
                    .toList();
            if (!lines.isEmpty()) {
                parts.add(Elements.container(lines).put("style", "warning"));
            }
        }

        ObjectNode card(int wanted, Optional<ObjectNode> over) {
            ObjectNode head = HeadDrawing.draw(view);
            List<ObjectNode> end = end();
            List<ObjectNode> narrative = narrative();
            int taken = Elements.size(head)
                    + Elements.size(narrative)
                    + Elements.size(end)
                    + Elements.size(activity)
                    + 2 * CardLimits.ENVELOPE;
            List<List<ObjectNode>> pages = parts.pages(room - taken);
            int page = Math.min(wanted, pages.size());
            List<ObjectNode> body = new ArrayList<>();
            over.ifPresent(body::add);
            body.add(head);
            body.addAll(narrative);
            if (page > 1) {
                body.add(Elements.near(Elements.text(
                        Run.of("Page " + page + " of " + pages.size()).subtle())));
            }
            List<ObjectNode> shown = pages.get(page - 1);
            for (int i = 0; i < shown.size(); i++) {
                body.add(i == 0 ? Elements.first(shown.get(i)) : shown.get(i));
            }
            body.addAll(end);
            ObjectNode card = Elements.card(body);
            card.set("actions", Elements.array(actions(page, pages.size())));
            ObjectNode refresh = card.putObject("refresh");
            CardAction again = page == 1 ? new CardAction.Refresh(view.id()) : new CardAction.Turn(view.id(), page);
            refresh.set("action", Actions.execute("Refresh", again));
            if (page > 1) {
                Actions.pressedOn(page, card);
            }
            return card.put("lang", "en")
                    .put("speak", CardText.line(spoken(view), CardLimits.SPOKEN))
                    .put(
                            "fallbackText",
                            CardText.line(spoken(view), CardLimits.SPOKEN) + " " + links.session(view.id()));
        }

        private List<ObjectNode> end() {
            List<Run> last = new ArrayList<>();
            last.add(Run.of(Wording.receipts(view.receipts().size())
                    + " · told by "
                    + CardText.line(Wording.teller(view.telling(), Minds.PLAYBOOK), CardLimits.NAME)
                    + " · asked by "
                    + CardText.line(view.actor().name(), CardLimits.NAME, "somebody")
                    + " · as of "
                    + CardText.time(now)
                    + ", your time"));
            return List.of(Elements.apart(
                    Elements.text(last.stream().map(run -> run.small().subtle()).toList())));
        }

        private List<ObjectNode> actions(int page, int pages) {
            List<ObjectNode> actions = new ArrayList<>();
            if (page < pages) {
                actions.add(Actions.executeAlone("Show more", new CardAction.Turn(view.id(), page + 1)));
            }
            if (page > 1) {
                actions.add(Actions.executeAlone("Back", new CardAction.Turn(view.id(), page - 1)));
            }
            if (!view.status().isEnd()) {
                actions.add(Actions.executeAlone("Stop", pressed(new Button.Stop())));
            }
            if (view.ritual() == RitualName.INCIDENT && view.status() == SessionView.Status.DONE) {
                actions.add(Actions.executeAlone("Post-incident draft", pressed(new Button.PostIncident())));
            }
            if (!view.receipts().isEmpty()) {
                actions.add(Actions.dialog("Receipts", new CardAction.Receipts(view.id(), 1)));
            }
            actions.add(Actions.open("Open", links.session(view.id())));
            return actions;
        }

        private CardAction pressed(Button button) {
            return new CardAction.Pressed(view.id(), button);
        }
    }

    /** What it is and what came out, plain. */
    private static String spoken(SessionView view) {
        String head = Wording.ritual(view.ritual()) + " “" + view.intent() + "” · " + Wording.state(view.status());
        String reason = view.reason().isBlank() ? "" : ". " + view.reason();
        return head
                + reason
                + view.findings().stream()
                        .findFirst()
                        .map(finding -> ". " + finding.text())
                        .orElse("");
    }

    private static String summary(SessionView view) {
        return CardText.line(spoken(view), CardLimits.SUMMARY);
    }
}
