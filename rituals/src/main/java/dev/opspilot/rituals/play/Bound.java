package dev.opspilot.rituals.play;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What OpsPilot itself calls when a play is approved.
 *
 * @param environment where it acts, as the configuration calls it; empty when that is not said
 * @param check what should change afterwards; empty when nothing can be read that tells
 * @param expires when an approval comes too late, and the play has to be proposed anew
 */
public record Bound(Act act, String environment, Optional<Check> check, Instant expires) {
    public Bound {
        Objects.requireNonNull(act);
        Objects.requireNonNull(environment);
        Objects.requireNonNull(check);
        Objects.requireNonNull(expires);
    }
}
