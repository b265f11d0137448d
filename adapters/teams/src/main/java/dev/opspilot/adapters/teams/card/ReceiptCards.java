package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.ReceiptText;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws the receipts of a session for a dialog, page by page; what the session's message names has the number that it
 * has there. Pure; safe for many threads.
 */
public final class ReceiptCards {
    /** Receipts on one page. */
    public static final int PAGE = 8;

    private final PageLinks links;
    private final SessionCards sessions;

    public ReceiptCards(PageLinks links) {
        this.links = links;
        this.sessions = new SessionCards(links);
    }

    /** The title of the dialog. */
    public static String title(List<ReceiptChain.Stored> receipts) {
        return Wording.receipts(receipts.size()) + " of this session";
    }

    /**
     * One page.
     *
     * @param view has the names of people, and the numbers in its message
     * @param wanted from 1; one that is not there gives the last
     */
    public ObjectNode render(SessionView view, List<ReceiptChain.Stored> receipts, int wanted) {
        int pages = Math.max(1, (receipts.size() + PAGE - 1) / PAGE);
        int page = Math.min(wanted, pages);
        List<ObjectNode> body = new ArrayList<>();
        boolean broken = ReceiptChain.verify(view.id(), receipts).isPresent();
        String chain = CardText.line(ReceiptText.chain(view.id(), receipts), CardLimits.WORDS);
        body.add(Elements.text(
                broken ? Run.of(chain).in(Tint.ATTENTION) : Run.of(chain).subtle()));
        Map<ReceiptId, Integer> numbers = sessions.numbers(view);
        int from = (page - 1) * PAGE;
        receipts.subList(Math.min(from, receipts.size()), Math.min(from + PAGE, receipts.size()))
                .forEach(each -> body.add(Elements.apart(Elements.container(lines(view, each, numbers)))));
        if (pages > 1) {
            body.add(Elements.text(
                    Run.of("Page " + page + " of " + pages).small().subtle()));
        }
        String summary = title(receipts);
        ObjectNode card = Elements.card(body)
                .put("lang", "en")
                .put("speak", summary)
                .put("fallbackText", summary + " " + links.session(view.id()));
        card.set("actions", Elements.array(actions(view, page, pages)));
        return card;
    }

    private List<ObjectNode> actions(SessionView view, int page, int pages) {
        List<ObjectNode> actions = new ArrayList<>();
        if (page < pages) {
            actions.add(Actions.submit("Next", new CardAction.Receipts(view.id(), page + 1)));
        }
        if (page > 1) {
            actions.add(Actions.submit("Back", new CardAction.Receipts(view.id(), page - 1)));
        }
        actions.add(Actions.open("Open", links.session(view.id())));
        return actions;
    }

    private List<ObjectNode> lines(SessionView view, ReceiptChain.Stored stored, Map<ReceiptId, Integer> numbers) {
        Receipt receipt = stored.receipt();
        List<ObjectNode> lines = new ArrayList<>();
        lines.add(Elements.text(
                Run.of("#" + receipt.seq() + " " + CardText.line(receipt.source(), CardLimits.NAME, "a source"))
                        .bold()
                        .linked(links.evidence(receipt, CardLimits.URL)),
                Run.of(" · " + CardText.line(receipt.tool(), CardLimits.NAME) + Wording.outcome(receipt.outcome())),
                Run.of(Optional.ofNullable(numbers.get(receipt.id()))
                                .map(number -> " · in the message [" + number + "]")
                                .orElse(""))
                        .small()
                        .subtle()));
        lines.add(small("asked by "
                + CardText.line(ReceiptText.asker(view, receipt), CardLimits.NAME, "somebody")
                + " at "
                + CardText.day(receipt.askedAt())
                + " · answered in "
                + Sources.latency(receipt)
                + (receipt.cached() ? "" : " · live")));
        lines.add(answer(stored));
        lines.add(Elements.near(Elements.text(
                Run.of("result ").small().subtle(),
                Run.of(grouped(receipt.result())).small().monospace())));
        lines.add(Elements.near(Elements.text(
                Run.of("receipt ").small().subtle(),
                Run.of(grouped(receipt.hash())).small().monospace())));
        receipt.rollback()
                .map(how -> CardText.line(how, CardLimits.WORDS))
                .filter(how -> !how.isEmpty())
                .ifPresent(how -> lines.add(small("way back: " + how)));
        return lines;
    }

    /** What the source answered, with blanks at which it can be broken; the page has all of it. */
    private ObjectNode answer(ReceiptChain.Stored stored) {
        ReceiptText.Excerpt excerpt = ReceiptText.answered(JsonLayout.of(stored.result()));
        List<ObjectNode> lines = new ArrayList<>();
        lines.add(Elements.text(
                Run.of(CardText.line(excerpt.text(), CardLimits.WORDS)).small().monospace()));
        if (!excerpt.whole()) {
            lines.add(Elements.near(
                    Elements.text(Run.of(ReceiptText.WHOLE).small().linked(links.receipt(stored.receipt())))));
        }
        return Elements.near(Elements.container(lines).put("style", "emphasis"));
    }

    /** In groups that break into lines on a phone. */
    private static String grouped(Digest digest) {
        return digest.hex().replaceAll("(.{16})(?!$)", "$1 ");
    }

    private static ObjectNode small(String words) {
        return Elements.near(Elements.text(Run.of(words).small().subtle()));
    }
}
