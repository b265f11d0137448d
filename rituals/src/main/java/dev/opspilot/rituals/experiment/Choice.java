package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.MetricDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the live metrics an experiment is judged by.
 *
 * @param primary that decides
 * @param because why it was chosen, one clause
 * @param others the live metrics that were not chosen, in the source's order
 */
record Choice(Baseline.Live primary, String because, List<Baseline.Live> others) {
    /** Words about what is tried that speak of a metric with another word. */
    private static final Map<String, List<String>> KIN = Map.of(
            "paid", List.of("freemium", "gating", "paywall", "upgrade", "subscription", "plan"),
            "trial", List.of("freemium", "gating", "paywall", "upgrade"),
            "checkout", List.of("banner", "cart", "payment", "pay", "buy", "purchase", "coupon"),
            "activation", List.of("onboarding", "signup", "sign", "welcome", "checklist", "tutorial"),
            "retention", List.of("churn", "reminder", "habit", "winback"),
            "revenue", List.of("price", "pricing", "discount", "upsell", "bundle"));

    private static final int BY_NAME = 2;

    /** Empty where no metric is live. */
    static Optional<Choice> of(Wish wish, List<Baseline.Live> live) {
        Baseline.Live best = null;
        int most = 0;
        for (Baseline.Live each : live) {
            int score = score(wish, each.definition());
            // A goal in shares cannot be of an average that is only hinted at.
            boolean hinted = score < BY_NAME && each.definition().kind() == MetricDefinition.Kind.MEAN;
            if (score > most
                    && !(hinted && wish.settings().goal().map(Goal::ofShares).orElse(false))) {
                best = each;
                most = score;
            }
        }
        if (best != null) {
            return Optional.of(new Choice(best, because(wish, best), without(live, best)));
        }
        return live.stream()
                .filter(each -> each.definition().kind() == MetricDefinition.Kind.PROPORTION)
                .findFirst()
                .or(() -> live.stream().findFirst())
                .map(first -> new Choice(
                        first,
                        first.definition().kind() == MetricDefinition.Kind.PROPORTION
                                ? "no word pointed to a metric, and it is the first share that is defined"
                                : "no word pointed to a metric, no share is live, and it is the first that is",
                        without(live, first)));
    }

    private static List<Baseline.Live> without(List<Baseline.Live> live, Baseline.Live chosen) {
        return live.stream().filter(each -> !each.equals(chosen)).toList();
    }

    /** How much the words point to a metric. */
    static int score(Wish wish, MetricDefinition definition) {
        return wish.words().stream().mapToInt(word -> score(word, definition)).sum();
    }

    private static int score(String word, MetricDefinition definition) {
        List<String> names = names(definition);
        if (names.stream().anyMatch(name -> alike(name, word))) {
            return BY_NAME;
        }
        return names.stream()
                        .anyMatch(name ->
                                KIN.getOrDefault(name, List.of()).stream().anyMatch(kin -> alike(kin, word)))
                ? 1
                : 0;
    }

    private static String because(Wish wish, Baseline.Live best) {
        List<String> pointing = wish.words().stream()
                .filter(word -> score(word, best.definition()) > 0)
                .map(word -> "“" + word + "”")
                .toList();
        return Words.listed(pointing) + (pointing.size() == 1 ? " points" : " point") + " to it";
    }

    private static List<String> names(MetricDefinition definition) {
        List<String> names = new ArrayList<>(Wish.words(definition.name()));
        names.addAll(Wish.words(definition.title()));
        return names;
    }

    /** The same word, apart from an ending. */
    private static boolean alike(String one, String other) {
        return one.equals(other) || one.equals(other + "s") || other.equals(one + "s");
    }
}
