package dev.opspilot.rituals.automation;

import dev.opspilot.rituals.instrument.Freeze;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A stretch of time in which a change breaks no freeze. Immutable.
 *
 * @param to its end, exclusive
 * @param avoided the freezes that it was moved behind, in order; empty when it begins at once
 */
public record ChangeWindow(Instant from, Instant to, List<Freeze> avoided) {
    public ChangeWindow {
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        avoided = List.copyOf(avoided);
    }

    /**
     * The earliest window of a length; empty when none fits.
     *
     * @param service what is to be changed; when it is not known every freeze counts
     * @param from the earliest beginning
     * @param until the latest end, as far as freezes are known
     */
    public static Optional<ChangeWindow> earliest(
            List<Freeze> freezes, Optional<String> service, Instant from, Instant until, Duration length) {
        List<Freeze> avoided = new ArrayList<>();
        Instant start = from;
        for (Freeze freeze : inOrder(freezes, service)) {
            if (freeze.from().isBefore(start.plus(length)) && freeze.to().isAfter(start)) {
                avoided.add(freeze);
                start = freeze.to();
            }
        }
        Instant end = start.plus(length);
        return end.isAfter(until) ? Optional.empty() : Optional.of(new ChangeWindow(start, end, avoided));
    }

    /** The freeze that a change at a moment breaks, of several the one that lasts longest. */
    public static Optional<Freeze> broken(List<Freeze> freezes, Optional<String> service, Instant at) {
        return allBroken(freezes, service, at).stream()
                .max(Comparator.comparing(Freeze::to).thenComparing(Freeze::id));
    }

    /** All that it breaks. */
    public static List<Freeze> allBroken(List<Freeze> freezes, Optional<String> service, Instant at) {
        return inOrder(freezes, service).stream()
                .filter(each -> !each.from().isAfter(at) && each.to().isAfter(at))
                .toList();
    }

    private static List<Freeze> inOrder(List<Freeze> freezes, Optional<String> service) {
        return freezes.stream()
                .filter(each -> service.isEmpty()
                        || each.service().isEmpty()
                        || each.service().get().equalsIgnoreCase(service.get()))
                .sorted(Comparator.comparing(Freeze::from)
                        .thenComparing(Freeze::to)
                        .thenComparing(Freeze::id))
                .toList();
    }
}
