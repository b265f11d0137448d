package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import com.slack.api.model.event.MessageThreadBroadcastEvent;
import dev.opspilot.adapters.slack.call.Whisper;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlainText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hears plain words: behind a mention in a channel, and in a direct message, which is also the agent's pane. In a thread
 * of a session they are a question about it.
 */
public final class WordsDoor {
    private static final String DIRECT = "im";

    private final Hearing hearing;
    private final Threads threads;
    private final Whisper whisper;
    private final Replies replies;

    public WordsDoor(Hearing hearing, Threads threads, Whisper whisper, Replies replies) {
        this.hearing = hearing;
        this.threads = threads;
        this.whisper = whisper;
        this.replies = replies;
    }

    public void listen(App app) {
        app.event(AppMentionEvent.class, (request, _) -> mentioned(request));
        app.event(MessageEvent.class, (request, _) -> {
            MessageEvent event = request.getEvent();
            return messaged(
                    request,
                    new Sent(event.getChannel(), event.getUser(), event.getTs(), event.getText()),
                    new Origin(event.getChannelType(), event.getBotId(), event.getThreadTs(), event.getTeam()));
        });
        // With a file, or sent to the channel as well: kinds of their own, which Bolt hands on only to who names them.
        app.event(MessageFileShareEvent.class, (request, _) -> {
            MessageFileShareEvent event = request.getEvent();
            return messaged(
                    request,
                    new Sent(event.getChannel(), event.getUser(), event.getTs(), event.getText()),
                    new Origin(event.getChannelType(), null, event.getThreadTs(), null));
        });
        app.event(MessageThreadBroadcastEvent.class, (request, _) -> {
            MessageThreadBroadcastEvent event = request.getEvent();
            return messaged(
                    request,
                    new Sent(event.getChannel(), event.getUser(), event.getTs(), event.getText()),
                    new Origin(event.getChannelType(), null, event.getThreadTs(), null));
        });
    }

    private Response mentioned(EventsApiPayload<AppMentionEvent> request) {
        AppMentionEvent event = request.getEvent();
        if (event.getBotId() == null) {
            heard(
                    new Sent(event.getChannel(), event.getUser(), event.getTs(), event.getText()),
                    SlackIds.id(event.getThreadTs()),
                    request,
                    event.getTeam());
        }
        return Response.ok();
    }

    /** A direct message; the answer goes to its thread, where the agent's pane shows it. Our own messages come back too. */
    private Response messaged(EventsApiPayload<?> request, Sent sent, Origin origin) {
        if (DIRECT.equals(origin.channelType()) && origin.bot() == null) {
            heard(sent, SlackIds.id(origin.thread()).or(() -> SlackIds.id(sent.ts())), request, origin.team());
        }
        return Response.ok();
    }

    private record Origin(
            @Nullable String channelType,
            @Nullable String bot,
            @Nullable String thread,
            @Nullable String team) {}

    private record Sent(
            @Nullable String channel,
            @Nullable String user,
            @Nullable String ts,
            @Nullable String text) {}

    /** Slack sends an event again whose answer it missed; whoever was told is not told twice. */
    private void heard(Sent sent, Optional<String> thread, EventsApiPayload<?> request, @Nullable String team) {
        Optional<String> channel = SlackIds.id(sent.channel());
        Optional<String> user = SlackIds.id(sent.user());
        Optional<String> ts = SlackIds.id(sent.ts());
        boolean isNew = SlackIds.id(request.getEventId()).map(hearing::isNew).orElse(true);
        if (isNew && channel.isPresent() && user.isPresent() && ts.isPresent()) {
            Place place = SlackIds.place(SlackIds.workspace(request.getTeamId(), team), channel.get(), thread);
            HeardKey key = new HeardKey("slack/mention/" + channel.get() + "/" + ts.get());
            String words = SlackText.said(sent.text() == null ? "" : sent.text());
            understood(key, SlackIds.person(user.get(), null), place, words);
        }
    }

    /** A question about the session in whose thread it stands, or plain words that ask for a ritual. */
    private void understood(HeardKey key, Person person, Place place, String words) {
        Hearing.Kept kept;
        try {
            kept = kept(key, person, place, words);
        } catch (RuntimeException storeAway) {
            kept = Hearing.Kept.NOT;
        }
        if (kept == Hearing.Kept.NOT) {
            whisper.tell(place, person.id(), Replies.notKept());
        }
    }

    private Hearing.Kept kept(HeardKey key, Person person, Place place, String words) {
        Optional<SessionId> session = threads.askedAbout(place, words);
        if (session.isPresent()) {
            String question = PlainText.clipped(words, Command.MAX_INTENT);
            return hearing.keep(new Heard.Asked(key, person, place, session.get(), question));
        }
        return switch (Command.ofWords(words)) {
            case Command.Help help -> {
                whisper.tell(place, person.id(), replies.help(help));
                yield Hearing.Kept.NEW;
            }
            case Command.Launch launch -> hearing.keep(hearing.said(key, person, place, launch));
            case Command.Order order -> hearing.keep(new Heard.Ordered(key, person, place, order));
        };
    }
}
