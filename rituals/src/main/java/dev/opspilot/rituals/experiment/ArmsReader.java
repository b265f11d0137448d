package dev.opspilot.rituals.experiment;

import static dev.opspilot.rituals.experiment.Unread.NUMBER;
import static dev.opspilot.rituals.experiment.Unread.PERCENT;
import static dev.opspilot.rituals.experiment.Unread.pattern;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.experiment.Allocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads out of plain words how many arms there are and how units are split over them, control first. One thread. */
final class ArmsReader {
    private static final int LEAST_ARMS = 2;
    private static final int MOST_ARMS = 10;
    /** The least share of an arm that can be planned. */
    private static final double LEAST_SHARE = 0.001;
    /** The largest number of a ratio that stands without a word for it, so that times of day are none. */
    private static final double PLAIN_RATIO = 9;

    private static final String PART = "[0-9]{1,4}(?:\\.[0-9]{1,3})?\\s?%?";
    private static final String SPLITS = "split|allocation|weights";
    /** What is split: beside it a ratio is one, but no other row of numbers. */
    private static final String WHOLES = "traffic|arms|groups|control|variants?";

    private static final Pattern SPLIT = pattern("(?<![\\p{L}\\p{N}_./:-])"
            + "(?:\\b(?:(allocated|weighted|(?<!(?:aspect|screen|image|photo|video) )ratio|" + SPLITS + ")|(" + WHOLES
            + "))(?: of| is| as| in| into| at)*[ :=]+)?"
            + "(" + PART + "(?:\\s?[/:-]\\s?" + PART + ")+)(?![\\p{L}\\p{N}_/:-]|\\.[0-9])"
            + "(?:\\s?(?:(" + SPLITS + "|ratio)|(" + WHOLES + "))\\b)?");
    /** A clause of nothing but a ratio says no more than how units are split. */
    private static final Pattern ALONE_BEFORE = pattern("(?:^|[,;(\u001e\u001f])\\s*$");

    private static final Pattern ALONE_AFTER = pattern("\\s*(?:$|[,;.)!?\u001e\u001f])");
    private static final Pattern SHARE = pattern("(?<!\\b(?:to|from|between|least|most) )" + NUMBER + PERCENT
            + "(?: of (?:the )?(?:traffic|users|visitors|units))?(?: (?:in|into|to|for|on|as))?(?: (?:a|the))?"
            + " (control|holdout|treatment|variant|each treatment|each variant)\\b(?: group| arm)?");
    private static final Pattern SHARE_AFTER =
            pattern("\\b(?:with )?(?:a |the )?(control|holdout|treatment)(?: group| arm)?"
                    + "(?: (?:of|is|gets?|at)|:)? " + NUMBER + PERCENT);
    private static final Pattern NAMED = pattern(
            "\\bcontrol:?\\s?[0-9]{1,3}(?:\\.[0-9]{1,3})?\\s?%"
                    + "(?:(?:,| and|, and|;) (?:variant |arm |treatment |group )?[a-j]:?\\s?[0-9]{1,3}(?:\\.[0-9]{1,3})?\\s?%)+");
    private static final Pattern PERCENT_OF = pattern("([0-9]{1,3}(?:\\.[0-9]{1,3})?)\\s?%");
    private static final Pattern LETTERS = pattern("\\ba/b((?:/[c-j])+)\\b(?: test(?:ing)?\\b)?");

    private static final List<String> COUNTS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final Pattern ARMS = pattern("(?<![\\p{L}\\p{N}_./:,-])(?:with |in |of )?([0-9]{1,3}|"
            + String.join("|", COUNTS)
            + ")[- ](?:equal |different )?(arm|variant|treatment|group|cell|way(?=s? (?:split|(?:a/b )?test|experiment)\\b))s?\\b"
            + "(?: (?:test|experiment)\\b)?");

    private final Unread words;
    private final List<String> mistakes;
    private Optional<Allocation> split = Optional.empty();
    private Optional<Integer> arms = Optional.empty();
    private Optional<Double> control = Optional.empty();
    private Optional<Double> treatment = Optional.empty();

    ArmsReader(Unread words, List<String> mistakes) {
        this.words = words;
        this.mistakes = mistakes;
    }

    /** Reads shares that name their arm, as in {@code 20 % treatment}. */
    void readShares() {
        words.take(
                NAMED,
                found -> split(
                        PERCENT_OF
                                .matcher(found.group())
                                .results()
                                .map(each -> each.group(1))
                                .collect(Collectors.joining("/")),
                        true,
                        true));
        words.take(SHARE, found -> share(found.group(2), found.group(1)));
        words.take(SHARE_AFTER, found -> share(found.group(1), found.group(2)));
    }

    private boolean share(String of, String number) {
        String arm = of.toLowerCase(Locale.ROOT);
        double share = Unread.share(number, true);
        if (arm.equals("control") || arm.equals("holdout")) {
            control = SettingsReader.once(control, share, "the share of control", "“80/20 split”", mistakes);
        } else {
            treatment = SettingsReader.once(treatment, share, "the share of a treatment", "“80/20 split”", mistakes);
        }
        return true;
    }

