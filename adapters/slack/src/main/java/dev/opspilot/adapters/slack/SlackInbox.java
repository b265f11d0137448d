package dev.opspilot.adapters.slack;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppMentionEvent;
import dev.opspilot.rituals.delivery.RecentEvents;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostRef;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what Slack sends into {@link Heard}, keeps it, and answers; the work goes on elsewhere. Thread-safe. */
final class SlackInbox {
    static final String COMMAND = "/opspilot";
    private static final Logger LOG = LoggerFactory.getLogger(SlackInbox.class);
    private static final int LONGEST_ID = 150;

    private final Inbox inbox;
    private final Supplier<SessionId> ids;
    private final Whisper whisper;
    private final Links links;
    private final RecentEvents recent;
    private final PostBook book;

    SlackInbox(Inbox inbox, PostBook book, Supplier<SessionId> ids, Whisper whisper, Links links, InstantSource clock) {
        this.inbox = inbox;
        this.book = book;
        this.ids = ids;
        this.whisper = whisper;
        this.links = links;
        this.recent = new RecentEvents(clock);
    }

    /** Every listener there is. */
    void listen(App app) {
        app.command(COMMAND, (request, _) -> said(request.getPayload()));
        app.blockAction(WhyButton.ACTION, (request, _) -> pressed(request.getPayload()));
        app.blockAction(SessionButton.ACTION, (request, _) -> pressed(request.getPayload()));
        app.event(AppMentionEvent.class, (request, _) -> mentioned(request));
    }

    private Response said(SlashCommandPayload payload) {
        Optional<String> user = id(payload.getUserId());
        Optional<String> channel = id(payload.getChannelId());
        Optional<String> trigger = id(payload.getTriggerId());
        if (user.isEmpty() || channel.isEmpty() || trigger.isEmpty()) {
            return Response.error(400);
        }
        Place place =
                new Place(SlackSurface.NAME, workspace(payload.getTeamId(), null), channel.get(), Optional.empty());
        Person person = person(user.get(), payload.getUserName());
        HeardKey key = new HeardKey("slack/said/" + trigger.get());
        return switch (Command.parse(payload.getText() == null ? "" : payload.getText())) {
            case Command.Help help -> toThem(Replies.help(help));
            case Command.Launch launch -> launch(key, person, place, launch);
            case Command.Order order -> order(new Heard.Ordered(key, person, place, order));
        };
    }

    private Response launch(HeardKey key, Person person, Place place, Command.Launch launch) {
        SessionId session = ids.get();
        Heard heard =
                new Heard.Said(key, person, place, session, launch.ritual(), launch.intent(), launch.understood());
        try {
            boolean isNew = inbox.accept(heard);
            return toThem(
                    isNew ? Replies.begun(launch.ritual(), launch.intent(), session, links) : Replies.alreadyBegun());
        } catch (RuntimeException notKept) {
            LOG.error("a command of {} could not be kept", person.actor(), notKept);
            return toThem(Replies.notKept());
        }
    }

    /** What comes of an order is told by the surface, once it was carried out. */
    private Response order(Heard.Ordered ordered) {
        try {
            inbox.accept(ordered);
            return Response.ok();
        } catch (RuntimeException notKept) {
            LOG.error("an order of {} could not be kept", ordered.person().actor(), notKept);
            return toThem(Replies.notKept());
        }
    }

    private Response pressed(BlockActionPayload payload) {
        Optional<Place> place = place(payload);
        Optional<String> user = Optional.ofNullable(payload.getUser()).flatMap(each -> id(each.getId()));
        List<BlockActionPayload.Action> actions = payload.getActions();
        if (place.isEmpty() || user.isEmpty() || actions == null) {
            return Response.error(400);
        }
        Person person = person(user.get(), payload.getUser().getName());
        for (BlockActionPayload.Action action : actions) {
            Optional<SessionButton> button = WhyButton.read(action.getValue())
                    .map(why -> new SessionButton(why.session(), new Heard.Button.Why(why.finding())))
                    .or(() -> SessionButton.read(action.getActionId(), action.getValue()));
            Optional<String> at = id(action.getActionTs());
            if (button.isPresent() && at.isPresent()) {
                inbox.accept(new Heard.Pressed(
                        pressKey(at.get(), user.get(), action.getActionId() + "\n" + action.getValue()),
                        person,
                        place.get(),
                        button.get().session(),
                        button.get().button()));
            } else {
                tell(place.get(), user.get(), Replies.unknownButton());
            }
        }
        return Response.ok();
    }

