package dev.opspilot.rituals.experiment;

import static dev.opspilot.rituals.experiment.Unread.END;
import static dev.opspilot.rituals.experiment.Unread.NUMBER;
import static dev.opspilot.rituals.experiment.Unread.OF;
import static dev.opspilot.rituals.experiment.Unread.PERCENT;
import static dev.opspilot.rituals.experiment.Unread.pattern;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.experiment.Allocation;
import dev.opspilot.rituals.analysis.experiment.Sides;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads out of plain words how a test is to be set. What is understood is taken out of the words. One thread. */
final class SettingsReader {
    private static final String OR_BARE = "(?:(" + PERCENT + ")|" + END + ")";
    private static final String NUMBER_OF = NUMBER + "(" + PERCENT + ")?\\s(?:of )?";

    private static final Pattern ALPHA = pattern(
            "(?:\\b(?:statistical(?:ly)? )?(?:alpha|significance(?: level)?|significant(?= at)|level of significance"
                    + "|false[- ]positives?(?: rate)?|type[- ]?(?:1|i) error(?: rate)?|p(?:[- ]values?)?(?=\\s?[<≤]))|α)"
                    + OF
                    + NUMBER + OR_BARE);
    private static final Pattern ALPHA_AFTER = pattern("(?:\\bat (?:the |an? )?)?" + NUMBER_OF
            + "(?:alpha|significance(?: level)?|level of significance|level|false[- ]positives?(?: rate)?)\\b");
    private static final Pattern CONFIDENCE = pattern("\\bconfidence(?: level| interval)?" + OF + NUMBER + OR_BARE);
    private static final Pattern CONFIDENCE_AFTER =
            pattern(NUMBER_OF + "(?:confidence(?: level| interval)?|confident|certainty|ci)\\b");
    private static final Pattern POWER = pattern("\\b(?:statistical )?power" + OF + NUMBER + OR_BARE);
    private static final Pattern POWER_AFTER = pattern(NUMBER_OF + "(?:statistical )?power\\b(?! users)");
    private static final Pattern BETA = pattern("(?:\\bbeta|β)" + OF + NUMBER + OR_BARE);
    private static final Pattern SIDES =
            pattern("\\b(one|two|single|double|1|2)[- ]?(?:sided|tailed)\\b(?: (?:[zt][- ]?)?test\\b)?");

    private static final String PEOPLE =
            "(?:traffic|users|visitors|units|people|customers|accounts|everybody|everyone)\\b";
    private static final String WHOSE = "(?:(?:the|all|our|my|its|new|eligible|live|incoming) )*";
    private static final Pattern TRAFFIC = pattern(NUMBER + PERCENT + "(?: of " + WHOSE + PEOPLE + "| traffic\\b)");
    private static final Pattern TRAFFIC_BEFORE = pattern(
            "\\btraffic(?: share)?" + OF + NUMBER + PERCENT + "|\\b" + "traffic(?: share)?:\\s*" + NUMBER + PERCENT);
    private static final Pattern TRAFFIC_PART =
            pattern("\\b(?:an? |the )?(half|third|quarter|fifth|tenth) (?:of )?" + WHOSE + PEOPLE);
    private static final Pattern TRAFFIC_FRACTION =
            pattern("(?<![\\p{L}\\p{N}_./:-])([0-9]{1,2})/([1-9][0-9]?) of " + WHOSE + PEOPLE);
    private static final Pattern ALL_TRAFFIC = pattern("\\ball (?:of )?(?:the |our )?traffic\\b");
    private static final Map<String, Double> PARTS =
            Map.of("half", 0.5, "third", 1.0 / 3, "quarter", 0.25, "fifth", 0.2, "tenth", 0.1);

    private static final String STATED = "(?:baseline|currently|current(?:ly)?(?: rate| value)?)(?: rate| value)?";
    private static final Pattern BASELINE = pattern("\\b" + STATED + OF + NUMBER + OR_BARE);
    private static final Pattern BASELINE_AFTER = pattern(NUMBER_OF + "(?:baseline|currently|today|now)\\b");

    private final Unread words;
    private final List<String> mistakes = new ArrayList<>();
    private Optional<Double> baseline = Optional.empty();
    private Optional<Double> alpha = Optional.empty();
    private Optional<Double> power = Optional.empty();
    private Optional<Sides> sides = Optional.empty();
    private Optional<Double> traffic = Optional.empty();

    SettingsReader(Unread words) {
        this.words = words;
    }

    /** All that can be set of a test that is to be planned. */
    Settings ofPlan() {
        ArmsReader arms = new ArmsReader(words, mistakes);
        arms.readShares();
        Optional<Allocation> allocation = arms.read();
        readTraffic();
        readErrors();
        readBaseline();
        GoalReader goals = new GoalReader(words, mistakes);
        Optional<Goal> goal = goals.read().map(this::from);
        return new Settings(
                goal, baseline, alpha, power, sides, allocation, traffic, mistakes, Naming.unused(words, goal));
    }

    /** What a readout can be told: alpha, sides, and the power that was planned with. */
    Settings ofReadout() {
        readErrors();
        return new Settings(
                Optional.empty(),
                Optional.empty(),
                alpha,
                power,
                sides,
                Optional.empty(),
                Optional.empty(),
                mistakes,
                List.of());
    }

