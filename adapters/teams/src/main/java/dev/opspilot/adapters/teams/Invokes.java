package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.teams.card.CardAction;
import dev.opspilot.rituals.delivery.Waits;
import dev.opspilot.rituals.play.Refusal;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Decisions;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.Wording;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Teams waits for an answer to: presses on cards, dialogs, and ratings. Answered in milliseconds; a decision about a
 * play within seconds, with what became of it. Thread-safe.
 */
final class Invokes {
    private static final Logger LOG = LoggerFactory.getLogger(Invokes.class);
    /**
     * How long a press waits for what became of a decision. Teams says that something went wrong after some ten seconds;
     * to keep what was pressed may take two, and to read the card two more.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** The same with what it takes to keep it, where the database has so much to do that even a look into it waits. */
    private static final Duration LONGEST = PATIENCE.plusSeconds(2);

    private final Hearing hearing;
    private final TeamsHouse house;
    private final PostBook book;
    private final Supplier<SessionId> ids;
    private final TeamsSurface surface;
    private final Boards boards;
    private final Dialogs dialogs;
    private final Waits waits;

    Invokes(
            Hearing hearing,
            TeamsHouse house,
            PostBook book,
            Supplier<SessionId> ids,
            TeamsSurface surface,
            Boards boards,
            Dialogs dialogs,
            Waits waits) {
        this.hearing = hearing;
        this.house = house;
        this.book = book;
        this.ids = ids;
        this.surface = surface;
        this.boards = boards;
        this.dialogs = dialogs;
        this.waits = waits;
    }

    Reply hear(Activity activity) {
        return switch (activity.name()) {
            case "adaptiveCard/action" -> pressed(activity);
            case "message/submitAction" -> rated(activity);
            case "task/fetch" -> dialogs.opened(activity);
            case "task/submit" -> dialogs.submitted(activity);
            case "composeExtension/fetchTask" -> dialogs.openedOnMessage(activity);
            case "composeExtension/submitAction" -> dialogs.submittedOnMessage(activity);
            default -> Reply.unknown();
        };
    }

    private Reply pressed(Activity activity) {
        JsonNode action = activity.value().path("action");
        Optional<CardAction> read = CardAction.read(action.path("verb").asText(), action.path("data"));
        if (read.isEmpty()) {
            return Reply.error(
                    400,
                    "UnknownButton",
                    "OpsPilot does not know that button: the message may be from another version. Nothing was done.");
        }
        HeardKey key = TeamsInbox.key("pressed", activity, activity.from().id() + action);
        Person person = TeamsInbox.person(activity);
        Place place = TeamsInbox.place(activity);
        try {
            return pressed(key, person, place, activity, read.get());
        } catch (RuntimeException notKept) {
            LOG.error("a press of {} could not be kept", person.actor(), notKept);
            return Reply.error(503, "NotKept", "OpsPilot could not write that down. Please press again in a minute.");
        }
    }

    private Reply pressed(HeardKey key, Person person, Place place, Activity activity, CardAction action) {
        return switch (action) {
            case CardAction.Pressed(SessionId session, Button.Decide decide) ->
                decided(activity, new Heard.Pressed(key, person, place, session, decide), decide);
            case CardAction.Pressed(SessionId session, Button button) -> {
                Heard.Pressed pressed = new Heard.Pressed(key, person, place, session, button);
                yield switch (hearing.keep(pressed, line(button, person))) {
                    case Hearing.Kept.Yes(String words) ->
                        shows(button) ? heard(activity, session, words) : boards.told(session, words);
                    case Hearing.Kept.Refused(String words) -> Reply.words(words);
                };
            }
            case CardAction.Typed(String command) -> typed(key, person, place, Command.parse(command));
            case CardAction.Turn(SessionId session, int page) -> boards.page(session, page);
            case CardAction.Refresh(SessionId session) -> {
                activity.replyTo().ifPresent(message -> surface.seen(session, place, message));
                yield boards.page(session, 1);
            }
            case CardAction.Launched(var ritual, String intent, String _) ->
                typed(key, person, place, Command.launch(ritual, intent));
            case CardAction.Receipts _,
                    CardAction.Drafted _,
                    CardAction.Posted _,
                    CardAction.Launcher _,
                    CardAction.Asking _,
                    CardAction.Asked _ ->
                Reply.error(400, "NoDialog", "This opens a dialog, which this client did not ask for.");
        };
    }