    /** The same for every delivery of one press. */
    private static HeardKey pressKey(String at, String user, String value) {
        return new HeardKey("slack/pressed/" + at + "/" + Digest.of(user + "\n" + value));
    }

    /** Slack sends an event again whose answer it missed; whoever was told is not told twice. */
    private Response mentioned(EventsApiPayload<AppMentionEvent> request) {
        AppMentionEvent event = request.getEvent();
        Optional<String> channel = id(event.getChannel());
        Optional<String> user = id(event.getUser());
        Optional<String> ts = id(event.getTs());
        boolean isNew = id(request.getEventId()).map(recent::add).orElse(true);
        if (isNew && channel.isPresent() && user.isPresent() && ts.isPresent()) {
            Place place = new Place(
                    SlackSurface.NAME,
                    workspace(request.getTeamId(), event.getTeam()),
                    channel.get(),
                    id(event.getThreadTs()));
            HeardKey key = new HeardKey("slack/mention/" + channel.get() + "/" + ts.get());
            String words = SlackText.said(event.getText() == null ? "" : event.getText());
            understood(key, person(user.get(), null), place, words);
        }
        return Response.ok();
    }

    /** A question about the session whose thread it stands in, or plain words that ask for a ritual. */
    private void understood(HeardKey key, Person person, Place place, String words) {
        Optional<SessionId> session =
                place.thread().flatMap(thread -> book.sessionAt(new PostRef(place.channel(), thread)));
        try {
            if (session.isPresent() && !words.isBlank()) {
                inbox.accept(new Heard.Asked(
                        key, person, place, session.get(), PlainText.clipped(words, Command.MAX_INTENT)));
                return;
            }
            switch (Command.ofWords(words)) {
                case Command.Help help -> tell(place, person.id(), Replies.help(help));
                case Command.Launch launch ->
                    inbox.accept(new Heard.Said(
                            key, person, place, ids.get(), launch.ritual(), launch.intent(), launch.understood()));
                case Command.Order order -> inbox.accept(new Heard.Ordered(key, person, place, order));
            }
        } catch (RuntimeException notKept) {
            LOG.error("a mention by {} could not be kept", person.actor(), notKept);
            tell(place, person.id(), Replies.notKept());
        }
    }

    private void tell(Place place, String user, String mrkdwn) {
        whisper.tell(place.workspace(), place.channel(), place.thread(), user, mrkdwn);
    }

    private static Response toThem(String mrkdwn) {
        return Response.json(
                200,
                SlashCommandResponse.builder()
                        .responseType("ephemeral")
                        .text(mrkdwn)
                        .build());
    }

    /** The thread of the message whose button was pressed. */
    private static Optional<Place> place(BlockActionPayload payload) {
        BlockActionPayload.Container container = payload.getContainer();
        Optional<String> channel = Optional.ofNullable(payload.getChannel())
                .flatMap(each -> id(each.getId()))
                .or(() -> Optional.ofNullable(container).flatMap(each -> id(each.getChannelId())));
        Optional<String> thread = Optional.ofNullable(container)
                .flatMap(each -> id(each.getThreadTs()).or(() -> id(each.getMessageTs())));
        String team = payload.getTeam() == null ? null : payload.getTeam().getId();
        String teamOfUser = payload.getUser() == null ? null : payload.getUser().getTeamId();
        return channel.filter(_ -> thread.isPresent())
                .map(each -> new Place(SlackSurface.NAME, workspace(team, teamOfUser), each, thread));
    }

    /** A team, never an enterprise; where an org-wide install names none, the team of the person. */
    private static String workspace(@Nullable String team, @Nullable String teamOfUser) {
        return id(team).filter(each -> !each.startsWith("E"))
                .or(() -> id(teamOfUser).filter(each -> !each.startsWith("E")))
                .orElse("");
    }

    private static Person person(String id, @Nullable String name) {
        return new Person(SlackSurface.NAME, id, name == null || name.isBlank() ? id : name);
    }

    /** An id as Slack makes them: present and of bearable length. */
    private static Optional<String> id(@Nullable String sent) {
        return Optional.ofNullable(sent).filter(each -> !each.isBlank() && each.length() <= LONGEST_ID);
    }
}
