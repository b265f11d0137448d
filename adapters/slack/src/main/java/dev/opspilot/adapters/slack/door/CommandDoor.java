package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.util.Optional;

/** Hears {@code /opspilot}, and answers at once to the person alone. */
public final class CommandDoor {
    private final Hearing hearing;
    private final Replies replies;

    public CommandDoor(Hearing hearing, Replies replies) {
        this.hearing = hearing;
        this.replies = replies;
    }

    public void listen(App app) {
        app.command(SlackInbox.COMMAND, (request, _) -> typed(request.getPayload()));
    }

    private Response typed(SlashCommandPayload payload) {
        Optional<String> user = SlackIds.id(payload.getUserId());
        Optional<String> channel = SlackIds.id(payload.getChannelId());
        Optional<String> trigger = SlackIds.id(payload.getTriggerId());
        if (user.isEmpty() || channel.isEmpty() || trigger.isEmpty()) {
            return Response.error(400);
        }
        Place place = SlackIds.place(SlackIds.workspace(payload.getTeamId(), null), channel.get(), Optional.empty());
        Person person = SlackIds.person(user.get(), payload.getUserName());
        HeardKey key = new HeardKey("slack/said/" + trigger.get());
        String text = payload.getText() == null ? "" : payload.getText();
        return switch (SlackText.typed(text)) {
            case Command.Help help -> toThem(replies.help(help));
            case Command.Launch launch -> launched(hearing.said(key, person, place, launch));
            case Command.Order order -> ordered(new Heard.Ordered(key, person, place, order));
        };
    }

    private Response launched(Heard.Said said) {
        return toThem(
                switch (hearing.may(said)) {
                    case Hearing.May.Yes() -> kept(said, replies.begun(said));
                    case Hearing.May.No(Notice why) -> Replies.refused(why);
                    case Hearing.May.Unknown() -> kept(said, Replies.waits());
                });
    }

    private String kept(Heard.Said said, String promise) {
        return switch (hearing.keep(said)) {
            case NEW -> promise;
            case KNOWN -> Replies.alreadyBegun();
            case NOT -> Replies.notKept();
        };
    }

    /** What comes of an order is told once it was carried out. */
    private Response ordered(Heard.Ordered ordered) {
        return switch (hearing.keep(ordered)) {
            case NEW, KNOWN -> Response.ok();
            case NOT -> toThem(Replies.notKept());
        };
    }

    private static Response toThem(String mrkdwn) {
        return Response.json(
                200,
                SlashCommandResponse.builder()
                        .responseType("ephemeral")
                        .text(mrkdwn)
                        .build());
    }
}
