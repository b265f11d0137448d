package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.surface.Decisions;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Inbox;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Keeps decisions, and tells at once what a test says that became of them; until then nothing is known in time. */
final class ScriptedDecisions implements Decisions {
    private final Inbox inbox;
    private volatile Function<Heard.Pressed, Optional<Outcome>> script = _ -> Optional.empty();

    ScriptedDecisions(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public Optional<Outcome> decide(Heard.Pressed pressed, Duration patience) {
        var _ = inbox.accept(pressed);
        return script.apply(pressed);
    }

    void become(Function<Heard.Pressed, Optional<Outcome>> outcome) {
        script = outcome;
    }
}
