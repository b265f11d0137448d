package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.schedule.Schedules.Listed;
import dev.opspilot.rituals.surface.Moments;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Notice.Action;
import dev.opspilot.rituals.surface.Notice.Line;
import dev.opspilot.rituals.surface.PageLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The schedules as one person reads them, in pages: first what people set, then what sessions want to come back to, of
 * which there is soon a lot. Pure.
 */
final class ScheduleLists {
    private static final int PAGE = 10;
    /* Of the follow-ups, where they stand below what people set. */
    private static final int FIRST = 3;

    private final List<Listed> set;
    private final List<Listed> followUps;
    private final Moments moments;
    private final PageLinks links;

    /** @param moments tells times to whoever reads */
    ScheduleLists(List<Listed> all, Moments moments, PageLinks links) {
        this.set = all.stream().filter(each -> !isFollowUp(each)).toList();
        this.followUps = all.stream().filter(ScheduleLists::isFollowUp).toList();
        this.moments = moments;
        this.links = links;
    }

    private static boolean isFollowUp(Listed listed) {
        return listed.schedule().wanted().origin().isPresent();
    }

    /** @param page from 1 */
    Notice list(int page) {
        if (set.isEmpty() && followUps.isEmpty()) {
            return Notice.of(
                    "Nothing is scheduled",
                    "Type “schedule brief weekdays at 08:00” to have the brief come by itself.");
        }
        int from = from(page, set);
        int to = Math.min(from + PAGE, set.size());
        List<Line> lines = new ArrayList<>(lines(set.subList(from, to)));
        List<Action> actions = new ArrayList<>();
        int shown = 0;
        if (to < set.size()) {
            actions.add(new Action(set.size() - to + " more", "schedule list " + (from / PAGE + 2), ""));
        } else {
            shown = Math.min(FIRST, followUps.size());
        }
        if (shown > 0) {
            lines.add(Line.of("Follow-ups of sessions, those due soonest first:"));
            lines.addAll(lines(followUps.subList(0, shown)));
        }
        if (shown < followUps.size()) {
            String more = shown == 0 ? counted(followUps.size()) : followUps.size() - shown + " more follow-ups";
            actions.add(new Action(more, "schedule follow-ups", ""));
        }
        String title = set.isEmpty() ? "Nobody has set a schedule" : Figures.counted(set.size(), "schedule");
        return new Notice(followUps.isEmpty() ? title : title + " · " + counted(followUps.size()), lines, actions);
    }

    /** @param page from 1 */
    Notice followUps(int page) {
        int from = from(page, followUps);
        int to = Math.min(from + PAGE, followUps.size());
        Stream<Action> more = to < followUps.size()
                ? Stream.of(new Action(followUps.size() - to + " more", "schedule follow-ups " + (from / PAGE + 2), ""))
                : Stream.empty();
        return new Notice(
                followUps.isEmpty()
                        ? "No session wants to come back to anything"
                        : counted(followUps.size()) + " of sessions",
                lines(followUps.subList(from, to)),
                Stream.concat(more, Stream.of(new Action("Schedules", "schedule", "")))
                        .toList());
    }

    private static String counted(int followUps) {
        return Figures.counted(followUps, "follow-up");
    }

    /** The last page stands for all that would come after it. */
    private static int from(int page, List<Listed> all) {
        return Math.min((page - 1) * PAGE, Math.max(0, all.size() - 1) / PAGE * PAGE);
    }

    private List<Line> lines(List<Listed> listed) {
        return listed.stream()
                .map(each -> new Line(line(each), ScheduleNotices.actions(each.schedule())))
                .toList();
    }

    private String line(Listed listed) {
        Schedule schedule = listed.schedule();
        Schedule.Wanted wanted = schedule.wanted();
        String state = switch (schedule.state()) {
            case ACTIVE -> "next " + moments.at(schedule.next().orElseThrow());
            case PAUSED -> "paused";
            case DISABLED -> "disabled: " + schedule.reason();
            case DONE -> "done";
        };
        String last = listed.last()
                .filter(each -> each.state() == Occurrence.State.FAILED
                        || each.state() == Occurrence.State.RETRIED
                        || each.state() == Occurrence.State.MISSED)
                .map(each -> " · " + moments.at(each.due()) + " "
                        + each.state().name().toLowerCase(Locale.ROOT)
                        + (each.detail().isEmpty() ? "" : ": " + each.detail()))
                .orElse("");
        boolean once = wanted.timing().recurrence() instanceof Recurrence.Once;
        String where = ScheduleNotices.where(schedule);
        String when = once && schedule.state() == Schedule.State.ACTIVE
                ? moments.at(schedule.next().orElseThrow()) + where
                : wanted.timing().spoken() + where + " · " + state;
        String of = wanted.origin()
                .map(origin -> "\nIts session: " + links.session(origin.session()))
                .orElse("");
        String asks = of.isEmpty() ? ScheduleNotices.asks(schedule) : ""; // a follow-up's title says it
        return schedule.id() + " · " + schedule.title() + asks + " · " + when + last + " · by "
                + wanted.owner().name() + of;
    }
}
