package dev.opspilot.bot.http;

import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.Roles;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the API needs of the rooms that govern acts.
 *
 * @param orders carries an order out, if the person may give it
 * @param calendarToken opens {@code /calendar.ics}; empty when it stays closed
 * @param calendar the freezes as iCalendar
 */
public record ActingDoors(
        Roles roles,
        Function<Heard.Ordered, Notice> orders,
        Optional<String> calendarToken,
        Supplier<String> calendar) {

    /** Everybody may everything, and there is nothing to order. */
    public static final ActingDoors NONE =
            new ActingDoors((_, _) -> Role.ADMIN, _ -> Notice.of("Not available here"), Optional.empty(), () -> "");
}
