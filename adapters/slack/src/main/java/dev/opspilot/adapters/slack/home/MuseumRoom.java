package dev.opspilot.adapters.slack.home;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.DispatchActionConfig;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.Buttons;
import dev.opspilot.adapters.slack.draw.Page;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The museum: all sessions but those of others' direct messages, searched by words and turned page by page. */
public record MuseumRoom(Archive archive, PageLinks links) {
    public static final String SEARCH = "opspilot_home_search";
    public static final String EARLIER = "opspilot_home_earlier";
    public static final String LATEST = "opspilot_home_latest";

    private static final int SIZE = 20;

    public void draw(Page page, HomeState state, Person person) {
        page.add(search(state.words()));
        Archive.Page found = archive.page(new Archive.Query(state.words(), false, state.after(), SIZE).by(person));
        page.add(Blocks.context(List.of(count(found.total(), state.words()))));
        found.entries().forEach(entry -> page.add(new SessionRow(entry, links).draw()));
        List<BlockElement> turns = new ArrayList<>();
        found.next().map(next -> Buttons.of(EARLIER, next, "Earlier").build()).ifPresent(turns::add);
        if (state.after().isPresent() || !state.words().isEmpty()) {
            String label = state.after().isPresent() ? "Back to the latest" : "All sessions";
            turns.add(Buttons.of(LATEST, state.after().isPresent() ? "latest" : "all", label)
                    .build());
        }
        if (!turns.isEmpty()) {
            page.add(Blocks.actions(turns));
        }
    }

    private static String count(long total, String words) {
        String sessions = total == 1 ? "1 session" : String.format(Locale.ROOT, "%,d sessions", total);
        return words.isEmpty()
                ? sessions
                : sessions + " with “" + SlackText.mrkdwnLine(words, SlackLimits.SOURCE_TEXT * 2) + "”";
    }

    private static LayoutBlock search(String words) {
        return InputBlock.builder()
                .blockId("search")
                .dispatchAction(true)
                .optional(true)
                .label(Buttons.plain("Search for words of the question or of the verdict, and press Enter"))
                .element(PlainTextInputElement.builder()
                        .actionId(SEARCH)
                        .initialValue(Optional.of(words)
                                .filter(each -> !each.isEmpty())
                                .orElse(null))
                        .placeholder(Buttons.plain("checkout 4812"))
                        .dispatchActionConfig(DispatchActionConfig.builder()
                                .triggerActionsOn(List.of("on_enter_pressed"))
                                .build())
                        .build())
                .build();
    }
}
