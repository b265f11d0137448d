package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Span;
import dev.opspilot.rituals.analysis.TimeWords;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The stretch of time that a brief tells of, and how it came to be that.
 *
 * @param because one sentence for people
 * @param astray one more for who named a time that it cannot be; empty where that was understood
 * @param receipts what told of the last brief; empty where the words or the clock decided
 */
record Coverage(Span span, Times times, String because, String astray, List<ReceiptId> receipts) {
    /** A brief of a moment ago is asked again for the same reason. */
    private static final Duration AGAIN = Duration.ofHours(3);

    private static final Duration OLDEST = Duration.ofDays(7);

    static Coverage of(String intent, Wish wish, List<Sourced<PastSession>> sessions, Instant now) {
        Times times = new Times(wish.zone());
        if (wish.span().isPresent()) {
            Span span = wish.span().get();
            return new Coverage(span, times, "Asked for: “" + Words.oneLine(intent) + "”.", "", List.of());
        }
        String astray =
                wish.understood() ? "" : "“" + Words.oneLine(intent) + "” names no time that a brief can cover.";
        Optional<Sourced<PastSession>> last = sessions.stream()
                .filter(each -> each.fact().ritual().equals(RitualName.BRIEF.key()))
                .filter(each -> !each.fact().startedAt().isAfter(now.minus(AGAIN))
                        && !each.fact().startedAt().isBefore(now.minus(OLDEST)))
                .max(Comparator.comparing(each -> each.fact().startedAt()));
        if (last.isPresent()) {
            Instant from = last.get().fact().startedAt();
            return new Coverage(
                    new Span(from, now),
                    times,
                    "Told from the last brief on, which began on " + times.moment(from) + ".",
                    astray,
                    last.get().receipts());
        }
        Instant evening = TimeWords.evening(now.atZone(wish.zone())).toInstant();
        return new Coverage(
                new Span(evening, now),
                times,
                "Told from six o'clock of the evening before on, as there is no brief of the last "
                        + Times.length(OLDEST) + " that is older than " + Times.length(AGAIN) + ".",
                astray,
                List.of());
    }

    /** Whether some of a local day lies in it. */
    boolean touches(LocalDate day) {
        return day.atStartOfDay(times.zone()).toInstant().isBefore(span.to())
                && day.plusDays(1).atStartOfDay(times.zone()).toInstant().isAfter(span.from());
    }

    /** Whether a local day ended in it, so that money and customers can be told by days. */
    boolean endsDay() {
        LocalDate first = span.from().atZone(times.zone()).toLocalDate();
        return !first.plusDays(1).atStartOfDay(times.zone()).toInstant().isAfter(span.to());
    }

    /** As in {@code Since Sun 22 Nov 18:00 UTC (15 hours)}; a stretch that has ended says its end. */
    String words(Instant now) {
        String length = " (" + Times.length(span.length()) + ")";
        return span.to().equals(now)
                ? "Since " + times.moment(span.from()) + length
                : "From " + times.moment(span.from()) + " to " + times.moment(span.to()) + length;
    }
}
