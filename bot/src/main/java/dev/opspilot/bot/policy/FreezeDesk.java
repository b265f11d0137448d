package dev.opspilot.bot.policy;

import dev.opspilot.bot.store.PgGovernance;
import dev.opspilot.rituals.automation.FreezeRule;
import dev.opspilot.rituals.automation.FreezeWords;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Moments;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Role;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When nothing is to be changed: {@code freeze} lists, {@code freeze "quarter end" from … to …} adds, {@code freeze remove "quarter end"}. */
public final class FreezeDesk implements OrderDesk {
    private static final Pattern REMOVE =
            Pattern.compile("(?:remove|end|delete)\\s+[\"“”„']?(.+?)[\"“”„']?", Pattern.CASE_INSENSITIVE);
    private static final Duration AHEAD = Duration.ofDays(60);

    private final HouseRules rules;
    private final PgGovernance set;
    private final Optional<URI> calendar;
    private final BiFunction<Person, Place, ZoneId> homes;
    private final InstantSource clock;

    /**
     * A desk.
     *
     * @param calendar where the same is read by a calendar; it carries a token
     * @param homes the zone of whoever asks; it is that of the words, too, where they name none
     */
    public FreezeDesk(
            HouseRules rules,
            PgGovernance set,
            Optional<URI> calendar,
            BiFunction<Person, Place, ZoneId> homes,
            InstantSource clock) {
        this.rules = rules;
        this.set = set;
        this.calendar = calendar;
        this.homes = homes;
        this.clock = clock;
    }

    @Override
    public Command.Topic topic() {
        return Command.Topic.FREEZE;
    }

    /** To take a freeze away is to break it. */
    @Override
    public Role needs(Command.Order order) {
        String words = order.words().strip();
        if (words.isEmpty()) {
            return Role.VIEWER;
        }
        return removed(words).isPresent() ? Role.ADMIN : Role.APPROVER;
    }

    @Override
    public Notice take(Heard.Ordered order) {
        String words = order.order().words().strip();
        if (words.isEmpty()) {
            return list("Freezes", order);
        }
        Optional<String> removed = removed(words);
        if (removed.isPresent()) {
            return remove(order, removed.get());
        }
        return switch (FreezeWords.read(words, homes.apply(order.person(), order.place()))) {
            case FreezeWords.Mistaken(String why) -> Notice.of("Not understood", why);
            case FreezeWords.Understood(FreezeRule rule)
            when rule.isOver(clock.instant()) ->
                Notice.of("Nothing was set", rule.words() + " is over. Name days to come.");
            case FreezeWords.Understood(FreezeRule rule) -> {
                set.addFreeze(order.key(), order.person(), rule.words(), clock.instant());
                yield list("The freeze “" + rule.title() + "” is set", order);
            }
        };
    }

    /** What is to be removed: its number, or its title. A freeze that is called “end of quarter” is set like others. */
    private static Optional<String> removed(String words) {
        Matcher remove = REMOVE.matcher(words);
        return remove.matches() && FreezeWords.read(words, ZoneOffset.UTC) instanceof FreezeWords.Mistaken
                ? Optional.of(remove.group(1).strip())
                : Optional.empty();
    }

    private Notice remove(Heard.Ordered order, String which) {
        List<PgGovernance.Frozen> found = set.stand().freezes().stream()
                .filter(each -> which.matches("(?:chat-)?" + each.id()) || isTitled(each, which))
                .toList();
        if (found.size() != 1) {
            return list(
                    found.isEmpty()
                            ? "No freeze “" + which + "” was set in chat (any more)"
                            : "Several freezes are called “" + which + "”; remove one by its button",
                    order);
        }
        set.removeFreeze(order.key(), order.person(), found.getFirst(), clock.instant());
        return list("The freeze is removed", order);
    }

    private static boolean isTitled(PgGovernance.Frozen frozen, String title) {
        return FreezeWords.read(frozen.rule(), ZoneOffset.UTC) instanceof FreezeWords.Understood(FreezeRule rule)
                && rule.title().equalsIgnoreCase(title);
    }

    private Notice list(String title, Heard.Ordered order) {
        Moments moments = new Moments(homes.apply(order.person(), order.place()));
        Instant now = clock.instant();
        List<Notice.Line> lines = new ArrayList<>();
        for (HouseRules.Named each : rules.freezes()) {
            boolean chat = each.id().startsWith("chat-");
            lines.add(new Notice.Line(
                    each.rule().words() + ". " + next(each, now, moments) + " Set by " + each.by() + ".",
                    chat
                            ? List.of(new Notice.Action(
                                    "Remove", "freeze remove " + each.id(), "Changes may be made again in that time."))
                            : List.of()));
        }
        if (lines.isEmpty()) {
            lines.add(Notice.Line.of("None is set."));
        }
        lines.add(Notice.Line.of("Add one as in: freeze " + FreezeWords.EXAMPLE
                + ". Remove one that was set in chat as in: freeze remove \"quarter end\""));
        calendar.ifPresent(at -> lines.add(Notice.Line.of(at.toString())));
        return new Notice(title, lines, List.of());
    }

    private static String next(HouseRules.Named each, Instant now, Moments moments) {
        return each.rule().within(each.id(), now, now.plus(AHEAD)).stream()
                .findFirst()
                .map(freeze -> (freeze.from().isAfter(now) ? "Next: " : "On now: ") + moments.at(freeze.from()) + " to "
                        + moments.at(freeze.to()) + ".")
                .orElse("Not within " + AHEAD.toDays() + " days.");
    }
}
