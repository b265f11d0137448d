package dev.opspilot.adapters.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import java.util.Optional;

/** Hears buttons of messages: those of a session, and those that stand for what could be typed. */
final class PressDoor {
    private final Hearing hearing;
    private final Whisper whisper;
    private final Replies replies;

    PressDoor(Hearing hearing, Whisper whisper, Replies replies) {
        this.hearing = hearing;
        this.whisper = whisper;
        this.replies = replies;
    }

    void listen(App app) {
        app.blockAction(WhyButton.ACTION, (request, _) -> pressed(request.getPayload()));
        app.blockAction(SessionButton.ACTION, (request, _) -> pressed(request.getPayload()));
        app.blockAction(OrderButtons.ACTION, (request, _) -> ordered(request.getPayload()));
    }

    /** A button of a session's message. */
    private Response pressed(BlockActionPayload payload) {
        for (Press press : Press.all(payload)) {
            Optional<SessionButton> button = WhyButton.read(press.value())
                    .map(why -> new SessionButton(why.session(), new Heard.Button.Why(why.finding())))
                    .or(() -> SessionButton.read(press.action(), press.value()));
            if (button.isEmpty()) {
                whisper.tell(press.place(), press.person().id(), Replies.unknownButton());
                continue;
            }
            answer(press, hearing.keep(new Heard.Pressed(
                    press.key(),
                    press.person(),
                    press.thread(),
                    button.get().session(),
                    button.get().button())));
        }
        return Response.ok();
    }

    /** A button that stands for what could be typed, by whoever pressed it. */
    private Response ordered(BlockActionPayload payload) {
        for (Press press : Press.all(payload)) {
            switch (Command.parse(press.value())) {
                case Command.Order order ->
                    answer(press, hearing.keep(new Heard.Ordered(press.key(), press.person(), press.place(), order)));
                case Command.Launch launch ->
                    answer(press, hearing.keep(hearing.said(press.key(), press.person(), press.place(), launch)));
                case Command.Help help -> whisper.tell(press.place(), press.person().id(), replies.help(help));
            }
        }
        return Response.ok();
    }

    private void answer(Press press, Hearing.Kept kept) {
        if (kept == Hearing.Kept.NOT) {
            whisper.tell(press.place(), press.person().id(), Replies.notKept());
        }
    }
}
