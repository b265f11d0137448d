package dev.opspilot.rituals.surface;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/**
 * Tells moments by the clock of whoever reads them, always with the zone: what one person is told is often shown to
 * others. Immutable and pure.
 */
public record Moments(ZoneId zone) {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm z", Locale.ENGLISH);

    public Moments {
        Objects.requireNonNull(zone);
    }

    /** As in {@code Thu 26 Nov 2026 18:00 CET}. */
    public String at(Instant moment) {
        return MOMENT.format(moment.atZone(zone));
    }
}
