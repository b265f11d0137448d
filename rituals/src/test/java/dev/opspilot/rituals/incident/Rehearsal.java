package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.Decision;
import dev.opspilot.rituals.session.Effect;
import dev.opspilot.rituals.session.Input;
import dev.opspilot.rituals.session.Lifecycle;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** Runs a whole drill through the real lifecycle, the answers coming in one or another order. */
final class Rehearsal {
    private static final SessionId ID = new SessionId("s1");

    private final Map<Capability, Reading> readings;
    private final String intent;
    private final Instant now;
    private final List<SessionEvent> log = new ArrayList<>();

    Rehearsal(Company company, String intent, Instant now) {
        this.readings = company.readings();
        this.intent = intent;
        this.now = now;
    }

    static RitualSession of(Company company) {
        return of(company, "payments just failed");
    }

    static RitualSession of(Company company, String intent) {
        return new Rehearsal(company, intent, Company.NOW).run(0);
    }

    /** The session after all answers, in the order that the seed gives; 0 for the order of the plan. */
    RitualSession run(long order) {
        Lifecycle lifecycle = lifecycle();
        List<Effect.Ask> asks = start(lifecycle);
        if (order != 0) {
            Collections.shuffle(asks, new Random(order));
        }
        for (Effect.Ask ask : asks) {
            answer(lifecycle, ask);
        }
        return state().orElseThrow();
    }

    /** The session whose time ran out after some answers. */
    RitualSession runOutAfter(int answers) {
        Lifecycle lifecycle = lifecycle();
        start(lifecycle).stream().limit(answers).forEach(ask -> answer(lifecycle, ask));
        Instant late = now.plusSeconds(31);
        log.addAll(lifecycle.decide(ID, state(), new Input.Tick(), late).events());
        return state().orElseThrow();
    }

    /** Every event of the session so far. */
    List<SessionEvent> log() {
        return List.copyOf(log);
    }

    private Lifecycle lifecycle() {
        List<Instrument> instruments = readings.entrySet().stream()
                .<Instrument>map(each -> new Scripted(each.getKey(), each.getValue()))
                .toList();
        return new Lifecycle(List.of(new IncidentDrill()), new Instruments(instruments), Minds.NONE);
    }

    private List<Effect.Ask> start(Lifecycle lifecycle) {
        Heard.Said said = new Heard.Said(
                new HeardKey("k1"),
                new Person("console", "u1", "Dana"),
                new Place("console", "", "c1", Optional.empty()),
                ID,
                RitualName.INCIDENT,
                intent,
                Optional.empty());
        Decision decision = lifecycle.decide(ID, Optional.empty(), new Input.FromPerson(said), now);
        log.addAll(decision.events());
        return new ArrayList<>(decision.effects().stream()
                .filter(Effect.Ask.class::isInstance)
                .map(Effect.Ask.class::cast)
                .toList());
    }

    private void answer(Lifecycle lifecycle, Effect.Ask ask) {
        Reading reading = readings.get(ask.query().capability());
        Input.Answer answer =
                new Input.Answer(ask.call(), now, Duration.ofMillis(120), Objects.requireNonNull(reading));
        log.addAll(lifecycle.decide(ID, state(), answer, now.plusSeconds(1)).events());
    }

    private Optional<RitualSession> state() {
        return RitualSession.fold(ID, log);
    }

    /** A source that says one thing. */
    private record Scripted(Capability capability, Reading reading) implements Instrument {
        @Override
        public String source() {
            return Company.source(capability);
        }

        @Override
        public String tool() {
            return Company.tool(capability);
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Reading read(Query query) {
            return reading;
        }
    }
}
