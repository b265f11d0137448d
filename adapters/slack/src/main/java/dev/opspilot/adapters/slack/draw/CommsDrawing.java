package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Announcement.State;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import dev.opspilot.rituals.widget.Widget.CommsKit;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Draws drafts for those who must be told: what each is about, and where it was posted. Its button opens all of it. */
public final class CommsDrawing {
    private static final Pattern CHANNEL = Pattern.compile("[CG][A-Z0-9]{1,30}");
    private static final int WORDS = 500;
    private static final int NAME = 80;
    /* A draft that was posted everywhere would fill the message; the page has them all. */
    private static final int FATES = 3;

    public void draw(Page page, Chips chips, CommsKit kit) {
        List<String> lines =
                new ArrayList<>(List.of(WidgetDrawing.bold(kit.title()) + " Nothing is sent until you post it."));
        kit.drafts()
                .forEach(draft -> lines.add("• " + SlackText.mrkdwnLine(draft.audience(), NAME) + ": "
                        + SlackText.mrkdwnLine(draft.subject(), WORDS)));
        List<String> texts = Blocks.packed(lines, SlackLimits.SECTION_TEXT);
        page.addSections(texts.subList(0, texts.size() - 1));
        page.add(Blocks.section(texts.getLast()), chips.row(kit.receipts()));
    }

    /** What became of the drafts of a session that were posted last; none is no block. */
    public static Optional<LayoutBlock> fates(SessionView view) {
        List<Announcement> all = view.announcements();
        List<String> lines = all.subList(Math.max(0, all.size() - FATES), all.size()).stream()
                .map(each -> SlackText.mrkdwnLine(each.audience(), NAME) + ": " + fate(each))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(Blocks.context(lines));
    }

    /** What became of a draft, the latest last; no block where nobody posted it. */
    public List<LayoutBlock> fate(SessionView view, WidgetId kit, String audience) {
        List<Announcement> all = view.announcements().stream()
                .filter(each -> each.kit().equals(kit) && each.audience().equals(audience))
                .toList();
        return all.isEmpty()
                ? List.of()
                : List.of(Blocks.context(all.subList(Math.max(0, all.size() - FATES), all.size()).stream()
                        .map(CommsDrawing::fate)
                        .toList()));
    }

    private static String fate(Announcement announcement) {
        String to = where(announcement.to());
        String by = SlackText.mrkdwnLine(announcement.person().name(), NAME);
        return switch (announcement.state()) {
            case State.Posting() -> ":hourglass_flowing_sand: " + by + " posts it in " + to;
            case State.Posted(Instant at, var _) ->
                ":white_check_mark: " + by + " posted it in " + to + ", " + SlackText.day(at);
            case State.Failed(Instant at, var _, String because) ->
                ":warning: Not posted in " + to + ", " + SlackText.day(at) + ": "
                        + SlackText.mrkdwnLine(because, WORDS);
        };
    }

    /** A conversation as people of Slack know it. */
    public static String where(Place place) {
        if (!place.surface().equals(SlackIds.SURFACE)) {
            return Wording.surface(SlackText.mrkdwnLine(place.surface(), NAME));
        }
        return CHANNEL.matcher(place.channel()).matches() ? "<#" + place.channel() + ">" : "a direct message";
    }

    /** An announcement as it stands where it was wanted: the person's own words, made harmless, and whose they are. */
    public static SlackMessage posted(PostKey key, Announcement announcement) {
        Page page = new Page();
        page.addSections(SlackText.pieces(announcement.text(), SlackLimits.SECTION_TEXT));
        String first = announcement.text().strip().lines().findFirst().orElse("");
        page.add(Blocks.context(List.of(
                "Posted by " + SlackText.mrkdwnLine(announcement.person().name(), NAME) + " with OpsPilot")));
        return new SlackMessage(key, SlackText.mrkdwnLine(first, SlackLimits.NOTIFICATION_TEXT), page.blocks());
    }
}
