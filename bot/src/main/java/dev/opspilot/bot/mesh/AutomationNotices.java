package dev.opspilot.bot.mesh;

import dev.opspilot.bot.config.AutomationSpec;
import dev.opspilot.bot.config.TriggerSpec;
import dev.opspilot.bot.mesh.Automations.Listed;
import dev.opspilot.bot.store.PgAutomations.Run;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.schedule.Work;
import dev.opspilot.rituals.surface.Moments;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Notice.Action;
import dev.opspilot.rituals.surface.Notice.Line;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people are told about workflows, the same on every surface. */
final class AutomationNotices {
    private static final int PAGE = 8;

    private final Automations automations;
    private final ScheduleStore schedules;

    AutomationNotices(Automations automations, ScheduleStore schedules) {
        this.automations = automations;
        this.schedules = schedules;
    }

    Notice list(int page, Moments moments) {
        List<Listed> all = automations.all();
        List<Listed> shown = all.stream().skip((page - 1L) * PAGE).limit(PAGE).toList();
        List<Line> lines = new ArrayList<>();
        shown.forEach(each -> lines.add(line(each, moments)));
        if (all.isEmpty()) {
            lines.add(Line.of("There is none. Name a folder of workflow files in opspilot.yml, as in: automations:"
                    + " automations"));
        }
        automations.flaws().forEach(flaw -> lines.add(Line.of("Cannot be used: " + flaw)));
        List<Action> actions = new ArrayList<>();
        if (page > 1) {
            actions.add(new Action("Before", "automation page " + (page - 1), ""));
        }
        if ((long) page * PAGE < all.size()) {
            actions.add(new Action("More", "automation page " + (page + 1), ""));
        }
        return new Notice("Automations" + (all.isEmpty() ? "" : " · " + all.size()), lines, actions);
    }

    private Line line(Listed each, Moments moments) {
        return new Line(
                each.spec().workflow().title() + " (" + each.spec().name() + ") · " + state(each, moments) + "\n"
                        + each.spec().workflow().flow(),
                actions(each));
    }

    private static List<Action> actions(Listed each) {
        String name = each.spec().name();
        return List.of(
                new Action("Run", "automation run " + name, "It runs now; what acts in it asks as its policies say."),
                new Action("Dry run", "automation dry-run " + name, ""),
                each.enabled()
                        ? new Action("Disable", "automation disable " + name, "Nothing begins it by itself any more.")
                        : new Action("Enable", "automation enable " + name, "Its triggers begin it by themselves."));
    }

    /** One of them, with its steps. */
    Notice one(Listed each, Moments moments) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Words.sentence(state(each, moments)) + "."));
        lines.add(Line.of("Begins "
                + (each.spec().triggers().isEmpty()
                        ? "when somebody runs it"
                        : each.spec().triggers().stream()
                                .map(TriggerSpec::words)
                                .collect(Collectors.joining("; ")))
                + ". "
                + (each.spec().atOnce() == 1
                        ? "One run at a time."
                        : each.spec().atOnce() + " runs at a time.")
                + " From " + each.spec().file() + "."));
        lines.add(Line.of(each.spec().workflow().flow()));
        int place = 1;
        for (Step step : each.spec().workflow().steps()) {
            lines.add(Line.of(place++ + ". " + step.id() + ": " + step.told()
                    + (step.needs().isEmpty() ? "" : " After " + String.join(", ", step.needs()) + ".")
                    + (step.undo().isBlank() ? "" : " Taken back: " + step.undo())));
        }
        each.flaws().forEach(flaw -> lines.add(Line.of("Cannot run: " + flaw)));
        return new Notice(each.spec().workflow().title(), lines, actions(each));
    }

    /** Where it stands, in a line: enabled or not, what runs, the last run and the next. */
    private String state(Listed each, Moments moments) {
        List<String> parts = new ArrayList<>();
        parts.add(each.flaws().isEmpty() ? (each.enabled() ? "enabled" : "disabled") : "cannot run");
        begun(each.running(), "running").ifPresent(parts::add);
        begun(each.waiting(), "waiting").ifPresent(parts::add);
        if (each.queued() > 0) {
            parts.add(each.queued() + " waiting for their turn");
        }
        parts.add(each.last()
                .map(run -> last(run, moments))
                .orElse(each.running().isEmpty() && each.waiting().isEmpty() ? "never run" : "never ended a run"));
        next(each.spec().name(), schedules).ifPresent(at -> parts.add("next " + moments.at(at)));
        return String.join(" · ", parts);
    }

    private static Optional<String> begun(List<Run> runs, String word) {
        return runs.stream().findFirst().map(first -> runs.size() + " " + word + " (session " + first.session() + ")");
    }

    private static String last(Run run, Moments moments) {
        String came = run.status().orElse(Status.CANCELLED).name().toLowerCase(Locale.ROOT);
        return "last " + came + " " + moments.at(run.at());
    }

    /** When a schedule begins it next. */
    static Optional<Instant> next(String name, ScheduleStore schedules) {
        return schedules.all().stream()
                .filter(each -> each.wanted().work().equals(new Work.Run(name)))
                .flatMap(each -> each.next().stream())
                .min(Instant::compareTo);
    }

    Notice begun(Listed automation, SessionId session, boolean waits) {
        return new Notice(
                "“" + automation.spec().workflow().title() + "” " + (waits ? "waits for its turn" : "runs"),
                List.of(Line.of((waits ? "It will be the session " : "It is the session ") + session + ".")),
                List.of(
                        new Action("Show", "sessions show " + session, ""),
                        new Action("Stop", "sessions stop " + session, "It ends now, with what it has done.")));
    }

    /** A trigger came to nothing. */
    static Notice notBegun(AutomationSpec spec, String cause, String why) {
        return new Notice(
                "“" + spec.workflow().title() + "” was not run",
                List.of(Line.of("It was to begin: " + cause + ". " + why)),
                List.of(
                        new Action("Run", "automation run " + spec.name(), "It runs now."),
                        new Action("Show", "automation show " + spec.name(), "")));
    }

    /** A run waited for its turn, and the workflow is gone. */
    static Notice givenUp(String name, String cause) {
        return new Notice(
                "“" + name + "” was not run",
                List.of(Line.of("It waited for its turn since it was to begin: " + cause
                        + ". For a day no file of this name could be used, so it is given up.")),
                List.of(new Action("All automations", "automation", "")));
    }

    Notice unknown(String name) {
        return new Notice(
                "No such automation",
                List.of(Line.of(noSuch(name))),
                List.of(new Action("All automations", "automation", "")));
    }

    /** That a name is missing, or names none. */
    static String noSuch(String name) {
        return name.isBlank()
                ? "Which one? Write its name behind it, as in “automation show NAME”; “automation” lists them."
                : "There is no automation “" + name + "”. “automation” lists those that there are.";
    }

    Notice mistake(String words) {
        return new Notice(
                "Not understood",
                List.of(
                        Line.of("I do not know “" + words + "”."),
                        Line.of("Write “automation”, “automation show NAME”, “automation run NAME”, “automation dry-run"
                                + " NAME”, “automation enable NAME”, “automation disable NAME”, “automation draft"
                                + " SESSION” or “automation save SESSION”.")),
                List.of(new Action("All automations", "automation", "")));
    }
}
