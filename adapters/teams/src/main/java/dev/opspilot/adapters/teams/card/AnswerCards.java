package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Answer.Content;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Draws answers for the thread of a session, each as a card: what was asked, the answer with the numbers of its sources,
 * and what it stands on under the same numbers. Pure; safe for many threads.
 */
public final class AnswerCards {
    private static final int LISTED = 12;
    private static final int READING = 3_000;

    private final PageLinks links;

    public AnswerCards(PageLinks links) {
        this.links = links;
    }

    public TeamsMessage render(Answer answer, Instant now) {
        return switch (answer.content()) {
            case Content.Why why -> why(answer, why, now);
            case Content.Reply reply -> reply(answer, reply, now);
            case Content.Document document -> document(answer, document, now);
        };
    }

    /** The same without a card: what is left when Teams refused it. */
    public TeamsMessage plain(Answer answer) {
        String text = CardText.markdown(summary(answer), CardLimits.SPOKEN)
                + " [See it on OpsPilot's page]("
                + url(answer)
                + ")";
        return new TeamsMessage(Messages.said(text, summary(answer), Elements.array(List.of()), false));
    }

    /** A draft that somebody edited and posted, word for word: the words are that person's. */
    public TeamsMessage posted(String audience, String words, Person by) {
        List<ObjectNode> body = new ArrayList<>();
        body.add(Elements.text(
                Run.of(CardText.line(audience, CardLimits.NAME, "Draft")).bold(),
                Run.of(" · posted by " + CardText.line(by.name(), CardLimits.NAME, "somebody"))
                        .subtle()));
        body.addAll(OwnWords.draw(words));
        String summary = PlainText.clipped(
                CardText.line(audience, CardLimits.NAME, "Draft") + ": "
                        + CardText.own(words).replace('\n', ' ').strip(),
                CardLimits.SUMMARY);
        ObjectNode card = Elements.card(body).put("fallbackText", summary).put("speak", summary);
        return Messages.with(Messages.said("", summary, Elements.array(List.of()), false), card);
    }

    private TeamsMessage why(Answer answer, Content.Why why, Instant now) {
        Finding finding = why.explanation().finding();
        List<Receipt> receipts = why.explanation().receipts();
        Sources sources = new Sources(answer.key().session(), receipts, links, now);
        Parts parts = new Parts(url(answer), now);
        parts.add(head(Wording.why(why.depth()), Told.of(finding, sources)));
        switch (why.depth()) {
            case CLAIM -> {
                listed(
                        parts,
                        "What else was considered",
                        finding.considered().stream()
                                .limit(LISTED)
                                .map(other -> considered(other, sources))
                                .toList());
                receipts(parts, receipts, sources);
            }
            case CALCULATION -> {
                listed(
                        parts,
                        "The figures",
                        finding.calculations().stream()
                                .limit(LISTED)
                                .map(figure -> calculation(figure, sources))
                                .toList());
                receipts(parts, receipts, sources);
            }
            case READING ->
                byNumber(why.readings(), ReceiptChain.Stored::receipt, sources)
                        .forEach(each -> parts.add(reading(each, sources)));
        }
        List<ObjectNode> actions = new ArrayList<>();
        Wording.deeper(why.depth())
                .ifPresent(what -> FindingDrawing.askWhy(answer.key().session(), finding)
                        .ifPresent(action -> actions.add(
                                Actions.explained(action.put("title", "Ask why again"), "Ask why again " + what))));
        String told = "Read off the session's log; nothing was asked anew";
        return message(answer, parts, actions, told, false, now);
    }

    private TeamsMessage reply(Answer answer, Content.Reply reply, Instant now) {
        Finding finding = reply.explanation().finding();
        List<Receipt> receipts = reply.explanation().receipts();
        Sources sources = new Sources(answer.key().session(), receipts, links, now);
        Parts parts = new Parts(url(answer), now);
        parts.add(head(CardText.markdown(reply.question(), CardLimits.WORDS), Told.of(finding, sources)));
        receipts(parts, receipts, sources);
        List<ObjectNode> actions = new ArrayList<>();
        FindingDrawing.askWhy(answer.key().session(), finding).ifPresent(actions::add);
        String told = "Answered by " + CardText.line(reply.mind(), CardLimits.NAME) + " from this session's evidence";
        boolean byModel = !reply.mind().equals(Minds.PLAYBOOK);
        return message(answer, parts, actions, told, byModel, now);
    }

    /**
     * Markdown of ours around words from outside: its structure is drawn by elements, never handed on as Markdown. It is
     * taken along to other places, so its times stay in UTC.
     */
    private TeamsMessage document(Answer answer, Content.Document document, Instant now) {
        Parts parts = new Parts(url(answer));
        String title = CardText.markdown(document.title(), CardLimits.TITLE);
        if (!title.isBlank()) {
            parts.add(Elements.heading(title).put("size", "Medium"));
        }
        DocumentDrawing.draw(parts, document.markdown());
        return message(answer, parts, new ArrayList<>(), "Made from the session's log", false, now);
    }

