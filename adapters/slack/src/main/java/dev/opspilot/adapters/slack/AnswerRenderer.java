package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.surface.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Draws the answer to "why?" for a thread: the claim, its figures, what else was weighed, and every receipt. Pure. */
final class AnswerRenderer {
    private static final Pattern SLACK_USER = Pattern.compile("[UW][A-Z0-9]{1,30}");
    private static final int WORDS = 300;
    private static final int CHIPS = 600;
    private static final int NAME = 80;
    private static final int DIGEST_PREFIX = 12;

    private final Links links;

    AnswerRenderer(Links links) {
        this.links = links;
    }

    SlackMessage render(Answer answer, Instant now) {
        Explanation why = answer.explanation();
        Finding finding = why.finding();
        Chips chips = new Chips(why.receipts(), links, now);
        Page page = new Page();
        List<String> claim = SlackText.pieces(finding.text(), SlackLimits.SECTION_TEXT - 2 * WORDS);
        page.addSections(
                Blocks.packed(prefixed(asker(answer) + "*Why OpsPilot says this*", claim), SlackLimits.SECTION_TEXT));
        part(
                page,
                "*The figures*",
                finding.calculations().stream()
                        .map(figure -> calculation(figure, chips))
                        .toList());
        part(
                page,
                "*What else was considered*",
                finding.considered().stream()
                        .map(other -> considered(other, chips))
                        .toList());
        part(page, "*Receipts*", why.receipts().stream().map(this::receipt).toList());
        String url = links.session(answer.key().session());
        String footer = "Read off the session's log; nothing was asked anew · "
                + SlackText.link(url, "Open the session")
                + " · as of "
                + SlackText.clock(now);
        return new SlackMessage(answer.key(), notification(finding), page.ended(url, footer));
    }

    SlackMessage plain(Answer answer) {
        String text = notification(answer.explanation().finding())
                + "\n"
                + SlackText.link(links.session(answer.key().session()), "See why on OpsPilot's page");
        return new SlackMessage(answer.key(), text, List.of(Blocks.section(text)));
    }

    private static String notification(Finding finding) {
        return "Why: " + SlackText.mrkdwnLine(finding.text(), SlackLimits.NOTIFICATION_TEXT - 10);
    }

    /** Tells the person who asked that the answer is there; anything that is no Slack user is not mentioned. */
    private static String asker(Answer answer) {
        boolean known = answer.to().surface().equals(SlackSurface.NAME)
                && SLACK_USER.matcher(answer.to().id()).matches();
        return known ? "<@" + answer.to().id() + "> " : "";
    }

    private static List<String> prefixed(String first, List<String> rest) {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        lines.addAll(rest);
        return lines;
    }

    private static void part(Page page, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            page.addSections(Blocks.packed(prefixed(title, lines), SlackLimits.SECTION_TEXT));
        }
    }

    private static String calculation(Finding.Calculation figure, Chips chips) {
        return "• *"
                + SlackText.mrkdwnLine(figure.figure(), NAME * 2).replace('*', '∗')
                + "*: "
                + SlackText.mrkdwnLine(figure.value(), WORDS)
                + ", expected "
                + SlackText.mrkdwnLine(figure.expected(), WORDS)
                + ". "
                + SlackText.mrkdwnLine(figure.method(), WORDS)
                + " · "
                + chips.line(figure.receipts(), CHIPS);
    }

    private static String considered(Finding.Considered other, Chips chips) {
        return "• "
                + SlackText.mrkdwnLine(other.what(), WORDS)
                + ": "
                + SlackText.mrkdwnLine(other.because(), WORDS)
                + " · "
                + chips.line(other.receipts(), CHIPS);
    }

    private String receipt(Receipt receipt) {
        return "• "
                + SlackText.link(links.receipt(receipt), "#" + receipt.seq())
                + " "
                + SlackText.mrkdwnLine(receipt.source(), NAME)
                + " · "
                + SlackText.mrkdwnLine(receipt.tool(), NAME)
                + " · asked "
                + SlackText.clock(receipt.askedAt())
                + " · "
                + String.format(Locale.ROOT, "%,d ms", receipt.latency().toMillis())
                + (receipt.cached() ? " · cached" : "")
                + outcome(receipt.outcome())
                + " · `"
                + receipt.result().hex().substring(0, DIGEST_PREFIX)
                + "…`";
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case FOUND -> "";
            case NOTHING -> " · nothing found";
            case DENIED -> " · denied";
            case FAILED -> " · failed";
        };
    }
}
