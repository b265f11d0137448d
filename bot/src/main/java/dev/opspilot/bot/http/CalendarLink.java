package dev.opspilot.bot.http;

import dev.opspilot.rituals.receipt.Digest;
import java.net.URI;
import java.util.Objects;

/**
 * The address that a calendar subscribes to. Calendars send no headers, so the token stands in it; it opens nothing else,
 * and changes with the API token that it is made from.
 */
public record CalendarLink(URI address, String token) {
    private static final int LENGTH = 32;

    public CalendarLink {
        Objects.requireNonNull(address);
        Objects.requireNonNull(token);
    }

    public static CalendarLink of(URI publicUrl, String apiToken) {
        String token = Digest.of("calendar " + apiToken).hex().substring(0, LENGTH);
        return new CalendarLink(URI.create(publicUrl + "/calendar.ics?token=" + token), token);
    }
}
