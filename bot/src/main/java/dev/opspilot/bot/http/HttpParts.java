package dev.opspilot.bot.http;

import dev.opspilot.bot.hooks.Hooks;
import dev.opspilot.rituals.schedule.Schedules;
import java.util.List;
import java.util.Optional;

/**
 * What the server serves beside sessions; what is absent has no addresses.
 *
 * @param mounts servlets of other rooms
 * @param acting who may do what, and what governs acts
 * @param documents what people can take along of a session
 * @param checks what must work besides the database for {@code /readyz}
 */
public record HttpParts(
        List<Mount> mounts,
        List<ReadyCheck> checks,
        Optional<Hooks> hooks,
        Optional<Schedules> schedules,
        ActingDoors acting,
        Documents documents,
        Optional<AutomationDoors> automations) {
    /** Sessions alone. */
    public static final HttpParts NONE = new HttpParts(
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            ActingDoors.NONE,
            Documents.NONE,
            Optional.empty());

    public HttpParts {
        mounts = List.copyOf(mounts);
        checks = List.copyOf(checks);
    }

    /** The same with these servlets. */
    public HttpParts withMounts(List<Mount> these) {
        return new HttpParts(these, checks, hooks, schedules, acting, documents, automations);
    }

    /** The same with these checks. */
    public HttpParts withChecks(List<ReadyCheck> these) {
        return new HttpParts(mounts, these, hooks, schedules, acting, documents, automations);
    }

    /** The same with alerts taken. */
    public HttpParts withHooks(Hooks taking) {
        return new HttpParts(mounts, checks, Optional.of(taking), schedules, acting, documents, automations);
    }

    /** The same with what governs acts. */
    public HttpParts withActing(ActingDoors doors) {
        return new HttpParts(mounts, checks, hooks, schedules, doors, documents, automations);
    }

    /** The same with schedules shown and set. */
    public HttpParts withSchedules(Schedules these) {
        return new HttpParts(mounts, checks, hooks, Optional.of(these), acting, documents, automations);
    }

    /** The same with documents of sessions. */
    public HttpParts withDocuments(Documents these) {
        return new HttpParts(mounts, checks, hooks, schedules, acting, these, automations);
    }

    /** The same with workflows shown and run. */
    public HttpParts withAutomations(AutomationDoors these) {
        return new HttpParts(mounts, checks, hooks, schedules, acting, documents, Optional.of(these));
    }
}
