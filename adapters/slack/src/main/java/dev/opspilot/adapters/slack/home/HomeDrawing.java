package dev.opspilot.adapters.slack.home;

import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.Buttons;
import dev.opspilot.adapters.slack.draw.Page;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws App Home: the tabs, and the room that is looked at. Reads what it shows, so it may block. */
public final class HomeDrawing {
    public static final String TAB = "opspilot_room_";

    private final PageLinks links;
    private final ConsoleRoom console;
    private final InstrumentsRoom instruments;
    private final MindsRoom minds;
    private final AutomationsRoom automations;
    private final MuseumRoom museum;

    public HomeDrawing(House house, PageLinks links) {
        this.links = links;
        this.console = new ConsoleRoom(house.archive(), links);
        this.instruments = new InstrumentsRoom(house.sources(), links);
        this.minds = new MindsRoom(house.minds());
        this.automations = new AutomationsRoom(house.desk(), links);
        this.museum = new MuseumRoom(house.archive(), links);
    }

    public View draw(HomeState state, Person person, String workspace, Instant now) {
        Page page = begun(state);
        switch (state.room()) {
            case CONSOLE -> console.draw(page, person);
            case INSTRUMENTS -> instruments.draw(page, now);
            case MINDS -> minds.draw(page);
            case AUTOMATIONS -> automations.draw(page, person, workspace, now);
            case MUSEUM -> museum.draw(page, state, person);
        }
        return view(state, page.ended(links.base() + "/", footer(now)));
    }

    /** The tabs and a line that says why there is nothing else. */
    public View without(HomeState state, String why, Instant now) {
        Page page = begun(state);
        page.add(Blocks.section(why));
        return view(state, page.ended(links.base() + "/", footer(now)));
    }

    private static Page begun(HomeState state) {
        Page page = Page.ofView();
        page.add(Blocks.actions(tabs(state.room())));
        page.add(Blocks.header(state.room().title()));
        return page;
    }

    private static List<BlockElement> tabs(HomeRoom open) {
        List<BlockElement> tabs = new ArrayList<>();
        Arrays.stream(HomeRoom.values())
                .map(room -> Buttons.of(TAB + room.key(), room.key(), room.title())
                        .style(room == open ? "primary" : null)
                        .build())
                .forEach(tabs::add);
        return tabs;
    }

    private String footer(Instant now) {
        return SlackText.link(links.base() + "/", "Open OpsPilot's page") + " · as of " + SlackText.clock(now);
    }

    private static View view(HomeState state, List<LayoutBlock> blocks) {
        return View.builder()
                .type("home")
                .callbackId("opspilot_home")
                .privateMetadata(state.metadata())
                .blocks(blocks)
                .build();
    }

    public static LayoutBlock divider() {
        return DividerBlock.builder().build();
    }
}
