package dev.opspilot.adapters.slack.door;

import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.Page;
import dev.opspilot.adapters.slack.draw.ReceiptsButton;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.ReceiptText;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Draws the receipts of a session as a modal, page by page. Pure. */
public final class ReceiptsDrawing {
    public static final String TITLE = "Receipts";

    private static final Pattern SLACK_USER = Pattern.compile(SlackIds.SURFACE + ":[UW][A-Z0-9]{1,30}");
    private static final int SIZE = 15;
    private static final int NAME = 100;
    private static final int WORDS = 400;
    /* Some signs are written with five. */
    private static final int ANSWER = 2 * ReceiptText.ANSWER;
    private static final int DIGEST = 16;

    private final PageLinks links;

    public ReceiptsDrawing(PageLinks links) {
        this.links = links;
    }

    /** @param view what the session shows, which has the names of people; empty when there is none of that id */
    public View draw(SessionId session, Optional<SessionView> view, List<ReceiptChain.Stored> receipts, int wanted) {
        int pages = Math.max(1, (receipts.size() + SIZE - 1) / SIZE);
        int at = Math.clamp(wanted, 0, pages - 1);
        Page page = Page.ofView();
        String warning = ReceiptChain.verify(session, receipts).isPresent() ? ":warning: " : "";
        page.add(Blocks.context(List.of(warning
                + ReceiptText.chain(session, receipts)
                + (pages > 1 ? " · page " + (at + 1) + " of " + pages : ""))));
        receipts.stream()
                .skip((long) at * SIZE)
                .limit(SIZE)
                .forEach(each -> page.add(Blocks.section(text(view, each))));
        List<BlockElement> turns = Stream.of(
                        at > 0 ? List.of(turn(session, at - 1, "Earlier")) : List.<BlockElement>of(),
                        at < pages - 1 ? List.of(turn(session, at + 1, "Later")) : List.<BlockElement>of())
                .flatMap(List::stream)
                .toList();
        if (!turns.isEmpty()) {
            page.add(Blocks.actions(new ArrayList<>(turns)));
        }
        String url = links.session(session);
        return Modals.closing(TITLE, page.ended(url, SlackText.link(url, "Open the session")))
                .build();
    }

    private static BlockElement turn(SessionId session, int page, String label) {
        return new ReceiptsButton(session, page).button(ReceiptsButton.TURN + page, label);
    }

    /** Slack shows the name of a person of its own. */
    private static String by(Optional<SessionView> view, Receipt receipt) {
        String actor = receipt.actor();
        return SLACK_USER.matcher(actor).matches()
                ? "<@" + actor.substring(actor.indexOf(':') + 1) + ">"
                : SlackText.mrkdwnLine(
                        view.map(each -> ReceiptText.asker(each, receipt)).orElse(actor), NAME);
    }

    private String text(Optional<SessionView> view, ReceiptChain.Stored stored) {
        Receipt receipt = stored.receipt();
        List<String> lines = new ArrayList<>();
        lines.add(SlackText.link(links.receipt(receipt), "#" + receipt.seq())
                + " *" + SlackText.mrkdwnLine(receipt.source(), NAME).replace('*', '∗') + "* · `"
                + SlackText.mrkdwnLine(receipt.tool(), NAME).replace('`', 'ˋ') + "`"
                + Wording.outcome(receipt.outcome()));
        lines.add("asked " + SlackText.clock(receipt.askedAt())
                + " by " + by(view, receipt)
                + " · observed " + SlackText.clock(receipt.observedAt())
                + " · " + String.format(Locale.ROOT, "%,d ms", receipt.latency().toMillis())
                + " · " + (receipt.cached() ? "cached" : "live"));
        lines.add("arguments `" + receipt.arguments().hex().substring(0, DIGEST) + "…` · result `"
                + receipt.result().hex().substring(0, DIGEST) + "…` · receipt `"
                + receipt.hash().hex().substring(0, DIGEST) + "…`");
        ReceiptText.Excerpt answer = ReceiptText.answered(stored.result());
        lines.add("answered " + SlackText.code(answer.text(), ANSWER));
        if (!answer.whole()) {
            lines.add(SlackText.link(links.receipt(receipt), ReceiptText.WHOLE));
        }
        receipt.rollback().ifPresent(way -> lines.add("_Way back:_ " + SlackText.mrkdwn(way, WORDS)));
        return String.join("\n", lines);
    }
}
