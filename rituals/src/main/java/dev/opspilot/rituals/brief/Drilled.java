package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.PastAct;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The drill that met something that a brief tells of: it ran while that was open, and spoke of the same. Of several the
 * one from which it was helped counts, then one from which something was done, then the latest.
 */
record Drilled(PastSession session, List<ReceiptId> receipts) {
    /** Words that say that something is wrong, and not what. */
    private static final Set<String> COMMON = Set.of(
            ("fail failed failing failure failures error errors down slow high low outage incident broken degraded decline"
                            + " declined rate ratio some many from with that this them have been does work working users"
                            + " customers deploy deploys change changes flag provider")
                    .split(" "));

    private static final int SHORTEST = 4;

    /** The drill that met an incident. */
    static Optional<Drilled> of(Incident incident, Read read) {
        Set<String> words = words(incident.title() + " " + incident.subject().name());
        return best(read, incident.startedAt(), drill -> speaks(drill).anyMatch(words::contains));
    }

    /** The drill that met a figure that was off from a moment on. */
    static Optional<Drilled> of(Figure figure, Instant since, Read read) {
        return best(read, since, drill -> drill.disturbed().contains(figure.name()));
    }

    private static Optional<Drilled> best(Read read, Instant since, Predicate<PastSession> met) {
        return read.sessions().stream()
                .filter(each -> each.fact().ritual().equals(RitualName.INCIDENT.key())
                        && !each.fact().startedAt().isBefore(since)
                        && met.test(each.fact()))
                .max(Comparator.<Sourced<PastSession>, Integer>comparing(each -> done(each.fact()))
                        .thenComparing(each -> each.fact().startedAt()))
                .map(each -> new Drilled(each.fact(), each.receipts()));
    }

    private static int done(PastSession drill) {
        return drill.helped() ? 2 : drill.acts().stream().anyMatch(PastAct::stands) ? 1 : 0;
    }

    private static Stream<String> speaks(PastSession drill) {
        return Stream.of(
                        Stream.of(drill.intent()),
                        drill.disturbed().stream(),
                        drill.causeTitle().stream(),
                        drill.cause().map(each -> each.name()).stream())
                .flatMap(each -> each)
                .flatMap(each -> words(each).stream());
    }

    /** What a text speaks of, whether it is told of one or of many. */
    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> word.length() >= SHORTEST && !COMMON.contains(word))
                .map(word -> word.replaceFirst("s$", ""))
                .collect(Collectors.toSet());
    }

    boolean helped() {
        return session.helped();
    }

    /** As in {@code the drill of 14:41 UTC pointed to deploy-12 of web, and “Roll back deploy-12” was done and verified}. */
    String words(Times times) {
        return "the drill of " + times.clock(session.startedAt()) + " " + found(session) + ", and " + came();
    }

    /** What a drill came to, as in {@code pointed to deploy-12 of web}. */
    static String found(PastSession drill) {
        if (drill.verdict().equals(Optional.of("healthy"))) {
            return "found nothing wrong";
        }
        return drill.causeTitle()
                .map(Words::oneLine)
                .map(title -> "pointed to " + title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1))
                .orElse("could not name a cause");
    }

    private String came() {
        return act(PastAct::helped)
                .map(act -> quoted(act) + " was done and verified")
                .or(() -> act(PastAct::stands).map(act -> quoted(act) + " was done, which nothing has verified"))
                .or(() -> act(_ -> true).map(this::inDoubt))
                .orElse(
                        session.plays().isEmpty()
                                ? "proposed nothing"
                                : "nothing that it proposed is known to have been done");
    }

    private String inDoubt(PastAct act) {
        return act.takenBackAt().isPresent()
                ? quoted(act) + " was done and taken back"
                : "it is not known whether the call of " + quoted(act) + " went through";
    }

    /** The latest that is so. */
    private Optional<PastAct> act(Predicate<PastAct> is) {
        return session.acts().stream().filter(is).max(Comparator.comparing(PastAct::at));
    }

    private static String quoted(PastAct act) {
        return "“" + Words.oneLine(act.title()) + "”";
    }
}
