package dev.opspilot.bot.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How lengths of time are written in configuration: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 4h}, {@code 2d}. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");

    private Durations() {}

    /** The length at a place, from {@code least} to {@code most}; another one where nothing stands. */
    static Duration read(Optional<Spot> given, Duration least, Duration most, Duration otherwise)
            throws ConfigException {
        if (given.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = FORM.matcher(given.get().node().asText());
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            Duration length = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
            if (length.compareTo(least) >= 0 && length.compareTo(most) <= 0) {
                return length;
            }
        }
        throw given.get().expected("a duration from " + shown(least) + " to " + shown(most) + ", as in 30s");
    }

    private static String shown(Duration length) {
        if (length.toMillis() % 1000 != 0) {
            return length.toMillis() + "ms";
        }
        if (length.toSeconds() % 60 != 0) {
            return length.toSeconds() + "s";
        }
        return length.toMinutes() % 60 == 0 ? length.toHours() + "h" : length.toMinutes() + "m";
    }
}