    /** Whether what comes of a button is shown by the card itself, whose next state then takes the line away again. */
    private static boolean shows(Button button) {
        return switch (button) {
            case Button.Stop _, Button.Correct _, Button.Decide _ -> true;
            case Button.Why _, Button.PostIncident _, Button.Rate _ -> false;
        };
    }

    private Reply decided(Activity activity, Heard.Pressed pressed, Button.Decide decide) {
        SessionId session = pressed.session();
        int page = page(activity);
        return CompletableFuture.supplyAsync(() -> house.decisions().decide(pressed, PATIENCE), waits::run)
                .completeOnTimeout(Optional.empty(), LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .join()
                .map(outcome -> switch (outcome) {
                    case Decisions.Outcome.Counts _ -> boards.decided(session, page, decide);
                    case Decisions.Outcome.Refused(Refusal refusal) ->
                        boards.refused(session, page, "This was not done. " + refusal.words());
                    case Decisions.Outcome.KeyUsed _ ->
                        boards.refused(session, page, "This was not done: Teams sent another press under the same id.");
                })
                .orElseGet(() -> heard(activity, session, line(decide.choice())));
    }

    /** What a press is answered with takes the place of the card that it was made on: only a board becomes a board. */
    private Reply heard(Activity activity, SessionId session, String line) {
        return boards.heard(session, page(activity), line, () -> isBoard(activity, session));
    }

    /** A press that names no message can be on nothing else. */
    private boolean isBoard(Activity activity, SessionId session) {
        String channel = activity.conversation().channel();
        return activity.replyTo()
                .map(message -> book.find(PostKey.board(session))
                        .filter(new PostRef(channel, message)::equals)
                        .isPresent())
                .orElse(true);
    }

    private static int page(Activity activity) {
        return CardAction.pageOf(activity.value().path("action").path("data"));
    }

    private Reply typed(HeardKey key, Person person, Place place, Command command) {
        return switch (command) {
            case Command.Help help -> {
                surface.help(key, person, place, help);
                yield Reply.words(help.mistake().orElse("What you can type is shown here."));
            }
            case Command.Launch launch -> {
                Heard.Said said = new Heard.Said(
                        key, person, place, ids.get(), launch.ritual(), launch.intent(), launch.understood());
                yield Reply.words(hearing.keep(said, "Begun: it assembles in this conversation.")
                        .words());
            }
            case Command.Order order -> {
                house.inbox().accept(new Heard.Ordered(key, person, place, order));
                yield Reply.words("Heard: what comes of it is told in this conversation.");
            }
        };
    }

    /** The thumbs below a message; they name the message, not its session. */
    private Reply rated(Activity activity) {
        String reaction = activity.value().path("actionValue").path("reaction").asText();
        Place place = TeamsInbox.place(activity);
        Optional<SessionId> session =
                activity.replyTo().flatMap(message -> book.sessionAt(new PostRef(place.channel(), message)));
        if (session.isPresent() && (reaction.equals("like") || reaction.equals("dislike"))) {
            HeardKey key = TeamsInbox.key("rated", activity, activity.from().id() + reaction);
            house.inbox()
                    .accept(new Heard.Pressed(
                            key,
                            TeamsInbox.person(activity),
                            place,
                            session.get(),
                            new Button.Rate(reaction.equals("like"))));
        }
        return Reply.empty();
    }

    /** What the person who pressed reads at once. */
    private static String line(Button button, Person person) {
        return switch (button) {
            case Button.Why _ -> "Looking it up: the answer comes in this conversation.";
            case Button.Correct(var ritual) -> "Asking again as: " + Wording.ritual(ritual) + ".";
            case Button.PostIncident _ -> "Writing the draft: it comes in this conversation.";
            case Button.Stop _ -> "Stopping, with what there is.";
            case Button.Decide decide -> line(decide.choice());
            case Button.Rate(boolean helpful) ->
                helpful ? "Thank you, " + person.name() + "." : "Thank you; noted as not helpful.";
        };
    }

    private static String line(Ruling.Choice choice) {
        return switch (choice) {
            case APPROVE -> "Approval heard: it is checked, and what comes of it stands on the card.";
            case APPROVE_FOR_WINDOW -> "Approval heard: it runs as soon as no freeze is on.";
            case DISMISS -> "Dismissal heard: it will not run.";
            case DONE_BY_HAND -> "Noted as done by hand.";
            case ROLL_BACK -> "Heard: it is being taken back.";
            case START_DRILL -> "Heard: the drill comes as a message of its own.";
        };
    }
}
