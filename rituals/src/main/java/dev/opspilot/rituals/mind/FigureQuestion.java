package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Span;
import dev.opspilot.rituals.analysis.TimeWords;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question for an amount in a stretch of time that it names, as in “how many people signed up yesterday?”. It is
 * answered by adding up what a source counted, and never by a language model. Pure.
 *
 * @param words what the amount is of, by their stems
 * @param zone that the stretch is meant in
 */
public record FigureQuestion(Set<String> words, Span span, ZoneId zone) {
    private static final Pattern AMOUNT = Pattern.compile(
            "\\b(?:how (?:many|much)|(?:what|how) (?:is|was|are|were) (?:the |our )|number of|count of|total)\\b");
    private static final Pattern OTHER = Pattern.compile("\\b(?:why|cause[sd]?|expect\\w*|should|will|forecast)\\b");
    /** One hour is often said without its number. */
    private static final Pattern ONE = Pattern.compile("\\b(last|past|previous) (hour|day)\\b");

    /** Words of the stretch, and those that say that an amount is meant, not of what. */
    private static final Set<String> BESIDE =
            Answers.stems("yesterday today tonight overnight night midnight morning noon"
                    + " week weekend day hour last past previous number total count come came made make figure "
                    + TimeWords.DAYS.replace('|', ' '));

    private static final Pattern LEVEL = Pattern.compile(
            "(?i)(?:^|[^a-z])(?:active|open|current|concurrent|online|pending|queued?|backlog|balance|stock|in_flight|mrr|arr)(?:[^a-z]|$)");
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofHours(6);
    private static final Duration FINE = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int WEEK = 7;
    /** More figures than this of one name are no answer. */
    private static final int TOLD = 3;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    /** A series that the session has read. */
    public record Known(Capability capability, Series series, ReceiptId receipt, String source) {}

    public FigureQuestion {
        words = Set.copyOf(words);
    }

    /**
     * Understands a question; empty where it asks for something else.
     *
     * @param usual the zone that days are meant in where the words name none
     * @param askedAt when it was asked
     */
    public static Optional<FigureQuestion> of(String question, ZoneId usual, Instant askedAt) {
        String text = question.toLowerCase(Locale.ROOT);
        if (!AMOUNT.matcher(text).find() || OTHER.matcher(text).find()) {
            return Optional.empty();
        }
        ZoneId zone = TimeWords.zone(question).orElse(usual);
        Set<String> words = new HashSet<>(Answers.stems(text));
        words.removeAll(BESIDE);
        words.removeIf(word -> word.chars().allMatch(Character::isDigit));
        return TimeWords.span(ONE.matcher(text).replaceAll("$1 1 $2"), askedAt.atZone(zone))
                .filter(span -> !words.isEmpty() && span.length().compareTo(LONGEST) <= 0)
                .map(span -> new FigureQuestion(words, span, zone));
    }

    /** What is to be asked for it: the stretch, and for comparison that of the days before where it is a day at most. */
    public Query query(Capability capability) {
        boolean day = span.length().compareTo(DAY) <= 0;
        return new Query(
                capability, span.from(), span.to(), span.length().compareTo(SHORT) <= 0 ? FINE : HOUR, day ? WEEK : 0);
    }

    /** Where it may be found: the capabilities that brought such a figure; all that were not read where none did. */
    public Set<Capability> sources(List<Known> read, Set<Capability> asked) {
        Set<Capability> brought = meant(read).stream().map(Known::capability).collect(Collectors.toSet());
        return brought.isEmpty()
                ? Capability.METRICS.stream()
                        .filter(each -> !asked.contains(each))
                        .collect(Collectors.toSet())
                : brought;
    }

