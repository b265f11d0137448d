package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.assistant.SuggestedPrompt;
import com.slack.api.model.event.AgentSessionStoppedEvent;
import dev.opspilot.adapters.slack.call.Desk;
import dev.opspilot.adapters.slack.call.DoorCalls;
import dev.opspilot.adapters.slack.call.SlackMethod;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Slack's pane of an agent, the direct message with the bot: offers what can be asked, and hears Slack's own stop button,
 * which really ends the session.
 */
public final class AgentPane {
    private static final String TITLE = "What shall I look at?";
    /* The same as the manifest offers; at most four. */
    public static final List<SuggestedPrompt> PROMPTS = List.of(
            prompt("What changed since the last brief?", "brief"),
            prompt("Payments just failed", "incident payments just failed"),
            prompt("Plan an experiment", "experiment test freemium gating"),
            prompt("Show the sessions at work", "sessions live"));

    private final Hearing hearing;
    private final Threads threads;
    private final AgentStatus status;
    private final DoorCalls calls;
    private final Desk desk;

    public AgentPane(Hearing hearing, Threads threads, AgentStatus status, DoorCalls calls, Desk desk) {
        this.hearing = hearing;
        this.threads = threads;
        this.status = status;
        this.calls = calls;
        this.desk = desk;
    }

    public void listen(App app) {
        app.event(AgentSessionStoppedEvent.class, (request, _) -> stopped(request));
    }

    private static SuggestedPrompt prompt(String title, String message) {
        return SuggestedPrompt.builder().title(title).message(message).build();
    }

    /** Offers what can be asked to whoever opened the pane; best effort. */
    public void opened(String workspace, String channel) {
        desk.queues().submit(SlackMethod.PROMPTS, workspace, channel, () -> {
            var _ = calls.prompts(workspace, channel, TITLE, PROMPTS);
        });
    }

    private Response stopped(EventsApiPayload<AgentSessionStoppedEvent> request) {
        AgentSessionStoppedEvent event = request.getEvent();
        Optional<String> channel = SlackIds.id(event.getChannel());
        Optional<String> thread = SlackIds.id(event.getThreadTs());
        Optional<String> user = SlackIds.id(event.getUser());
        if (channel.isEmpty() || thread.isEmpty() || user.isEmpty()) {
            return Response.ok();
        }
        Place place = SlackIds.place(SlackIds.workspace(request.getTeamId(), null), channel.get(), thread);
        // Slack leaves it to us to say that nothing works there any more; its button would stand for ever.
        status.idle(place);
        Optional<SessionId> session = session(event, place);
        if (session.isEmpty()) {
            return Response.ok();
        }
        Hearing.Kept kept = hearing.keep(new Heard.Pressed(
                new HeardKey("slack/stopped/" + channel.get() + "/" + thread.get() + "/" + event.getEventTs()),
                SlackIds.person(user.get(), null),
                place,
                session.get(),
                new Heard.Button.Stop()));
        return kept == Hearing.Kept.NOT ? Response.error(503) : Response.ok(); // Slack then sends it again
    }

    private Optional<SessionId> session(AgentSessionStoppedEvent event, Place place) {
        Stream<String> streaming =
                event.getStreamingMessageTs() == null ? Stream.empty() : event.getStreamingMessageTs().stream();
        return streaming
                .flatMap(ts -> threads.message(place.channel(), ts).stream())
                .findFirst()
                .or(() -> threads.session(place));
    }
}
