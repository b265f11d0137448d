package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws a session as one message: what is told as text with citations, everything else as an Adaptive Card. Pure: the
 * same view at the same moment gives the same message, which keeps every limit of Teams. What does not fit on one card
 * stands on further pages of it. Safe for many threads.
 */
public final class SessionCards {
    private final PageLinks links;

    public SessionCards(PageLinks links) {
        this.links = links;
    }

    /** The whole message, with the first page of the card. */
    public TeamsMessage render(SessionView view, Instant now) {
        return render(view, now, CardLimits.MESSAGE);
    }

    /** The same in half the size, where Teams refused the whole as too large. */
    public TeamsMessage smaller(SessionView view, Instant now) {
        return render(view, now, CardLimits.MESSAGE / 2);
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
        return new Board(view, now).card(page, CardLimits.MESSAGE, Optional.empty());
    }

    /**
     * One page of the card with a line over it that says what was just heard, for the one who pressed.
     *
     * @param line our own words, plain
     */
    public ObjectNode heard(SessionView view, int page, Instant now, String line) {
        return new Board(view, now).card(page, CardLimits.MESSAGE, Optional.of(line));
    }

    private TeamsMessage render(SessionView view, Instant now, int room) {
        Board board = new Board(view, now);
        ObjectNode card = board.card(1, room, Optional.empty());
        ObjectNode activity = board.activity();
        return Messages.with(view.status().isEnd() ? Messages.rated(activity) : activity, card);
    }

    /** One session at one moment, drawn. */
    private final class Board {
        private final SessionView view;
        private final Instant now;
        private final Sources sources;
        private final Told told;
        private final Parts parts;

        /**
         * The order is what a person needs first: what came out, what to do about it, then how it was found. What can be
         * decided so stands on the first page, also of a long card.
         */
        Board(SessionView view, Instant now) {
            this.view = view;
            this.now = now;
            this.sources = new Sources(view.id(), view.receipts(), links, now);
            this.told = Told.of(view, sources);
            this.parts = new Parts(links.session(view.id()));
            FindingDrawing findings = new FindingDrawing(parts, sources, view.id());
            reason();
            view.verdict().ifPresent(verdict -> findings.verdict(verdict, told.isVerdict()));
            new PlayDrawing(parts, sources, view.id()).draw(view.plays());
            if (!view.status().isEnd()) {
                PlanDrawing.draw(parts, view);
            }
            findings.rest(view);
            view.diagnosis().ifPresent(diagnosis -> new SuspectDrawing(parts, sources).draw(diagnosis.suspects()));
            new WidgetDrawing(parts, sources, view, links.session(view.id())).draw(view.shown());
            DraftDrawing drafts = new DraftDrawing(parts, sources);
            view.workflow().ifPresent(drafts::draw);
            drafts.draw(view.followUps());
            if (view.status().isEnd()) {
                PlanDrawing.draw(parts, view);
            }
        }

        private void reason() {
            List<ObjectNode> lines = CardText.lines(view.reason(), CardLimits.STATEMENT).stream()
                    .map(line -> Elements.text(Run.of(line)))
                    .toList();
            if (!lines.isEmpty()) {
                parts.add(Elements.container(lines).put("style", "warning"));
            }
        }

        ObjectNode activity() {
            return Messages.said(told.text(), summary(view), sources.citations(), told.byModel());
        }

        ObjectNode card(int wanted, int room, Optional<String> heard) {
            ObjectNode head = HeadDrawing.draw(view);
            List<ObjectNode> end = end();
            int taken = Elements.size(head) + Elements.size(end) + Elements.size(activity()) + 2 * CardLimits.ENVELOPE;
            List<List<ObjectNode>> pages = parts.pages(room - taken);
            int page = Math.min(wanted, pages.size());
            List<ObjectNode> body = new ArrayList<>();
            heard.ifPresent(line -> body.add(
                    Elements.container(List.of(Elements.text(Run.of(line)))).put("style", "accent")));
            body.add(head);
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
            refresh.set("action", Actions.execute("Refresh", new CardAction.Refresh(view.id())));
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
                    + CardText.time(now)));
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
