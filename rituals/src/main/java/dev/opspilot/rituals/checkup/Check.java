package dev.opspilot.rituals.checkup;

import java.util.Objects;

/**
 * What one look found.
 *
 * @param area what it is about, as in {@code Slack}
 * @param name what was looked at, as in {@code scopes}
 * @param found one line, without secrets
 * @param next what to do now; empty where nothing is to be done
 */
public record Check(String area, String name, Verdict verdict, String found, String next) {

    /** How good it is. */
    public enum Verdict {
        OK,
        /** Works, but somebody should know. */
        WARN,
        /** Does not work. */
        FAIL
    }

    /** @throws IllegalArgumentException if it is not well and nothing says what to do */
    public Check {
        Objects.requireNonNull(area);
        Objects.requireNonNull(name);
        Objects.requireNonNull(found);
        if (verdict != Verdict.OK && next.isBlank()) {
            throw new IllegalArgumentException(area + "/" + name + " does not say what to do");
        }
    }

    public static Check ok(String area, String name, String found) {
        return new Check(area, name, Verdict.OK, found, "");
    }

    public static Check warn(String area, String name, String found, String next) {
        return new Check(area, name, Verdict.WARN, found, next);
    }

    public static Check fail(String area, String name, String found, String next) {
        return new Check(area, name, Verdict.FAIL, found, next);
    }
}