    /** The weights of the arms; empty where nothing was said, or only what cannot be. */
    Optional<Allocation> read() {
        words.take(
                SPLIT,
                found -> split(
                        found.group(3),
                        found.group(1) != null || found.group(4) != null,
                        found.group(2) != null || found.group(5) != null || isAlone(found)));
        words.take(LETTERS, found -> count(2 + found.group(1).length() / 2));
        words.take(
                ARMS,
                found -> arms(
                        found.group(1).toLowerCase(Locale.ROOT), found.group(2).toLowerCase(Locale.ROOT)));
        ofShares();
        Optional<Allocation> asked =
                split.or(() -> arms.filter(ArmsReader::possible).map(Allocation::even));
        if (split.isPresent() && arms.isPresent() && split.get().arms() != arms.get()) {
            mistakes.add("a split over " + split.get().arms() + " arms, control included, does not fit "
                    + Figures.counted(arms.get(), "arm") + ": type a share for each arm, as in “"
                    + example(arms.get()) + "”");
        }
        return asked;
    }

    private boolean isAlone(Matcher found) {
        String text = words.rest();
        return ALONE_BEFORE.matcher(text.substring(0, found.start())).find()
                && ALONE_AFTER.matcher(text.substring(found.end())).lookingAt();
    }

    /**
     * Takes a row of numbers, if it is a split.
     *
     * @param named whether a word says so
     * @param ratio whether a ratio there can be nothing else
     */
    private boolean split(String said, boolean named, boolean ratio) {
        List<Double> parts = Arrays.stream(said.split("[/:-]", -1))
                .map(each -> Double.parseDouble(each.replace("%", "").strip()))
                .toList();
        double sum = parts.stream().mapToDouble(Double::doubleValue).sum();
        // Thirds are often told as 33/33/33.
        boolean whole = Math.abs(sum - 100) < (parts.size() > 2 ? 1.01 : 0.01);
        boolean plain = parts.stream().allMatch(each -> each <= PLAIN_RATIO) && !said.contains("%");
        boolean dashed = said.contains("-");
        if (!named
                && (dashed || !(whole || (ratio && plain && said.contains(":") && !said.matches(".*\\b0[0-9].*"))))) {
            return false;
        }
        if (parts.stream().anyMatch(each -> each < LEAST_SHARE * sum) || sum == 0) {
            mistakes.add("each arm of the split " + said.strip() + " needs at least " + Figures.chosen(LEAST_SHARE)
                    + " of the units: type one as in “" + example(parts.size()) + "”");
        } else if (!whole && !said.contains(":")) {
            mistakes.add(
                    "the shares " + said.strip() + " come to " + Figures.count(sum) + " %: type some that come to 100,"
                            + " as in “" + example(parts.size()) + "”, or a ratio as in “2:1”");
        } else if (possible(parts.size())) {
            split = SettingsReader.once(split, new Allocation(parts), "the split", "“80/20 split”", mistakes);
        } else {
            many(parts.size());
        }
        return true;
    }

    private boolean arms(String number, String what) {
        int word = COUNTS.indexOf(number);
        int named = word < 0 ? Integer.parseInt(number) : word + 1;
        return switch (what) {
            case "treatment" -> count(named + 1);
            case "arm" -> count(named);
            // One variant is one beside control; nobody counts in ways or groups of one.
            case "variant" -> count(Math.max(LEAST_ARMS, named));
            default -> named >= LEAST_ARMS && named <= MOST_ARMS && count(named);
        };
    }

    private boolean count(int number) {
        if (!possible(number)) {
            many(number);
        }
        arms = SettingsReader.once(arms, number, "the number of arms", "“3 arms”", mistakes);
        return true;
    }

    private void many(int number) {
        mistakes.add(Figures.counted(number, "arm") + " cannot be planned: type " + LEAST_ARMS + " to " + MOST_ARMS
                + " with control, as in “3 arms”");
    }

    private static boolean possible(int number) {
        return number >= LEAST_ARMS && number <= MOST_ARMS;
    }

    /** Turns shares with names into weights. */
    private void ofShares() {
        if (control.isEmpty() && treatment.isEmpty()) {
            return;
        }
        int treatments = arms.filter(ArmsReader::possible).orElse(LEAST_ARMS) - 1;
        double each = treatment.orElseGet(() -> (1 - control.orElseThrow()) / treatments);
        double rest = control.orElse(1 - treatments * each);
        if (each < LEAST_SHARE || rest < LEAST_SHARE || Math.abs(rest + treatments * each - 1) > 0.001) {
            mistakes.add("the shares of control and treatment do not come to 100 % over "
                    + Figures.counted(treatments + 1L, "arm") + ": type them as in “" + example(treatments + 1) + "”");
            return;
        }
        List<Double> weights = new ArrayList<>(List.of(100 * rest));
        weights.addAll(Collections.nCopies(treatments, 100 * each));
        split = SettingsReader.once(split, new Allocation(weights), "the split", "“80/20 split”", mistakes);
    }

    /** A split that so many arms can have, most of it control's. */
    private static String example(int arms) {
        int number = Math.clamp(arms, LEAST_ARMS, MOST_ARMS);
        int each = number <= 3 ? 30 - 10 * (number - 1) : 5;
        return (100 - each * (number - 1)) + ("/" + each).repeat(number - 1) + " split";
    }
}
