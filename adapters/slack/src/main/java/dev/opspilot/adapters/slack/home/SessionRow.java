package dev.opspilot.adapters.slack.home;

import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.ReceiptsButton;
import dev.opspilot.adapters.slack.draw.SessionButton;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;

/** A session in a list of App Home: what it is, what came of it, and what can be done with it. */
record SessionRow(Archive.Entry entry, PageLinks links) {
    private static final int INTENT = 300;
    private static final int HEADLINE = 240;
    private static final int NAME = 80;

    LayoutBlock draw() {
        List<String> lines = new ArrayList<>();
        String title = Wording.ritual(entry.ritual()) + ": “" + SlackText.mrkdwnLine(entry.intent(), INTENT) + "”";
        lines.add(SlackText.link(links.session(entry.id()), title));
        if (!entry.headline().isBlank()) {
            lines.add(SlackText.mrkdwnLine(entry.headline(), HEADLINE));
        }
        lines.add("_" + Wording.state(entry.status()) + "_ · " + SlackText.day(entry.startedAt()) + asker());
        return Blocks.section(
                String.join("\n", lines),
                entry.status().isEnd() ? ReceiptsButton.of(entry.id()) : SessionButton.stop(entry.id()));
    }

    private String asker() {
        String name = SlackText.mrkdwnLine(entry.actor().name(), NAME);
        return name.isEmpty() ? "" : " · asked by " + name;
    }
}
