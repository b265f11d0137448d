package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import java.time.Duration;
import java.util.function.Function;

/** A source of payments that answers as it is told to. */
record Payments(Function<Query, Reading> answer) implements Instrument {
    /** One that is only looked up: the pure core asks nothing. */
    static final Payments UNASKED = new Payments(_ -> {
        throw new IllegalStateException("the pure core asks nothing");
    });

    @Override
    public Capability capability() {
        return Capability.PAYMENTS_METRICS;
    }

    @Override
    public String source() {
        return "Billing";
    }

    @Override
    public String tool() {
        return "demo/payments";
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Reading read(Query query) {
        return answer.apply(query);
    }
}
