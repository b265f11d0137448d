package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.surface.Heard;
import java.time.Duration;
import java.time.Instant;

/** What can happen to a session. */
public sealed interface Input {

    /** A person said or pressed something. */
    record FromPerson(Heard heard) implements Input {}

    /** A call came back, or its time ran out. */
    record Answer(CallId call, Instant askedAt, Duration latency, Reading reading) implements Input {}

    /** Time went by. */
    record Tick() implements Input {}

    /** The session was taken over from its log, after a crash or by another node. */
    record Resumed() implements Input {}
}
