package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Slug;
import dev.opspilot.rituals.analysis.Span;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A series of weeks with the call that brought it.
 *
 * @param asOf up to when the source had observed it
 */
record Figure(Series series, Instant asOf, String source, ReceiptId receipt) {

    Samples history() {
        return series.recent();
    }

    boolean is(String metric) {
        return series.metric().equals(metric);
    }

    List<ReceiptId> receipts() {
        return List.of(receipt);
    }

    /** As people read it. */
    String name() {
        return Words.sentence(series.title());
    }

    /** Names it within its session, the same whenever it is read. */
    String key() {
        String kind = series.subject().kind().name().toLowerCase(Locale.ROOT);
        return Slug.of(source) + "-" + Slug.of(kind + "/" + series.subject().name() + "/" + series.metric());
    }

    /** The whole samples of it in a stretch of time that the source had observed, as a series of its own. */
    Series within(Span span) {
        Samples window = history().between(span.from(), span.to());
        Instant end = asOf.isBefore(span.to()) ? asOf : span.to();
        int whole = window.size();
        while (whole > 0 && window.at(whole).isAfter(end)) {
            whole--;
        }
        return series.over(window.between(window.start(), window.at(whole)), List.of());
    }
}
