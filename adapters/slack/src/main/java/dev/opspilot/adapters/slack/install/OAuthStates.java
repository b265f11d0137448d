package dev.opspilot.adapters.slack.install;

import java.time.Instant;
import java.util.Optional;

/** The installs that were begun and are not finished, shared by all nodes. Thread-safe. */
public interface OAuthStates {

    /**
     * An install that was begun.
     *
     * @param state what Slack hands back; a secret of the browser that began
     * @param verifier of PKCE, where that is used
     */
    record Begun(String state, Optional<String> verifier) {

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Begun";
        }
    }

    /**
     * Keeps one for a while.
     *
     * @return false when too many are kept already
     */
    boolean keep(Begun begun, Instant until);

    /** Takes one out, so that it is good once; empty when it is unknown, was taken, or its time is over. */
    Optional<Begun> take(String state, Instant now);
}
