package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import dev.opspilot.adapters.slack.door.Venues.Venue;
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
    private final Venues venues;
    private final Replies replies;

    public CommandDoor(Hearing hearing, Venues venues, Replies replies) {
        this.hearing = hearing;
        this.venues = venues;
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
        Place typed = SlackIds.place(SlackIds.workspace(payload.getTeamId(), null), channel.get(), Optional.empty());
        Person person = SlackIds.person(user.get(), payload.getUserName());
        HeardKey key = new HeardKey("slack/said/" + trigger.get());
        String text = payload.getText() == null ? "" : payload.getText();
        return switch (SlackText.typed(text)) {
            case Command.Help help -> toThem(replies.help(help));
            case Command.Launch launch -> {
                Venue venue = venues.of(typed, person);
                yield launched(hearing.said(key, person, venue.place(), launch), Replies.where(venue, typed));
            }
            case Command.Order order -> {
                Venue venue = venues.of(typed, person);
                yield ordered(new Heard.Ordered(key, person, venue.place(), order), venue, typed);
            }
        };
    }

    private Response launched(Heard.Said said, String where) {
        return toThem(
                switch (hearing.may(said)) {
                    case Hearing.May.Yes() -> kept(said, replies.begun(said, where));
                    case Hearing.May.No(Notice why) -> Replies.refused(why);
                    case Hearing.May.Unknown() -> kept(said, replies.begins(said, where));
                });
    }

    private String kept(Heard.Said said, String promise) {
        return switch (hearing.keep(said)) {
            case NEW -> promise;
            case KNOWN -> Replies.alreadyBegun();
            case NOT -> Replies.notKept();
        };
    }

    /** What comes of an order is told once it was carried out; here is told only where, when it is not here. */
    private Response ordered(Heard.Ordered ordered, Venue venue, Place typed) {
        return switch (hearing.keep(ordered)) {
            case NEW, KNOWN ->
                switch (venue) {
                    case Venue.Here _ -> Response.ok();
                    case Venue.InPrivate _ -> toThem(Replies.answeredElsewhere(typed));
                };
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
