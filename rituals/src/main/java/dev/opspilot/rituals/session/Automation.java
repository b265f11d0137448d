package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The run of a workflow as a ritual: it answers questions like one, and its plan is moved by {@link Steps}. */
final class Automation implements Ritual {
    private static final Duration BACK = Duration.ofHours(1);
    private static final int EARLIER_DAYS = 7;

    @Override
    public RitualName name() {
        return RitualName.AUTOMATION;
    }

    @Override
    public Duration limit() {
        return Steps.LIMIT;
    }

    @Override
    public List<Stage> plan(String intent, Instant now) {
        return List.of();
    }

    @Override
    public Query query(Capability capability, Instant now) {
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        int days = Capability.METRICS.contains(capability) ? EARLIER_DAYS : 0;
        return new Query(capability, to.minus(BACK), to, Duration.ofMinutes(1), days);
    }

    @Override
    public Move assess(RitualSession session, Instant now) {
        return Move.of(List.of());
    }

    @Override
    public List<SessionEvent> conclude(RitualSession session, Instant now) {
        return List.of();
    }
}
