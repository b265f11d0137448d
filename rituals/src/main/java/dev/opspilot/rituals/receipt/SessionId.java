package dev.opspilot.rituals.receipt;

import java.util.Objects;
import java.util.regex.Pattern;

/** Names a session, and with it the chain of its receipts. Lower-case letters, digits and dashes, at most 64. */
public record SessionId(String value) {
    /** The most characters of an id. */
    public static final int LONGEST = 64;

    private static final int DIGITS = 32;
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Stands where something belongs to no session; no session is ever called so. */
    public static final SessionId NONE = new SessionId("none");

    public SessionId {
        Objects.requireNonNull(value);
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a session id: lower-case letters, digits and dashes, at most 64");
        }
    }

    /**
     * The id of a session that is begun out of this one: the same for the same cause, so that it is begun once. Earlier
     * sessions are linked by it.
     */
    public SessionId next(String cause) {
        String named = value + "-" + cause;
        return FORM.matcher(named).matches()
                ? new SessionId(named)
                : new SessionId(Digest.of(named).hex().substring(0, DIGITS));
    }

    @Override
    public String toString() {
        return value;
    }
}
