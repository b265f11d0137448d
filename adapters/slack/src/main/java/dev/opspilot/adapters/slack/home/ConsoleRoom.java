package dev.opspilot.adapters.slack.home;

import com.slack.api.model.block.element.BlockElement;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.Buttons;
import dev.opspilot.adapters.slack.draw.Page;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The console: what can be launched, and the sessions that are at work. */
public record ConsoleRoom(Archive archive, PageLinks links) {
    public static final String LAUNCH = "opspilot_home_launch_";

    private static final int LIVE = 20;
    private static final int LATEST = 5;

    public void draw(Page page, Person person) {
        page.add(Blocks.section("Ask a question of your tools; every statement comes with its sources."));
        List<BlockElement> launchers = new ArrayList<>();
        RitualName.BY_NAME.stream()
                .map(each -> Buttons.of(LAUNCH + each.key(), each.key(), Wording.ritual(each))
                        .build())
                .forEach(launchers::add);
        page.add(Blocks.actions(launchers));
        sessions(
                page,
                new Archive.Query("", true, Optional.empty(), LIVE).by(person),
                "At work now",
                "Nothing is at work now.");
        sessions(
                page,
                new Archive.Query("", false, Optional.empty(), LATEST).by(person),
                "The latest",
                "Nothing was asked yet.");
    }

    private void sessions(Page page, Archive.Query query, String title, String none) {
        Archive.Page found = archive.page(query);
        page.add(HomeDrawing.divider(), Blocks.section("*" + title + "*"));
        if (found.entries().isEmpty()) {
            page.add(Blocks.section(none));
        }
        found.entries().forEach(entry -> page.add(new SessionRow(entry, links).draw()));
        if (query.live() && found.next().isPresent()) {
            page.add(Blocks.context(List.of(found.total() + " are at work in all; "
                    + SlackText.link(links.base() + "/", "see them on the page"))));
        }
    }
}