    private TeamsMessage message(
            Answer answer, Parts parts, List<ObjectNode> actions, String told, boolean byModel, Instant now) {
        ObjectNode activity = Messages.said("", summary(answer), Elements.array(List.of()), byModel);
        int room = CardLimits.MESSAGE - Elements.size(activity) - 2 * CardLimits.ENVELOPE;
        List<ObjectNode> body = new ArrayList<>(parts.only(room));
        body.add(Elements.apart(Elements.text(Run.of(told + " · as of " + CardText.time(now) + ", your time")
                .small()
                .subtle())));
        actions.add(Actions.open("Open", url(answer)));
        String summary = summary(answer);
        ObjectNode card = Elements.card(body)
                .put("lang", "en")
                .put("speak", summary)
                .put("fallbackText", summary + " " + url(answer));
        card.set("actions", Elements.array(actions));
        return Messages.with(Messages.rated(activity), card);
    }

    /** What was asked, and the answer. */
    private static List<ObjectNode> head(String title, Told told) {
        List<ObjectNode> all = new ArrayList<>();
        all.add(Elements.heading(title.isBlank() ? "A question" : title).put("size", "Medium"));
        told.paragraph().map(Elements::near).ifPresent(all::add);
        return all;
    }

    private static void listed(Parts parts, String title, List<ObjectNode> lines) {
        if (!lines.isEmpty()) {
            List<ObjectNode> all = new ArrayList<>();
            all.add(Elements.heading(title));
            all.addAll(lines);
            parts.add(all);
        }
    }

    /** What the message names comes first, by its number there; the others have the numbers after those. */
    private void receipts(Parts parts, List<Receipt> receipts, Sources sources) {
        List<ObjectNode> lines = byNumber(receipts, Function.identity(), sources).stream()
                .limit(LISTED)
                .map(each -> receipt(each, sources))
                .toList();
        listed(parts, "Receipts", lines);
        if (receipts.size() > LISTED) {
            String more = "and " + (receipts.size() - LISTED) + " more";
            parts.add(Elements.text(Run.of(more)
                    .small()
                    .linked(links.session(receipts.getFirst().session()))));
        }
    }

    private static ObjectNode calculation(Finding.Calculation figure, Sources sources) {
        List<Run> runs = new ArrayList<>();
        runs.add(Run.of(CardText.line(figure.figure(), CardLimits.TITLE, "A figure"))
                .bold());
        runs.add(Run.of(": " + CardText.line(figure.valued(), 2 * CardLimits.TITLE) + ". "));
        runs.add(Run.of(CardText.line(figure.method(), CardLimits.WORDS)).subtle());
        runs.addAll(sources.marks(figure.receipts()));
        return Elements.near(Elements.text(runs));
    }

    private static ObjectNode considered(Finding.Considered other, Sources sources) {
        List<Run> runs = new ArrayList<>();
        runs.add(Run.of(CardText.line(other.what(), CardLimits.TITLE, "Something else"))
                .bold());
        runs.add(Run.of(": " + CardText.line(other.because(), CardLimits.WORDS)));
        runs.addAll(sources.marks(other.receipts()));
        return Elements.near(Elements.text(runs));
    }

    private static <T> List<T> byNumber(List<T> all, Function<T, Receipt> receipt, Sources sources) {
        Map<ReceiptId, Integer> named = sources.numbers();
        return all.stream()
                .sorted(Comparator.comparing(
                        each -> named.getOrDefault(receipt.apply(each).id(), Integer.MAX_VALUE)))
                .toList();
    }

    /** One line that names a receipt by its number in this message, and leads to it. */
    private ObjectNode receipt(Receipt receipt, Sources sources) {
        return Elements.near(Elements.text(
                sources.mark(receipt.id()),
                Run.of(" " + CardText.line(receipt.source(), CardLimits.NAME)),
                Run.of(" · " + CardText.line(receipt.tool(), CardLimits.NAME) + " · ")
                        .small()
                        .subtle(),
                Run.of("receipt #" + receipt.seq()).small().linked(links.receipt(receipt)),
                Run.of(" · asked "
                                + CardText.clock(receipt.askedAt())
                                + " · "
                                + Sources.latency(receipt)
                                + Wording.outcome(receipt.outcome())
                                + " · "
                                + Sources.digest(receipt))
                        .small()
                        .subtle()));
    }

    private List<ObjectNode> reading(ReceiptChain.Stored stored, Sources sources) {
        List<ObjectNode> lines = PlainText.clipped(CardText.plain(JsonLayout.of(stored.result())), READING)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Elements.near(
                        Elements.text(Run.of(indented(line)).small().monospace())))
                .toList();
        List<ObjectNode> shown =
                lines.isEmpty() ? List.of(Elements.text(Run.of("(empty)").subtle())) : lines;
        return List.of(
                receipt(stored.receipt(), sources),
                Elements.near(Elements.container(shown).put("style", "emphasis")));
    }

    /** Spaces at the beginning are shown only when they cannot be broken at. */
    private static String indented(String line) {
        String text = line.stripLeading();
        return "\u00A0".repeat(line.length() - text.length()) + text.stripTrailing();
    }

    private static String summary(Answer answer) {
        String text = switch (answer.content()) {
            case Content.Why why -> "Why: " + why.explanation().finding().text();
            case Content.Reply reply -> reply.explanation().finding().text();
            case Content.Document document -> document.title();
        };
        return CardText.line(text, CardLimits.SUMMARY, "An answer");
    }

    private String url(Answer answer) {
        return links.session(answer.key().session());
    }
}
