package dev.opspilot.adapters.slack.door;

import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.call.DoorCalls;
import dev.opspilot.adapters.slack.call.SlackReply;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.RitualName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the form that launches a ritual, empty or about a message and what was said below it. Thread-safe. */
public final class Launcher {
    private static final String TITLE = "Run a ritual";
    private static final int THREAD = 30;

    private final Modals modals;
    private final DoorCalls calls;

    public Launcher(Modals modals, DoorCalls calls) {
        this.modals = modals;
        this.calls = calls;
    }

    public void open(Press press, RitualName ritual) {
        Modals.Opener.of(press).ifPresent(opener -> open(opener, ritual));
    }

    public void open(Modals.Opener opener, RitualName ritual) {
        modals.open(opener, LaunchForm.draw(LaunchForm.Prefill.of(ritual)));
    }

    /** A drill on a message. The thread is read while the person waits; where it may not be read, the message stands. */
    public void open(Modals.Opener opener, Quote quote) {
        modals.open(opener, TITLE, () -> about(opener, quote));
    }

    private View about(Modals.Opener opener, Quote quote) {
        List<String> said = new ArrayList<>();
        said.add(quote.text());
        if (calls.thread(opener.place(), quote.thread(), THREAD) instanceof CallResult.Done(SlackReply reply)) {
            reply.messages().stream()
                    .filter(message -> !quote.ts().equals(message.ts()))
                    .map(message -> Quote.words(message.text(), message.attached()))
                    .forEach(said::add);
        }
        String intent = said.stream()
                .filter(each -> !each.isBlank())
                .reduce((one, next) -> one + " / " + next)
                .orElse("");
        return LaunchForm.draw(new LaunchForm.Prefill(
                RitualName.INCIDENT,
                PlainText.clipped(intent, Command.MAX_INTENT),
                Optional.of(quote.channel()),
                Optional.of(quote)));
    }
}
