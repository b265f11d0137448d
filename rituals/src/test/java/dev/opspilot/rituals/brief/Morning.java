package dev.opspilot.rituals.brief;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Runs a whole brief through the real lifecycle, the answers coming in one or another order. */
final class Morning {
    private static final SessionId ID = new SessionId("s1");
    private static final String USUAL = "what changed overnight?";

    private final Shop shop;
    private final List<SessionEvent> log = new ArrayList<>();

    private Morning(Shop shop) {
        this.shop = shop;
    }

    static RitualSession of(Shop shop) {
        return of(shop, USUAL, 0);
    }

    /** The brief after all answers, in the order that the number gives; 0 for the order of the plan. */
    static RitualSession of(Shop shop, String intent, long order) {
        return new Morning(shop).run(intent, order);
    }

    private RitualSession run(String intent, long order) {
        Lifecycle lifecycle = new Lifecycle(
                List.of(new MorningBrief(Shop.ZONE)),
                new Instruments(Sources.ALL.stream()
                        .sorted()
                        .<Instrument>map(Scripted::new)
                        .toList()),
                Minds.NONE);
        Heard.Said said = new Heard.Said(
                new HeardKey("k1"),
                new Person("console", "u1", "Dana"),
                new Place("console", "", "c1", Optional.empty()),
                ID,
                RitualName.BRIEF,
                intent,
                Optional.empty());
        Decision decision = lifecycle.decide(ID, Optional.empty(), new Input.FromPerson(said), Shop.NOW);
        log.addAll(decision.events());
        List<Effect.Ask> asks = new ArrayList<>(decision.effects().stream()
                .filter(Effect.Ask.class::isInstance)
                .map(Effect.Ask.class::cast)
                .toList());
        if (order != 0) {
            Collections.shuffle(asks, new Random(order));
        }
        for (Effect.Ask ask : asks) {
            Input.Answer answer = new Input.Answer(
                    ask.call(),
                    Shop.NOW,
                    Duration.ofMillis(120),
                    shop.reading(ask.query().capability()));
            log.addAll(lifecycle
                    .decide(ID, RitualSession.fold(ID, log), answer, Shop.NOW.plusSeconds(1))
                    .events());
        }
        return RitualSession.fold(ID, log).orElseThrow();
    }

    /** A source that the lifecycle knows of; what it says is given by hand. */
    private record Scripted(Capability capability) implements Instrument {
        @Override
        public String source() {
            return Shop.source(capability);
        }

        @Override
        public String tool() {
            return Shop.tool(capability);
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Reading read(Query query) {
            throw new UnsupportedOperationException("answers are given by hand");
        }
    }
}
