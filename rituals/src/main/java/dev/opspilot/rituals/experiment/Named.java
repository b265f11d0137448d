package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.instrument.Experiment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the experiment that a person means. */
final class Named {
    private static final double HALF = 0.5;

    private Named() {}

    /** The one whose id or title the words hold at least half of, and more of than of any other; else the only one. */
    static Optional<Sourced<Experiment>> in(Shelf shelf, Wish wish) {
        if (wish.words().isEmpty()) {
            List<Sourced<Experiment>> running = shelf.experiments().stream()
                    .filter(each -> Surroundings.runs(each.fact(), shelf.asOf()))
                    .toList();
            return running.size() == 1 ? Optional.of(running.getFirst()) : Optional.empty();
        }
        List<Sourced<Experiment>> likely = shelf.experiments().stream()
                .filter(each -> likeness(each.fact(), wish) >= HALF)
                .sorted(Comparator.comparingDouble(each -> -likeness(each.fact(), wish)))
                .toList();
        boolean clear = likely.size() == 1
                || (likely.size() > 1
                        && likeness(likely.getFirst().fact(), wish)
                                > likeness(likely.get(1).fact(), wish));
        return clear ? Optional.of(likely.getFirst()) : Optional.empty();
    }

    private static double likeness(Experiment experiment, Wish wish) {
        return Math.max(share(experiment.id(), wish), share(experiment.title(), wish));
    }

    private static double share(String name, Wish wish) {
        List<String> words = Wish.words(name);
        long held = words.stream().filter(wish.words()::contains).count();
        return words.isEmpty() ? 0 : (double) held / words.size();
    }
}
