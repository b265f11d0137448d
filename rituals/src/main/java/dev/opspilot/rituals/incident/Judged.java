package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.analysis.Slug;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.CallId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** A judged series with the call that brought it. */
record Judged(Appraisal appraisal, Capability capability, CallId call, String source, ReceiptId receipt) {

    Sourced<Appraisal> sourced() {
        return new Sourced<>(appraisal, receipts());
    }

    boolean disturbed() {
        return appraisal.disturbed();
    }

    List<ReceiptId> receipts() {
        return List.of(receipt);
    }

    /** Names the series within its session, the same whenever it is read. */
    String key() {
        Series series = appraisal.series();
        Subject subject = series.subject();
        String kind = subject.kind().name().toLowerCase(Locale.ROOT);
        return Slug.of(call.value()) + "-" + Slug.of(kind + "/" + subject.name() + "/" + series.metric());
    }

    /**
     * What people should hear of first: what is disturbed, what was asked about, what concerns the business, shares
     * before volumes, then the strongest.
     */
    static Comparator<Judged> byImportance(Predicate<Judged> asked) {
        return Comparator.comparing((Judged each) -> !each.appraisal().disturbed())
                .thenComparing(each -> !asked.test(each))
                .thenComparingInt(
                        each -> rank(each.appraisal().series().subject().kind()))
                .thenComparingInt(each -> rank(each.appraisal().series().unit()))
                .thenComparing(Comparator.comparingDouble(
                                (Judged each) -> each.appraisal().badness())
                        .reversed())
                .thenComparing(Judged::key);
    }

    private static int rank(Subject.Kind kind) {
        return switch (kind) {
            case BUSINESS -> 0;
            case PROVIDER -> 1;
            case SERVICE -> 2;
            case CHANGE -> 3;
        };
    }

    private static int rank(Series.Unit unit) {
        return switch (unit) {
            case RATIO -> 0;
            case COUNT -> 1;
            case MONEY_MINOR -> 2;
            case MILLIS -> 3;
        };
    }
}
