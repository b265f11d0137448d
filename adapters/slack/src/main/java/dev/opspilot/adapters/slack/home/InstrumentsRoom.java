package dev.opspilot.adapters.slack.home;

import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.Page;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Sources;
import dev.opspilot.rituals.surface.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The instruments: every source with its health, and how fresh its last word is. */
record InstrumentsRoom(Sources sources, PageLinks links) {
    private static final int NAME = 120;
    private static final int DETAIL = 600;

    void draw(Page page, Instant now) {
        List<Sources.Source> all = sources.all();
        long failed = all.stream()
                .filter(source -> source.state() == Sources.State.FAILED)
                .count();
        page.add(Blocks.section(
                switch (all.size()) {
                    case 0 -> "No source is connected. Name your MCP servers in `opspilot.yml`.";
                    case 1 -> "1 source is connected" + (failed > 0 ? ", and it does not answer." : ".");
                    default ->
                        all.size() + " sources are connected"
                                + (failed > 0
                                        ? ", " + failed + (failed == 1 ? " does not answer." : " do not answer.")
                                        : ".");
                }));
        all.forEach(source -> page.add(HomeDrawing.divider(), Blocks.section(text(source, now))));
    }

    private String text(Sources.Source source, Instant now) {
        List<String> lines = new ArrayList<>();
        String name = "*" + SlackText.mrkdwnLine(source.name(), NAME).replace('*', '∗') + "*";
        lines.add(name
                + switch (source.state()) {
                    case OK -> " :large_green_circle: answers";
                    case NOT_ASKED -> " :white_circle: not asked yet";
                    case FAILED -> " :red_circle: does not answer";
                });
        if (!source.detail().isBlank()) {
            lines.add(SlackText.mrkdwn(source.detail(), DETAIL));
        }
        lines.add(
                source.latest().map(receipt -> latest(receipt, now)).orElse("No session has read anything of it yet."));
        return String.join("\n", lines);
    }

    private String latest(Receipt receipt, Instant now) {
        String label = SlackText.mrkdwnLine(receipt.chip().label(now), NAME);
        return "Last reading: "
                + SlackText.link(links.receipt(receipt), label)
                + " · `"
                + SlackText.mrkdwnLine(receipt.tool(), NAME).replace('`', 'ˋ')
                + "` · "
                + String.format(Locale.ROOT, "%,d ms", receipt.latency().toMillis())
                + " · asked "
                + SlackText.day(receipt.askedAt())
                + Wording.outcome(receipt.outcome());
    }
}