    /** The answer from what was read; empty where no figure of that name covers the stretch. */
    public Optional<Finding> answer(FindingId id, List<Known> read) {
        Set<String> titles =
                meant(read).stream().map(FigureQuestion::title).collect(Collectors.toCollection(TreeSet::new));
        List<Known> told = titles.stream()
                .flatMap(title -> read.stream()
                        .filter(each -> title(each).equals(title)
                                && window(each.series(), span).isPresent())
                        .reduce((_, last) -> last)
                        .stream())
                .toList();
        if (told.size() < titles.size()) {
            return Optional.empty();
        }
        if (told.isEmpty() || told.size() > TOLD) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                id,
                told.stream().map(each -> Words.stopped(sentence(each))).collect(Collectors.joining(" ")),
                Confidence.HIGH,
                told.stream().map(Known::receipt).distinct().toList(),
                told.stream().map(this::calculation).toList(),
                List.of()));
    }

    private static String title(Known known) {
        return known.series().title();
    }

    /** The figures that the words mean: those whose names hold most of them, of the company itself, with the fewest others. */
    private List<Known> meant(List<Known> read) {
        Comparator<Known> nearest = Comparator.comparingLong((Known each) -> -held(each))
                .thenComparing(each -> each.series().subject().kind() != Subject.Kind.BUSINESS)
                .thenComparingInt(each -> stems(each.series().metric()).size());
        List<Known> named = read.stream()
                .filter(each -> isNamed(each) && 2 * held(each) >= words.size())
                .toList();
        return named.stream()
                .min(nearest)
                .map(first -> named.stream()
                        .filter(each -> nearest.compare(each, first) == 0)
                        .toList())
                .orElse(List.of());
    }

    private boolean isNamed(Known each) {
        return stems(each.series().metric()).stream().anyMatch(words::contains);
    }

    private long held(Known each) {
        Set<String> name =
                stems(each.series().subject().name() + " " + each.series().metric());
        return words.stream().filter(name::contains).count();
    }

    private static Set<String> stems(String name) {
        return Answers.stems(name.replace('_', ' '));
    }

    private String sentence(Known each) {
        Series series = each.series();
        Samples window = window(series, span).orElseThrow();
        String before = week(series)
                .map(then -> "; in the same time a week before it " + (adds(series) ? "was " : "averaged ")
                        + Figures.value(series, amount(series, then)))
                .orElse("");
        return Words.sentence(series.title()) + (adds(series) ? " came to " : " averaged ")
                + Figures.value(series, amount(series, window)) + " " + when(window) + before;
    }

    /** As in {@code on Wed 25 Nov UTC}, or {@code from Thu 26 Nov 12:40 to Thu 26 Nov 14:40 UTC}. */
    private String when(Samples window) {
        boolean wholeDay = window.start()
                        .atZone(zone)
                        .toLocalDate()
                        .atStartOfDay(zone)
                        .toInstant()
                        .equals(window.start())
                && window.start().atZone(zone).plusDays(1).toInstant().equals(window.end());
        return (wholeDay
                        ? "on " + DATE.format(window.start().atZone(zone))
                        : "from " + MOMENT.format(window.start().atZone(zone)) + " to "
                                + MOMENT.format(window.end().atZone(zone)))
                + " " + ZONE.format(window.start().atZone(zone));
    }

    private Calculation calculation(Known each) {
        Series series = each.series();
        Samples window = window(series, span).orElseThrow();
        return new Calculation(
                Words.sentence(series.title()),
                Figures.value(series, amount(series, window)),
                "",
                (adds(series) ? "The sum of " : "The mean of ") + Figures.counted(window.size(), "sample")
                        + ", each of " + Figures.duration(window.step()) + ", as " + Words.oneLine(each.source())
                        + " told them.",
                List.of(each.receipt()));
    }

    private Optional<Samples> week(Series series) {
        return window(
                series,
                new Span(
                        span.from().atZone(zone).minusWeeks(1).toInstant(),
                        span.to().atZone(zone).minusWeeks(1).toInstant()));
    }

    /** The samples of a stretch, all but a tenth of it at its ends; empty where one is missing within. */
    private static Optional<Samples> window(Series series, Span span) {
        return Stream.concat(Stream.of(series.recent()), series.earlier().stream())
                .map(each -> whole(each, span))
                .filter(each -> each.size() > 0
                        && 10 * Duration.between(each.start(), each.end()).toSeconds()
                                >= 9 * span.length().toSeconds()
                        && each.present().count() == each.size())
                .findFirst();
    }

    private static Samples whole(Samples samples, Span span) {
        Samples begun = samples.between(span.from(), span.to());
        boolean beyond = begun.size() > 0 && begun.end().isAfter(span.to());
        return beyond ? begun.between(begun.start(), begun.at(begun.size() - 1)) : begun;
    }

    /** Whether its samples add up; levels are sent as counts, too, and are known by their names only. */
    private static boolean adds(Series series) {
        return switch (series.unit()) {
            case COUNT, MONEY_MINOR -> !LEVEL.matcher(series.metric()).find();
            case RATIO, MILLIS -> false;
        };
    }

    private static double amount(Series series, Samples window) {
        return adds(series)
                ? window.present().sum()
                : window.present().average().orElse(Double.NaN);
    }
}
