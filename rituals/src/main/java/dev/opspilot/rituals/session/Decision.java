package dev.opspilot.rituals.session;

import java.util.List;

/** What is to be added to the log, and what is to be done once it is. */
public record Decision(List<SessionEvent> events, List<Effect> effects) {
    static final Decision NOTHING = new Decision(List.of(), List.of());

    public Decision {
        events = List.copyOf(events);
        effects = List.copyOf(effects);
    }
}
