package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.time.Instant;

/** What a decision wants done. The orchestrator does it after the decision's events are stored. */
public sealed interface Effect {

    /** Ask a source; its answer comes back as {@link Input.Answer}. */
    record Ask(CallId call, String tool, Query query) implements Effect {}

    /** Show the session as it stands now. */
    record Show() implements Effect {}

    /** Answer a "why?". */
    record Explain(HeardKey question, Person to, Place place, FindingId finding) implements Effect {}

    /** Send a {@link Input.Tick} at this time. */
    record WakeAt(Instant time) implements Effect {}
}
