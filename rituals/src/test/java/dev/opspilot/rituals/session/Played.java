package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Runs a session of a ritual through the real lifecycle, the answers coming in one or another order. */
public final class Played {
    private static final SessionId ID = new SessionId("s1");

    private final Ritual ritual;
    private final Map<Capability, Reading> readings;
    private final String intent;
    private final Instant now;
    private final List<SessionEvent> log = new ArrayList<>();

    /** @param readings what each source says; its origin names the source and the tool. In the order of their asking */
    public Played(Ritual ritual, Map<Capability, Reading> readings, String intent, Instant now) {
        this.ritual = ritual;
        this.readings = readings;
        this.intent = intent;
        this.now = now;
    }

    /** The session after all answers, in the order that the seed gives; 0 for the order of the plan. */
    public RitualSession run(long order) {
        Lifecycle lifecycle = lifecycle();
        List<Effect.Ask> asks = start(lifecycle);
        if (order != 0) {
            Collections.shuffle(asks, new Random(order));
        }
        asks.forEach(ask -> answer(lifecycle, ask));
        return state().orElseThrow();
    }

    /** The session whose time ran out after some answers. */
    public RitualSession runOutAfter(int answers) {
        Lifecycle lifecycle = lifecycle();
        start(lifecycle).stream().limit(answers).forEach(ask -> answer(lifecycle, ask));
        Instant late = now.plus(ritual.limit()).plusSeconds(1);
        log.addAll(lifecycle.decide(ID, state(), new Input.Tick(), late).events());
        return state().orElseThrow();
    }

    /** Every event of the session so far. */
    public List<SessionEvent> log() {
        return List.copyOf(log);
    }

    private Lifecycle lifecycle() {
        List<Instrument> instruments = readings.entrySet().stream()
                .<Instrument>map(each -> new Scripted(each.getKey(), each.getValue()))
                .toList();
        return new Lifecycle(List.of(ritual), new Instruments(instruments), Minds.NONE);
    }

    private List<Effect.Ask> start(Lifecycle lifecycle) {
        Heard.Said said = new Heard.Said(
                new HeardKey("k1"),
                new Person("console", "u1", "Dana"),
                new Place("console", "", "c1", Optional.empty()),
                ID,
                ritual.name(),
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
        Reading reading =
                Optional.ofNullable(readings.get(ask.query().capability())).orElseThrow();
        Input.Answer answer = new Input.Answer(ask.call(), now, Duration.ofMillis(120), reading);
        log.addAll(lifecycle.decide(ID, state(), answer, now.plusSeconds(1)).events());
    }

    private Optional<RitualSession> state() {
        return RitualSession.fold(ID, log);
    }

    /** A source that says one thing. */
    private record Scripted(Capability capability, Reading reading) implements Instrument {
        @Override
        public String source() {
            return reading.origin().source();
        }

        @Override
        public String tool() {
            return reading.origin().tool();
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
