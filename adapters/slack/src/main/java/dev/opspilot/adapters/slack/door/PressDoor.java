package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.call.Whisper;
import dev.opspilot.adapters.slack.draw.OrderButtons;
import dev.opspilot.adapters.slack.draw.PlayButton;
import dev.opspilot.adapters.slack.draw.ReceiptsButton;
import dev.opspilot.adapters.slack.draw.SessionButton;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.draw.WhyButton;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears buttons: those of a session, those that stand for what could be typed, and those that open receipts. */
public final class PressDoor {
    private static final Pattern TURNS = Pattern.compile(ReceiptsButton.TURN + "\\d{1,6}");
    private static final Logger LOG = LoggerFactory.getLogger(PressDoor.class);

    private final Hearing hearing;
    private final Whisper whisper;
    private final Replies replies;
    private final Archive archive;
    private final Modals modals;
    private final ReceiptsDrawing receipts;
    private final DoubleClicks doubleClicks;

    public PressDoor(
            Hearing hearing,
            Whisper whisper,
            Replies replies,
            Archive archive,
            Modals modals,
            ReceiptsDrawing receipts,
            InstantSource clock) {
        this.hearing = hearing;
        this.whisper = whisper;
        this.replies = replies;
        this.archive = archive;
        this.modals = modals;
        this.receipts = receipts;
        this.doubleClicks = new DoubleClicks(clock);
    }

    public void listen(App app) {
        app.blockAction(WhyButton.ACTION, (request, _) -> pressed(request.getPayload()));
        app.blockAction(SessionButton.ACTION, (request, _) -> pressed(request.getPayload()));
        app.blockAction(PlayButton.ACTION, (request, _) -> pressed(request.getPayload()));
        app.blockAction(OrderButtons.ACTION, (request, _) -> ordered(request.getPayload()));
        app.blockAction(ReceiptsButton.ACTION, (request, _) -> opened(request.getPayload()));
        app.blockAction(TURNS, (request, _) -> turned(request.getPayload()));
    }

    /** A button of a session's message. One that still stands though it does nothing any more is refused kindly. */
    private Response pressed(BlockActionPayload payload) {
        for (Press press : Press.all(payload)) {
            Optional<SessionButton> button = WhyButton.read(press.action(), press.value())
                    .or(() -> PlayButton.read(press.action(), press.value()))
                    .or(() -> SessionButton.read(press.action(), press.value()));
            if (button.isEmpty()) {
                tell(press, Replies.unknownButton());
            } else {
                pressed(press, button.get());
            }
        }
        return Response.ok();
    }

    private void pressed(Press press, SessionButton button) {
        Optional<String> tooLate = tooLate(button);
        if (tooLate.isPresent()) {
            tell(press, tooLate.get());
            return;
        }
        Heard.Pressed pressed =
                new Heard.Pressed(press.key(), press.person(), press.thread(), button.session(), button.button());
        switch (hearing.may(pressed)) {
            case Hearing.May.Yes() -> keep(press, pressed, PressReplies.heard(pressed.button()));
            case Hearing.May.No(Notice why) -> tell(press, Replies.refused(why));
            case Hearing.May.Unknown() -> keep(press, pressed, Replies.waits());
        }
    }

    private void keep(Press press, Heard.Pressed pressed, String promise) {
        switch (hearing.keep(pressed)) {
            case NEW -> {
                boolean doubled = doubleClicks.isSecond(pressed);
                if (!doubled && !press.place().direct()) {
                    tell(press, promise);
                }
            }
            case KNOWN -> {}
            case NOT -> tell(press, Replies.notKept());
        }
    }

    private Optional<String> tooLate(SessionButton button) {
        try {
            return archive.session(button.session()).flatMap(view -> PressReplies.tooLate(view, button.button()));
        } catch (RuntimeException away) {
            LOG.warn("session {} cannot be looked up; the press is kept and decided later", button.session(), away);
            return Optional.empty();
        }
    }

    /** A button that stands for what could be typed, by whoever pressed it. */
    private Response ordered(BlockActionPayload payload) {
        for (Press press : Press.all(payload)) {
            Hearing.Kept kept = switch (Command.parse(press.value())) {
                case Command.Order order ->
                    hearing.keep(new Heard.Ordered(press.key(), press.person(), press.place(), order));
                case Command.Launch launch ->
                    hearing.keep(hearing.said(press.key(), press.person(), press.place(), launch));
                case Command.Help help -> {
                    tell(press, replies.help(help));
                    yield Hearing.Kept.NEW;
                }
            };
            if (kept == Hearing.Kept.NOT) {
                tell(press, Replies.notKept());
            }
        }
        return Response.ok();
    }

    private Response opened(BlockActionPayload payload) {
        for (Press press : Press.all(payload)) {
            Optional<ReceiptsButton> button = ReceiptsButton.read(press.value());
            if (button.isEmpty()) {
                tell(press, Replies.unknownButton());
            }
            button.ifPresent(each -> Modals.Opener.of(press)
                    .ifPresent(opener ->
                            modals.open(opener, ReceiptsDrawing.TITLE, () -> receipts(each.session(), each.page()))));
        }
        return Response.ok();
    }

    private Response turned(BlockActionPayload payload) {
        Optional<String> view = Optional.ofNullable(payload.getView()).flatMap(each -> SlackIds.id(each.getId()));
        for (Press press : Press.all(payload)) {
            view.ifPresent(id -> ReceiptsButton.read(press.value())
                    .ifPresent(each -> modals.update(
                            press.place().workspace(),
                            id,
                            ReceiptsDrawing.TITLE,
                            () -> receipts(each.session(), each.page()))));
        }
        return Response.ok();
    }

    private View receipts(SessionId session, int page) {
        return receipts.draw(session, archive.session(session), archive.receipts(session), page);
    }

    private void tell(Press press, String mrkdwn) {
        whisper.tell(press.place(), press.person().id(), mrkdwn);
    }
}
