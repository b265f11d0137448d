package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.mind.Assignment;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Understood;
import java.time.Instant;
import java.util.Optional;

/** What a decision wants done. The orchestrator does it after the decision's events are stored. */
public sealed interface Effect {

    /** Ask a source; its answer comes back as {@link Input.Answer}. */
    record Ask(CallId call, String tool, Query query) implements Effect {}

    /** Show the session as it stands now. */
    record Show() implements Effect {}

    /** Answer a person; the word-for-word readings of a "why?" are added on the way. */
    record Post(HeardKey question, Person to, Place place, Answer.Content content) implements Effect {}

    /** Ask a mind; what it says comes back as {@link Input.Said} and {@link Input.Thought}. */
    record Think(Optional<HeardKey> about, int round, RitualName mindOf, Assignment assignment) implements Effect {}

    /** The question counts as acted on only once a {@link Post} has answered it. */
    record AwaitPost(HeardKey question) implements Effect {}

    /**
     * Make a call for a play, if the rules still let it at that moment; what came of it comes back as {@link
     * Input.Acted} or {@link Input.Held}.
     *
     * @param actor who let it run, as on its receipt
     * @param judged whom the rules judge: the actor, or who asked for it where a policy let it run
     * @param repeated whether it may have been made before, with the same key
     */
    record Call(Play play, Run.Direction direction, Act act, String actor, String judged, boolean repeated)
            implements Effect {}

    /** Post what a person announces; what came of it comes back as {@link Input.Announced}. */
    record Announce(Announcement announcement) implements Effect {}

    /** Tell one person something that is nobody else's business. */
    record Tell(HeardKey about, Person person, Place place, Notice notice) implements Effect {}

    /** Begin another session. */
    record Begin(Heard.Said said) implements Effect {

        /**
         * Begins what a press asked for. A session begins once, so it may be wanted again by another press, should the
         * first have come to nothing on its way.
         */
        static Begin once(
                SessionId session,
                HeardKey press,
                Person person,
                Place place,
                RitualName ritual,
                String intent,
                Optional<Understood> understood) {
            HeardKey key = new HeardKey(
                    "begun/" + session + "/" + Digest.of(press.value()).hex());
            return new Begin(new Heard.Said(key, person, place, session, ritual, intent, understood));
        }
    }

    /** End another session, that was asked for. */
    record Withdraw(Heard.Signalled signalled) implements Effect {}

    /** Send a {@link Input.Tick} at this time. */
    record WakeAt(Instant time) implements Effect {}
}
