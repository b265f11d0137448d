package dev.opspilot.bot.mesh;

import dev.opspilot.bot.config.WorkflowReader;
import dev.opspilot.bot.config.WorkflowYaml;
import dev.opspilot.bot.mesh.Automations.Listed;
import dev.opspilot.bot.mesh.Automations.Result;
import dev.opspilot.bot.store.PgAutomationSettings;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Moments;
import dev.opspilot.rituals.surface.NotDoneException;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Notice.Action;
import dev.opspilot.rituals.surface.Notice.Line;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.SessionView;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Takes the orders about workflows: {@code automation} lists, {@code automation run NAME} runs, {@code automation dry-run
 * NAME} tells what would be called, {@code automation enable|disable NAME} lets its triggers count or not, and {@code
 * automation draft|save SESSION} takes what a ritual drafted. Thread-safe.
 */
public final class AutomationDesk implements OrderDesk {
    private final Automations automations;
    private final DryRun dryRun;
    private final ScheduleStore schedules;
    private final AutomationNotices notices;
    private final Function<SessionId, Optional<SessionView>> sessions;
    private final BiFunction<Person, Place, ZoneId> homes;

    /**
     * A desk.
     *
     * @param sessions finds a session, whose draft somebody wants
     * @param homes the zone of whoever asks
     */
    public AutomationDesk(
            Automations automations,
            DryRun dryRun,
            ScheduleStore schedules,
            Function<SessionId, Optional<SessionView>> sessions,
            BiFunction<Person, Place, ZoneId> homes) {
        this.automations = automations;
        this.dryRun = dryRun;
        this.schedules = schedules;
        this.notices = new AutomationNotices(automations, schedules);
        this.sessions = sessions;
        this.homes = homes;
    }

    @Override
    public Command.Topic topic() {
        return Command.Topic.AUTOMATION;
    }

    @Override
    public Role needs(Command.Order order) {
        return switch (verb(order.words())) {
            case "run" -> Role.OPERATOR;
            case "enable", "disable", "save", "forget" -> Role.APPROVER;
            default -> Role.VIEWER;
        };
    }

    @Override
    public Notice take(Heard.Ordered order) {
        String words = order.order().words().strip();
        String name = rest(words);
        return switch (verb(words)) {
            case "", "list" -> notices.list(1, moments(order));
            case "page" -> notices.list(page(name), moments(order));
            case "show" -> of(name, each -> notices.one(each, moments(order)));
            case "run" -> run(order, name);
            case "dry-run", "dry" ->
                of(
                        name.replaceFirst("(?i)^run ", ""),
                        each -> dryRun.of(each.spec().workflow(), order.person()));
            case "enable" -> turned(order, name, true);
            case "disable" -> turned(order, name, false);
            case "draft" -> drafted(name);
            case "save" -> saved(order, name);
            case "forget" -> forgotten(name);
            default -> notices.mistake(words);
        };
    }

    private Moments moments(Heard.Ordered order) {
        return new Moments(homes.apply(order.person(), order.place()));
    }

    private Notice of(String name, Function<Listed, Notice> answer) {
        return automations.find(name).map(answer).orElseGet(() -> notices.unknown(name));
    }

    private Notice run(Heard.Ordered order, String name) {
        boolean byItself = order.person().ofHouse();
        String cause =
                byItself ? "its schedule" : "asked for by " + order.person().name();
        return switch (automations.run(order.key(), order.person(), order.place(), name, cause)) {
            case Result.Begun(Listed automation, SessionId session, boolean waits) ->
                notices.begun(automation, session, waits);
            case Result.Refused(String why) -> {
                if (byItself) {
                    // Its schedule learns that the due time came to nothing, tries again, and tells in the end.
                    throw new NotDoneException(why);
                }
                yield Notice.of("This was not run", why);
            }
        };
    }

    private Notice turned(Heard.Ordered order, String name, boolean enabled) {
        Optional<Listed> found = automations.turn(order.key(), order.person(), name, enabled);
        automations.schedule(schedules);
        return found.map(each -> notices.one(each, moments(order))).orElseGet(() -> notices.unknown(name));
    }

    private Notice drafted(String session) {
        return draft(session)
                .map(workflow -> new Notice(
                        "Draft of “" + workflow.title() + "”",
                        WorkflowYaml.of(workflow).lines().map(Line::of).toList(),
                        List.of(new Action(
                                "Keep it",
                                "automation save " + session,
                                "It is kept, disabled; what is for people stays for people."))))
                .orElseGet(() -> noDraft(session));
    }

    private Notice saved(Heard.Ordered order, String session) {
        Optional<Workflow> drafted = draft(session);
        if (drafted.isEmpty()) {
            return noDraft(session);
        }
        String yaml = WorkflowYaml.of(drafted.get());
        WorkflowReader.Result read = automations.read("the draft of the session " + session, yaml);
        if (read.spec().isEmpty()) {
            return new Notice(
                    "It cannot be kept as it is",
                    read.flaws().stream().map(Line::of).toList(),
                    List.of());
        }
        String name = read.spec().get().name();
        boolean taken = automations
                .find(name)
                .filter(known -> !known.spec().file().startsWith("kept "))
                .isPresent();
        if (taken) {
            return Notice.of("It was not kept", "A file has the name “" + name + "” already.");
        }
        automations.keep(
                new PgAutomationSettings.Saved(
                        name, yaml, new SessionId(session), order.person().name()),
                order.person());
        return of(name, each -> notices.one(each, moments(order)));
    }

    private Notice forgotten(String name) {
        return automations.forget(name)
                ? Notice.of(
                        "Forgotten",
                        "The automation “" + name + "” is gone. Runs that go on end as they would;"
                                + " those that waited for their turn do not begin.")
                : Notice.of(
                        "Nothing was done",
                        "No draft is kept as “" + name + "”. One of a file goes when its file does.");
    }

    private Optional<Workflow> draft(String session) {
        try {
            return sessions.apply(new SessionId(session)).flatMap(SessionView::workflow);
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Notice noDraft(String session) {
        return new Notice(
                "No draft",
                List.of(Line.of("The session “" + session + "” drafted no workflow, or there is no such session.")),
                List.of(new Action("All sessions", "sessions", "")));
    }

    private static int page(String words) {
        return words.matches("\\d{1,4}") ? Math.max(1, Integer.parseInt(words)) : 1;
    }

    private static String verb(String words) {
        return words.strip().split(" ", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String rest(String words) {
        String[] parts = words.strip().split(" ", 2);
        return parts.length == 2 ? parts[1].strip() : "";
    }
}
