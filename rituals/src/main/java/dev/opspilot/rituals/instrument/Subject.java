package dev.opspilot.rituals.instrument;

import java.util.Objects;

/** What a fact is about. */
public record Subject(Kind kind, String name) {

    /** The kinds of things that facts are about. */
    public enum Kind {
        BUSINESS,
        SERVICE,
        PROVIDER,
        CHANGE
    }

    public Subject {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
    }

    public static Subject service(String name) {
        return new Subject(Kind.SERVICE, name);
    }

    public static Subject provider(String name) {
        return new Subject(Kind.PROVIDER, name);
    }

    public static Subject change(String name) {
        return new Subject(Kind.CHANGE, name);
    }
}
