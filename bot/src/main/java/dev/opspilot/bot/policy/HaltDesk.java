package dev.opspilot.bot.policy;

import dev.opspilot.bot.store.PgGovernance;
import dev.opspilot.rituals.play.Halt;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.Role;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kill switch: {@code halt} with or without a reason stops everything that acts, {@code halt off} takes it back. No other
 * word does: whatever else is said, in doubt nothing acts. {@code halt on: off by one} has a reason that would be a word.
 */
public final class HaltDesk implements OrderDesk {
    private static final Pattern ON =
            Pattern.compile("(?:on|now)(?:\\s*:\\s*(?<reason>.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final PgGovernance set;
    private final InstantSource clock;

    public HaltDesk(PgGovernance set, InstantSource clock) {
        this.set = set;
        this.clock = clock;
    }

    @Override
    public Command.Topic topic() {
        return Command.Topic.HALT;
    }

    @Override
    public Role needs(Command.Order order) {
        return switch (wish(order)) {
            case STATUS -> Role.VIEWER;
            case ON -> Role.OPERATOR;
            case OFF -> Role.ADMIN;
        };
    }

    private enum Wish {
        STATUS,
        ON,
        OFF
    }

    private static Wish wish(Command.Order order) {
        String words = order.words().strip().toLowerCase(Locale.ROOT);
        if (words.equals("status")) {
            return Wish.STATUS;
        }
        return words.equals("off") ? Wish.OFF : Wish.ON;
    }

    @Override
    public Notice take(Heard.Ordered order) {
        switch (wish(order.order())) {
            case ON -> set.halt(order.key(), order.person(), reason(order), clock.instant());
            case OFF -> set.goOn(order.key(), order.person(), clock.instant());
            case STATUS -> {
                // only told
            }
        }
        return told(set.stand().halt());
    }

    private static String reason(Heard.Ordered order) {
        String words = order.order().words().strip();
        Matcher on = ON.matcher(words);
        return on.matches() ? Objects.requireNonNullElse(on.group("reason"), "") : words;
    }

    private static Notice told(Optional<Halt> halt) {
        return halt.map(on -> new Notice(
                        "Nothing acts any more",
                        List.of(
                                Notice.Line.of(on.words()),
                                Notice.Line.of("A call that was under way then cannot be called back; its play says "
                                        + "what came of it. OpsPilot still reads and reports.")),
                        List.of(new Notice.Action(
                                "Let things act again",
                                "halt off",
                                "Plays that are approved, and policies set to auto, will act again."))))
                .orElseGet(() -> new Notice(
                        "What is approved may act",
                        List.of(Notice.Line.of("The kill switch is off.")),
                        List.of(new Notice.Action("Halt everything that acts", "halt on", ""))));
    }
}
