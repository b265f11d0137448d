package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.card.CardAction;
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
import dev.opspilot.rituals.surface.Understood;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people type in Teams: the same words as everywhere, with what only Teams has taken off. Thread-safe. */
final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
    /* A message that quotes another names it in the HTML beside its text. */
    private static final Pattern QUOTED = Pattern.compile("<blockquote[^>]*itemid=\"([0-9]{1,20})\"");
    private static final Duration TALKED_ABOUT = Duration.ofHours(12);

    private final Inbox inbox;
    private final PostBook book;
    private final Conversations conversations;
    private final Supplier<SessionId> ids;
    private final TeamsSurface surface;
    private final InstantSource clock;

    Messages(
            Inbox inbox,
            PostBook book,
            Conversations conversations,
            Supplier<SessionId> ids,
            TeamsSurface surface,
            InstantSource clock) {
        this.inbox = inbox;
        this.book = book;
        this.conversations = conversations;
        this.ids = ids;
        this.surface = surface;
        this.clock = clock;
    }

    Reply hear(Activity activity) {
        if (activity.from().id().isBlank() || activity.id().isEmpty()) {
            return Reply.ok();
        }
        HeardKey key = TeamsInbox.key("said", activity, "");
        Person person = TeamsInbox.person(activity);
        Place place = TeamsInbox.place(activity);
        try {
            Optional<CardAction> submitted = CardAction.read(activity.value());
            if (submitted.isPresent()) {
                submitted(key, person, place, submitted.get());
            } else if (activity.addressesApp() && activity.value().isMissingNode()) {
                said(key, person, place, activity);
            }
        } catch (RuntimeException notKept) {
            LOG.error("a message of {} could not be kept", person.actor(), notKept);
            surface.say(place, TeamsInbox.notKept());
        }
        return Reply.ok();
    }

    /** A button of an older kind, whose press comes as a message. */
    private void submitted(HeardKey key, Person person, Place place, CardAction action) {
        switch (action) {
            case CardAction.Pressed(SessionId session, Heard.Button button) ->
                inbox.accept(new Heard.Pressed(key, person, place, session, button));
            case CardAction.Typed(String command) -> obey(key, person, place, Command.parse(command));
            case CardAction.Launched(var ritual, String intent, String _) ->
                obey(key, person, place, Command.launch(ritual, intent));
            case CardAction.Turn _,
                    CardAction.Refresh _,
                    CardAction.Receipts _,
                    CardAction.Drafted _,
                    CardAction.Posted _,
                    CardAction.Launcher _,
                    CardAction.Asking _,
                    CardAction.Asked _ -> LOG.debug("{} came as a message", action.verb());
        }
    }

    private void said(HeardKey key, Person person, Place place, Activity activity) {
        String words = activity.words();
        Command command = Command.ofWords(words);
        Optional<SessionId> about = quoted(place, activity).or(() -> subject(place, activity, command));
        if (about.isPresent() && !words.isBlank()) {
            inbox.accept(new Heard.Asked(key, person, place, about.get(), PlainText.line(words, Command.MAX_INTENT)));
        } else {
            obey(key, person, place, command);
        }
    }

    /** The session whose message is quoted. */
    private Optional<SessionId> quoted(Place place, Activity activity) {
        for (var attachment : activity.attachments()) {
            Matcher quote = QUOTED.matcher(attachment.path("content").asText());
            if (attachment.path("contentType").asText().equals("text/html") && quote.find()) {
                return book.sessionAt(new PostRef(place.channel(), quote.group(1)));
            }
        }
        return Optional.empty();
    }

    /**
     * The session that is talked about: in a thread the one that it shows, unless a command is typed in full; in a chat,
     * which has no threads, the latest one, and only for words that ask for nothing else.
     */
    private Optional<SessionId> subject(Place place, Activity activity, Command command) {
        boolean plain =
                command instanceof Command.Launch launch && launch.understood().isPresent();
        if (!plain) {
            return Optional.empty();
        }
        if (activity.conversation().kind() == Conversation.Kind.CHANNEL) {
            return place.thread()
                    .flatMap(thread -> book.sessionAt(new PostRef(place.channel(), thread))
                            .or(() -> conversations.sessionIn(place.channel(), thread, Instant.EPOCH)));
        }
        boolean guessed = command instanceof Command.Launch launch
                && launch.understood()
                        .filter(each -> each.by() == Understood.By.GUESS)
                        .isPresent();
        return guessed
                ? conversations.sessionIn(place.channel(), "", clock.instant().minus(TALKED_ABOUT))
                : Optional.empty();
    }

    private void obey(HeardKey key, Person person, Place place, Command command) {
        switch (command) {
            case Command.Help help -> surface.help(key, person, place, help);
            case Command.Launch launch ->
                inbox.accept(new Heard.Said(
                        key, person, place, ids.get(), launch.ritual(), launch.intent(), launch.understood()));
            case Command.Order order -> inbox.accept(new Heard.Ordered(key, person, place, order));
        }
    }
}
