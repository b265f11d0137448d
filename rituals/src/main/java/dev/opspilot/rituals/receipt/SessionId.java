package dev.opspilot.rituals.receipt;

import java.util.Objects;
import java.util.regex.Pattern;

/** Names a session, and with it the chain of its receipts. Lower-case letters, digits and dashes, at most 64. */
public record SessionId(String value) {
    /** The most characters of an id. */
    public static final int LONGEST = 64;

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Stands where something belongs to no session; no session is ever called so. */
    public static final SessionId NONE = new SessionId("none");

    public SessionId {
        Objects.requireNonNull(value);
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a session id: lower-case letters, digits and dashes, at most 64");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
