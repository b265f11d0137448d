package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The smallest ritual: asks for deploys, and finds that it was answered. */
public final class TestRitual implements Ritual {

    /** A reading that it can be answered with. */
    public static Reading found(String source, Instant at) {
        Change change =
                new Change("d1", Change.Kind.DEPLOY, "Deploy 1", Optional.of("checkout"), at, "ada", Optional.empty());
        return new Reading.Found(
                new Reading.Origin(source, source, "{}", at, false, "{\"deploys\":1}", Optional.empty()),
                new Facts(List.of(), List.of(change), List.of()));
    }

    @Override
    public RitualName name() {
        return RitualName.INCIDENT;
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(10);
    }

    @Override
    public List<Stage> plan(String intent, Instant now) {
        Query query = query(Capability.DEPLOYS_RECENT, now);
        return List.of(new Stage(PlanStep.pending("deploys", "Read deploys"), List.of(query)));
    }

    @Override
    public Query query(Capability capability, Instant now) {
        return new Query(capability, now.minusSeconds(3_600), now, Duration.ofMinutes(1), 0);
    }

    @Override
    public Move assess(RitualSession session, Instant now) {
        Receipt receipt = session.view().receipts().getFirst();
        return Move.of(List.of(new SessionEvent.FindingMade(
                now,
                new Finding(
                        new FindingId("seen"),
                        "A source answered.",
                        Finding.Confidence.HIGH,
                        List.of(receipt.id()),
                        List.of(),
                        List.of()))));
    }

    @Override
    public List<SessionEvent> conclude(RitualSession session, Instant now) {
        return List.of();
    }
}
