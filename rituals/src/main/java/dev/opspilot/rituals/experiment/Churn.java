package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.experiment.Measure;
import dev.opspilot.rituals.experiment.Goal.Way;
import dev.opspilot.rituals.instrument.MetricDefinition;
import java.util.Locale;
import java.util.Set;

/** What is asked of churn, where it is retention that is measured: the one is what the other leaves of all. Pure. */
final class Churn {
    private static final Set<String> NAMES = Set.of("churn", "churned", "churning", "attrition");

    private Churn() {}

    /** Whether the words speak of churn, and the metric is of those who stay. */
    static boolean isMeant(Wish wish, MetricDefinition definition) {
        String metric = (definition.name() + " " + definition.title()).toLowerCase(Locale.ROOT);
        return definition.kind() == MetricDefinition.Kind.PROPORTION
                && wish.words().stream().anyMatch(NAMES::contains)
                && NAMES.stream().noneMatch(metric::contains)
                && (metric.contains("retention") || metric.contains("retained") || metric.contains("renewal"));
    }

    /** The wish with what it asks of churn told of those who stay. */
    static Wish turned(Wish wish, Baseline.Live metric) {
        if (!isMeant(wish, metric.definition()) || !(metric.measure() instanceof Measure.Proportion(double stay))) {
            return wish;
        }
        return wish.settings()
                .goal()
                .map(goal -> wish.with(wish.settings().withGoal(turned(goal, stay))))
                .orElse(wish);
    }

    private static Goal turned(Goal goal, double stay) {
        return switch (goal) {
            case Goal.Relative(double size, Way way) -> new Goal.Points(rest(1 - size * (1 - stay)), turned(way));
            case Goal.Points(double size, Way way) -> new Goal.Points(size, turned(way));
            case Goal.Target(double to) -> new Goal.Target(rest(to));
            case Goal.Move(double from, double to) -> new Goal.Move(rest(from), rest(to));
        };
    }

    private static Way turned(Way way) {
        return switch (way) {
            case BETTER -> Way.BETTER;
            case UP -> Way.DOWN;
            case DOWN -> Way.UP;
        };
    }

    /** Without what a binary fraction leaves of {@code 1 - 0.03}. */
    private static double rest(double share) {
        return Math.rint((1 - share) * 1e10) / 1e10;
    }
}
