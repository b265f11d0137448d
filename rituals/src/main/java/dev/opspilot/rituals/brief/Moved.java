package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Appraisal.State;
import dev.opspilot.rituals.analysis.Appraiser;
import dev.opspilot.rituals.analysis.HourOfWeek;
import dev.opspilot.rituals.analysis.Span;
import dev.opspilot.rituals.analysis.WindowCheck;
import dev.opspilot.rituals.analysis.WindowCheck.Candidate;
import dev.opspilot.rituals.analysis.WindowScore;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A figure judged over a stretch of time: as a whole, and by its worst part, for half an hour of trouble drowns in a
 * night. A part is an hour where the stretch is short, and a day where it is long.
 *
 * @param part empty where no part stands out
 * @param latest the last whole hour of it; empty where nothing is known of it
 */
record Moved(Figure figure, WindowScore whole, Optional<WindowScore> part, Optional<Latest> latest) {

    /**
     * The last hour that was judged.
     *
     * @param to when it ended
     * @param off whether it is still off, in the direction that is bad
     */
    record Latest(Instant to, boolean off) {}

    /** An hour this many deviations away is still off once trouble was found. */
    private static final double OFF = 2;

    private static final Duration SHORT = Duration.ofDays(2);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Half of the false alarms are left to the whole, half to the parts. */
    private static final double RATE = Appraiser.RATE / 2;

    /** Judges all figures together, so that many are not taken for evidence. */
    static List<Moved> judge(List<Figure> figures, Span span, ZoneId zone) {
        List<WindowScore> wholes = WindowCheck.judge(
                figures.stream().map(each -> candidate(each, span)).toList(), zone, span.to(), RATE);
        List<Part> parts = span.length().compareTo(SHORT) <= 0 ? hours(figures, span, zone) : days(figures, span, zone);
        List<WindowScore> judged = WindowCheck.judge(
                parts.stream().map(Part::candidate).toList(),
                zone,
                span.to(),
                // The worst hour was chosen among many; days are all judged.
                span.length().compareTo(SHORT) <= 0
                        ? RATE / Math.max(1, span.length().toHours())
                        : RATE);
        List<Moved> moved = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            moved.add(new Moved(figure, wholes.get(i), worst(figure, parts, judged), latest(figure, span, zone)));
        }
        return moved;
    }

    /** A part of the stretch of one figure. */
    private record Part(Figure figure, Span span) {
        Candidate candidate() {
            return Moved.candidate(figure, span);
        }
    }

    private static Candidate candidate(Figure figure, Span span) {
        return new Candidate(figure.within(span), figure.history());
    }

    private static Optional<WindowScore> worst(Figure figure, List<Part> parts, List<WindowScore> judged) {
        List<WindowScore> own = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).figure().equals(figure) && judged.get(i).disturbed()) {
                own.add(judged.get(i));
            }
        }
        return own.stream().max(Comparator.comparingDouble(WindowScore::badness));
    }

    private static List<Part> hours(List<Figure> figures, Span span, ZoneId zone) {
        return figures.stream()
                .flatMap(each -> worstHour(each, span, zone).map(hour -> new Part(each, hour)).stream())
                .toList();
    }

    /** The hour that is farthest from what is usual at it, in the direction that is bad. */
    private static Optional<Span> worstHour(Figure figure, Span span, ZoneId zone) {
        Series window = figure.within(span);
        Samples samples = window.recent();
        if (!samples.step().equals(HOUR)) {
            return Optional.empty();
        }
        Samples before = figure.history().between(figure.history().start(), span.from());
        return HourOfWeek.of(before, window.unit(), zone).flatMap(usual -> {
            Optional<Span> worst = Optional.empty();
            double most = 0;
            for (int i = 0; i < samples.size(); i++) {
                double far = badness(window.bad(), samples.value(i), usual.at(samples.at(i)));
                if (far > most) {
                    most = far;
                    worst = Optional.of(new Span(samples.at(i), samples.at(i + 1)));
                }
            }
            return worst;
        });
    }

    private static Optional<Latest> latest(Figure figure, Span span, ZoneId zone) {
        Series window = figure.within(span);
        Samples samples = window.recent();
        int last = samples.size() - 1;
        while (last >= 0 && Double.isNaN(samples.value(last))) {
            last--;
        }
        if (last < 0) {
            return Optional.empty();
        }
        int at = last;
        Samples before = figure.history().between(figure.history().start(), span.from());
        return HourOfWeek.of(before, window.unit(), zone)
                .map(usual -> new Latest(
                        samples.at(at + 1), badness(window.bad(), samples.value(at), usual.at(samples.at(at))) >= OFF));
    }

    private static double badness(Series.Bad bad, double value, HourOfWeek.Expectation usual) {
        double z = (value - usual.value()) / usual.deviation();
        return switch (bad) {
            case UP -> z;
            case DOWN -> -z;
            case EITHER -> Math.abs(z);
        };
    }

    private static List<Part> days(List<Figure> figures, Span span, ZoneId zone) {
        List<Span> days = new ArrayList<>();
        LocalDate day = span.from().atZone(zone).toLocalDate();
        while (day.atStartOfDay(zone).toInstant().isBefore(span.to())) {
            ZonedDateTime start = day.atStartOfDay(zone);
            Instant from = latest(start.toInstant(), span.from());
            Instant to = day.plusDays(1).atStartOfDay(zone).toInstant();
            Instant end = to.isAfter(span.to()) ? span.to() : to;
            days.add(new Span(from, end));
            day = day.plusDays(1);
        }
        return figures.stream()
                .flatMap(each -> days.stream().map(one -> new Part(each, one)))
                .toList();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether it was off and is not any more, as far as it was judged. */
    boolean over() {
        return disturbed() && latest.filter(each -> !each.off()).isPresent();
    }

    boolean disturbed() {
        return whole.disturbed() || part.isPresent();
    }

    /** Whether it is better than usual as a whole, and no part of it is worse. */
    boolean improved() {
        return !disturbed() && whole.improved();
    }

    boolean known() {
        return whole.state() != State.UNKNOWN;
    }

    /** What is told of it: the part where that is farther off than the whole. */
    WindowScore told() {
        return part.filter(each -> !whole.disturbed() || each.badness() > whole.badness())
                .orElse(whole);
    }
}
