package dev.opspilot.adapters.slack.draw;

import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.DocumentLine;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Draws the answer to "why?" for a thread: the claim, its figures, what else was weighed, and every receipt. Pure. */
public final class AnswerRenderer {
    private static final Pattern SLACK_USER = Pattern.compile("[UW][A-Z0-9]{1,30}");
    private static final int WORDS = 300;
    private static final int CHIPS = 600;
    private static final int NAME = 80;
    private static final int DIGEST_PREFIX = 12;

    private final PageLinks links;

    public AnswerRenderer(PageLinks links) {
        this.links = links;
    }

    public SlackMessage render(Answer answer, Instant now) {
        Page page = new Page();
        String footer = switch (answer.content()) {
            case Answer.Content.Why why -> {
                why(page, answer, why, now);
                yield deeper(why.depth()) + "Read off the session's log; nothing was asked anew · ";
            }
            case Answer.Content.Reply reply -> {
                reply(page, answer, reply);
                yield "Answered by " + SlackText.mrkdwnLine(reply.mind(), NAME) + " from this session's evidence · ";
            }
            case Answer.Content.Document document -> {
                document(page, answer, document);
                yield "Made from the session's log · ";
            }
        };
        String url = links.session(answer.key().session());
        footer += SlackText.link(url, "Open the session") + " · as of " + SlackText.clock(now);
        return new SlackMessage(answer.key(), notification(answer), page.ended(url, footer));
    }

    private void why(Page page, Answer answer, Answer.Content.Why why, Instant now) {
        Finding finding = why.explanation().finding();
        List<Receipt> receipts = why.explanation().receipts();
        Chips chips = new Chips(receipts, links, now);
        head(page, answer, Wording.why(why.depth()), finding.text());
        Wording.deeper(why.depth())
                .flatMap(what -> WhyButton.again(answer.key().session(), finding, what))
                .ifPresent(button -> page.keep(Blocks.actions(List.of(button))));
        switch (why.depth()) {
            case CLAIM -> {
                part(
                        page,
                        "*What else was considered*",
                        finding.considered().stream()
                                .map(other -> considered(other, chips))
                                .toList());
                part(page, "*Receipts*", receipts.stream().map(this::receipt).toList());
            }
            case CALCULATION -> {
                part(
                        page,
                        "*The figures*",
                        finding.calculations().stream()
                                .map(figure -> calculation(figure, chips))
                                .toList());
                part(page, "*Receipts*", receipts.stream().map(this::receipt).toList());
            }
            case READING ->
                why.readings()
                        .forEach(each -> part(
                                page,
                                receipt(each.receipt()),
                                List.of(SlackText.code(each.result(), SlackLimits.SECTION_TEXT - 2 * WORDS))));
        }
    }

    private static String deeper(Depth depth) {
        return Wording.deeper(depth)
                .map(what -> "Press *Ask why again* " + what + " · ")
                .orElse("");
    }

    private void reply(Page page, Answer answer, Answer.Content.Reply reply) {
        Explanation why = reply.explanation();
        head(page, answer, reply.question(), why.finding().text());
        part(page, "*Receipts*", why.receipts().stream().map(this::receipt).toList());
    }

    private static void document(Page page, Answer answer, Answer.Content.Document document) {
        head(page, answer, document.title(), "");
        page.addSections(Blocks.packed(
                DocumentLine.of(document.markdown()).stream()
                        .map(AnswerRenderer::line)
                        .toList(),
                SlackLimits.SECTION_TEXT));
    }

    private static String line(DocumentLine line) {
        String text = SlackText.mrkdwnLine(line.text(), SlackLimits.SECTION_TEXT / 2);
        return switch (line.kind()) {
            case TITLE -> "\n*" + text.replace('*', '∗') + "*";
            case HEAD -> "*" + text.replace('*', '∗') + "*";
            case ITEM -> "• " + text;
            case WITHIN -> "    ◦ " + text;
            case ROW, PARAGRAPH -> text;
        };
    }

    private static void head(Page page, Answer answer, String title, String text) {
        List<String> claim = SlackText.pieces(text, SlackLimits.SECTION_TEXT - 2 * WORDS);
        String first =
                asker(answer) + "*" + SlackText.mrkdwnLine(title, NAME * 2).replace('*', '∗') + "*";
        page.addSections(Blocks.packed(prefixed(first, claim), SlackLimits.SECTION_TEXT));
    }

    public SlackMessage plain(Answer answer) {
        String text = notification(answer)
                + "\n"
                + SlackText.link(links.session(answer.key().session()), "See it on OpsPilot's page");
        return new SlackMessage(answer.key(), text, List.of(Blocks.section(text)));
    }

    private static String notification(Answer answer) {
        String text = switch (answer.content()) {
            case Answer.Content.Why why -> "Why: " + why.explanation().finding().text();
            case Answer.Content.Reply reply -> reply.explanation().finding().text();
            case Answer.Content.Document document -> document.title();
        };
        return SlackText.mrkdwnLine(text, SlackLimits.NOTIFICATION_TEXT - 10);
    }

    /** Tells the person who asked that the answer is there; anything that is no Slack user is not mentioned. */
    private static String asker(Answer answer) {
        boolean known = answer.to().surface().equals(SlackIds.SURFACE)
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
                + SlackText.mrkdwnLine(figure.valued(), 2 * WORDS)
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
                + Wording.outcome(receipt.outcome())
                + " · `"
                + receipt.result().hex().substring(0, DIGEST_PREFIX)
                + "…`";
    }
}
