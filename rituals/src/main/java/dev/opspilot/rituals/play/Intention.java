package dev.opspilot.rituals.play;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a play means to do, before it is bound to an exact call.
 *
 * @param service what it changes, for the freezes that count; empty when that is not known
 * @param parameters by the names of {@link ActKind#parameters}
 * @param effect what should become of it, one sentence
 * @param risk what may go wrong, one sentence
 */
public record Intention(
        ActKind kind, Optional<String> service, Map<String, String> parameters, String effect, String risk) {
    public Intention {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(service);
        parameters = Map.copyOf(parameters);
        Objects.requireNonNull(effect);
        Objects.requireNonNull(risk);
    }

    /** The intention with one more parameter. */
    Intention with(String parameter, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(parameter, value);
        return new Intention(kind, service, more, effect, risk);
    }
}
