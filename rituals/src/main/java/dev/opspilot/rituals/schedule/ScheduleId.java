package dev.opspilot.rituals.schedule;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names a schedule; a short number, so that people can type it. */
public record ScheduleId(long value) {
    private static final Pattern TYPED = Pattern.compile("#?(\\d{1,18})");

    public ScheduleId {
        if (value < 0) {
            throw new IllegalArgumentException("a schedule's number is not negative");
        }
    }

    /** As a person typed it, with or without a #. */
    public static Optional<ScheduleId> of(String typed) {
        return Optional.of(TYPED.matcher(typed))
                .filter(matcher -> matcher.matches())
                .map(matcher -> new ScheduleId(Long.parseLong(matcher.group(1))));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