    /** A target with the baseline that was said is a move from there. */
    private Goal from(Goal goal) {
        return goal instanceof Goal.Target(double to)
                ? baseline.filter(from -> from != to)
                        .<Goal>map(from -> new Goal.Move(from, to))
                        .orElse(goal)
                : goal;
    }

    private void readErrors() {
        double most = Settings.MOST_ALPHA;
        DoubleUnaryOperator same = DoubleUnaryOperator.identity();
        List.of(ALPHA, ALPHA_AFTER).forEach(each -> words.take(each, found -> takeAlpha(found, same)));
        List.of(CONFIDENCE, CONFIDENCE_AFTER)
                .forEach(each -> words.take(each, found -> takeAlpha(found, share -> 1 - share)));
        alpha.filter(value -> !(value >= Settings.LEAST_ALPHA && value <= most))
                .ifPresent(value -> mistakes.add("an alpha of " + Figures.chosen(value) + " (confidence of "
                        + Figures.chosen(1 - value) + ") makes no test: type one from "
                        + Figures.chosen(Settings.LEAST_ALPHA) + " to " + Figures.chosen(most)
                        + ", as in “alpha 1 %” or “99 % confidence”"));
        List.of(POWER, POWER_AFTER).forEach(each -> words.take(each, found -> takePower(found, same)));
        words.take(BETA, found -> unit(found) && takePower(found, share -> 1 - share));
        power.filter(value -> !(value >= Settings.LEAST_POWER && value <= Settings.MOST_POWER))
                .ifPresent(value -> mistakes.add("a power of " + Figures.chosen(value) + " cannot be planned with: type"
                        + " one from " + Figures.chosen(Settings.LEAST_POWER) + " to "
                        + Figures.chosen(Settings.MOST_POWER) + ", as in “power 90 %”"));
        words.take(SIDES, found -> {
            String said = found.group(1).toLowerCase(Locale.ROOT);
            Sides value = said.equals("two") || said.equals("double") || said.equals("2") ? Sides.TWO : Sides.ONE;
            sides = once(sides, value, "the sides", "“one-sided”");
            return true;
        });
    }

    private boolean takeAlpha(Matcher found, DoubleUnaryOperator meant) {
        if (!unit(found)) {
            return false;
        }
        double value = rounded(meant.applyAsDouble(share(found)));
        alpha = once(alpha, value, "alpha", "“alpha 1 %”");
        return true;
    }

    private boolean takePower(Matcher found, DoubleUnaryOperator meant) {
        if (!unit(found)) {
            return false;
        }
        power = once(power, rounded(meant.applyAsDouble(share(found))), "the power", "“power 90 %”");
        return true;
    }

    private void readTraffic() {
        List.of(TRAFFIC, TRAFFIC_BEFORE)
                .forEach(each -> words.take(each, found -> takeTraffic(Unread.share(first(found), true))));
        words.take(
                TRAFFIC_PART,
                found -> takeTraffic(
                        Objects.requireNonNull(PARTS.get(found.group(1).toLowerCase(Locale.ROOT)))));
        words.take(
                TRAFFIC_FRACTION, found -> takeTraffic(Unread.number(found.group(1)) / Unread.number(found.group(2))));
        words.take(ALL_TRAFFIC, _ -> takeTraffic(1));
        traffic.filter(value -> !(value > 0 && value <= 1))
                .ifPresent(
                        value -> mistakes.add(Figures.chosen(value) + " of the traffic cannot enter: type more than 0"
                                + " and at most 100, as in “50 % of the traffic”"));
    }

    private boolean takeTraffic(double share) {
        traffic = once(traffic, share, "the share of the traffic", "“50 % of the traffic”");
        return true;
    }

    private void readBaseline() {
        List.of(BASELINE, BASELINE_AFTER)
                .forEach(each -> words.take(each, found -> {
                    double value = share(found);
                    if (!unit(found) || value <= 0 || value >= 1) {
                        return false;
                    }
                    baseline = once(baseline, value, "the baseline", "“baseline 10 %”");
                    return true;
                }));
    }

    /** The first, and a mistake where another one was named before. */
    private <T> Optional<T> once(Optional<T> before, T now, String name, String example) {
        return once(before, now, name, example, mistakes);
    }

    static <T> Optional<T> once(Optional<T> before, T now, String name, String example, List<String> mistakes) {
        if (before.isPresent() && !before.get().equals(now)) {
            mistakes.add(name + " was named twice, and differently: type one only, as in " + example);
        }
        return before.or(() -> Optional.of(now));
    }

    /** Whether the number has its unit, or is a share without one; one that may stand without one ends its clause. */
    private static boolean unit(Matcher found) {
        return found.group(2) != null || Unread.number(found.group(1)) < 1 || bareAllowed(found);
    }

    private static boolean bareAllowed(Matcher found) {
        return found.pattern() == ALPHA || found.pattern() == CONFIDENCE || found.pattern() == POWER;
    }

    private static double share(Matcher found) {
        return Unread.share(found.group(1), found.group(2) != null);
    }

    private static String first(Matcher found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    /** Without what a binary fraction leaves of {@code 1 - 0.99}. */
    private static double rounded(double share) {
        return Math.rint(share * 1e10) / 1e10;
    }
}
