package dev.opspilot.rituals.schedule;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * When something comes, by the clock on the wall, to the minute. Immutable. What it comes to in a zone is worked out by
 * {@link Timing}.
 */
public sealed interface Recurrence {

    /** As it can be typed: reading these words gives the same again. */
    String words();

    /** One time only. */
    record Once(LocalDateTime at) implements Recurrence {
        private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd 'at' HH:mm", Locale.ROOT);

        public Once {
            requireWholeMinutes(at.toLocalTime());
        }

        @Override
        public String words() {
            return FORM.format(at);
        }
    }

    /**
     * At these times on some days.
     *
     * @param times in order, each once
     */
    record On(Days days, List<LocalTime> times) implements Recurrence {
        public On {
            Objects.requireNonNull(days);
            if (times.isEmpty()) {
                throw new IllegalArgumentException("a day needs a time");
            }
            times.forEach(Recurrence::requireWholeMinutes);
            times = times.stream().distinct().sorted().toList();
        }

        @Override
        public String words() {
            List<String> clock =
                    times.stream().map(each -> each.toString().substring(0, 5)).toList();
            return days.words() + " at " + String.join(" and ", clock);
        }
    }

    /** Whenever the clock on the wall shows a multiple of a step, counted from midnight. */
    record Every(Duration step) implements Recurrence {
        /** The shortest: more often than that is a monitor's work. */
        public static final Duration SHORTEST = Duration.ofMinutes(5);

        private static final Duration DAY = Duration.ofDays(1);
        private static final Duration HOUR = Duration.ofHours(1);

        public Every {
            if (!fits(step)) {
                throw new IllegalArgumentException(step + " does not divide an hour or a day evenly");
            }
        }

        /** Whether a step can be taken: it divides an hour evenly, or a day by whole hours. */
        static boolean fits(Duration step) {
            if (step.compareTo(SHORTEST) < 0 || step.compareTo(DAY) >= 0) {
                return false;
            }
            return step.compareTo(HOUR) < 0
                    ? HOUR.toSeconds() % step.toSeconds() == 0
                    : DAY.toSeconds() % step.toSeconds() == 0 && step.toSeconds() % HOUR.toSeconds() == 0;
        }

        @Override
        public String words() {
            if (step.equals(HOUR)) {
                return "every hour";
            }
            return step.compareTo(HOUR) < 0
                    ? "every " + step.toMinutes() + " minutes"
                    : "every " + step.toHours() + " hours";
        }
    }

    /** By a cron expression, for experts. */
    record ByCron(Cron cron) implements Recurrence {
        public ByCron {
            Objects.requireNonNull(cron);
        }

        @Override
        public String words() {
            return "cron " + cron.text();
        }
    }

    private static void requireWholeMinutes(LocalTime time) {
        if (time.getSecond() != 0 || time.getNano() != 0) {
            throw new IllegalArgumentException("times are whole minutes, unlike " + time);
        }
    }
}
