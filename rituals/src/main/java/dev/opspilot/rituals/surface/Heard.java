package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.instrument.AlertBatch;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.widget.WidgetId;
import java.util.Objects;
import java.util.Optional;

/** Something a person did on a surface, checked by its adapter and not yet acted on. */
public sealed interface Heard {
    HeardKey key();

    Person person();

    Place place();

    /** The session it belongs to; {@link SessionId#NONE} where there is none. */
    SessionId session();

    /** Whether somebody decides about a play; who may is for its policy to say. */
    default boolean decides() {
        return this instanceof Pressed pressed && pressed.button() instanceof Button.Decide;
    }

    /** What somebody must be for this to be acted on; an order's desk may ask for more. */
    default Role needs() {
        return switch (this) {
            case Said _, Submitted _ -> Role.OPERATOR;
            // An alert was signed by its system, and a signal comes from OpsPilot itself.
            case Asked _, Ordered _, Alerted _, Signalled _ -> Role.VIEWER;
            case Pressed pressed -> pressed.button().needs();
        };
    }

    /** The same, with the person as people call them. */
    default Heard by(Person named) {
        return switch (this) {
            case Said h -> new Said(h.key, named, h.place, h.session, h.ritual, h.intent, h.understood);
            case Asked h -> new Asked(h.key, named, h.place, h.session, h.question);
            case Pressed h -> new Pressed(h.key, named, h.place, h.session, h.button);
            case Submitted h -> new Submitted(h.key, named, h.place, h.session, h.kit, h.audience, h.to, h.text);
            case Ordered h -> new Ordered(h.key, named, h.place, h.order);
            case Alerted h -> new Alerted(h.key, named, h.place, h.session, h.batch);
            case Signalled h -> new Signalled(h.key, named, h.place, h.session, h.signal);
        };
    }

    /**
     * A person asked for a ritual. The session's id is chosen by who heard it, so that the person can be told at once.
     *
     * @param understood how plain words were taken; empty when the ritual was named by a command or a form
     */
    record Said(
            HeardKey key,
            Person person,
            Place place,
            SessionId session,
            RitualName ritual,
            String intent,
            Optional<Understood> understood)
            implements Heard {
        public Said {
            Objects.requireNonNull(key);
            Objects.requireNonNull(person);
            Objects.requireNonNull(place);
            Objects.requireNonNull(session);
            Objects.requireNonNull(ritual);
            Objects.requireNonNull(understood);
            if (intent.isBlank()) {
                throw new IllegalArgumentException("an intent says something");
            }
        }

        /**
         * The wish of a program, which names it by a key of its own: the same key gives the same session's id, on every
         * node and after every restart.
         */
        public static Said named(String key, Person person, Place place, Command.Launch launch) {
            String digest = Digest.of("launch " + key).hex();
            return new Said(
                    new HeardKey(person.surface() + "/" + digest),
                    person,
                    place,
                    new SessionId(digest.substring(0, 32)),
                    launch.ritual(),
                    launch.intent(),
                    launch.understood());
        }
    }

    /** A person asked something about a session, in its thread; the place is where the answer belongs. */
    record Asked(HeardKey key, Person person, Place place, SessionId session, String question) implements Heard {
        public Asked {
            Objects.requireNonNull(key);
            Objects.requireNonNull(person);
            Objects.requireNonNull(place);
            Objects.requireNonNull(session);
            if (question.isBlank()) {
                throw new IllegalArgumentException("a question asks something");
            }
        }
    }

    /** A person pressed a button of a session's message; the place is where the answer belongs. */
    record Pressed(HeardKey key, Person person, Place place, SessionId session, Button button) implements Heard {
        public Pressed {
            Objects.requireNonNull(key);
            Objects.requireNonNull(person);
            Objects.requireNonNull(place);
            Objects.requireNonNull(session);
            Objects.requireNonNull(button);
        }
    }

    /**
     * A person edited a draft of a comms kit and submitted it, to be posted.
     *
     * @param kit the widget that the draft stands in
     * @param audience whom the draft is for, which names it within its kit
     * @param to where it is to be posted
     * @param text at most {@link Announcement#LONGEST} characters
     */
    record Submitted(
            HeardKey key,
            Person person,
            Place place,
            SessionId session,
            WidgetId kit,
            String audience,
            Place to,
            String text)
            implements Heard {
        public Submitted {
            Objects.requireNonNull(key);
            Objects.requireNonNull(person);
            Objects.requireNonNull(place);
            Objects.requireNonNull(session);
            Objects.requireNonNull(kit);
            Objects.requireNonNull(audience);
            Objects.requireNonNull(to);
            if (text.isBlank() || text.length() > Announcement.LONGEST) {
                throw new IllegalArgumentException(
                        "an announcement has 1 to " + Announcement.LONGEST + " characters, not " + text.length());
            }
        }
    }

    /** A person gave an order that belongs to no session; its answer is a {@link Notice}. */
    record Ordered(HeardKey key, Person person, Place place, Command.Order order) implements Heard {
        public Ordered {
            Objects.requireNonNull(key);
            Objects.requireNonNull(person);
            Objects.requireNonNull(place);
            Objects.requireNonNull(order);
        }

        @Override
        public SessionId session() {
            return SessionId.NONE;
        }
    }

    /**
     * A monitoring system raised or resolved alerts of an incident. The session is chosen by who heard it: a new one, or
     * the one that the incident has already.
     *
     * @param person stands for the system
     */
    record Alerted(HeardKey key, Person person, Place place, SessionId session, AlertBatch batch) implements Heard {
        public Alerted {
            Objects.requireNonNull(key);
            Objects.requireNonNull(person);
            Objects.requireNonNull(place);
            Objects.requireNonNull(session);
            Objects.requireNonNull(batch);
        }
    }

    /**
     * OpsPilot itself tells a session something.
     *
     * @param person who had it begun, or what did
     */
    record Signalled(HeardKey key, Person person, Place place, SessionId session, Signal signal) implements Heard {
        public Signalled {
            Objects.requireNonNull(key);
            Objects.requireNonNull(person);
            Objects.requireNonNull(place);
            Objects.requireNonNull(session);
            Objects.requireNonNull(signal);
        }
    }

    /** What OpsPilot tells a session. */
    sealed interface Signal {

        /**
         * A workflow is to be run, as this session.
         *
         * @param cause what triggered it, in words
         */
        record Run(Workflow workflow, String cause) implements Signal {
            public Run {
                Objects.requireNonNull(workflow);
                Objects.requireNonNull(cause);
            }
        }

        /**
         * What was asked for is no longer waited for: the session ends, also where it has not begun yet.
         *
         * @param asked the key of what asked for it; empty as earlier versions wrote it
         * @param because one sentence
         */
        record Withdrawn(Optional<HeardKey> asked, RitualName ritual, String intent, String because) implements Signal {
            public Withdrawn {
                Objects.requireNonNull(asked);
                Objects.requireNonNull(ritual);
                Objects.requireNonNull(intent);
                Objects.requireNonNull(because);
            }
        }

        /**
         * A session that a step of this one asked for has ended.
         *
         * @param verdict what it came to, in one word; empty when it came to none
         */
        record Ended(StepId step, SessionId of, SessionView.Status status, String verdict) implements Signal {
            public Ended {
                Objects.requireNonNull(step);
                Objects.requireNonNull(of);
                Objects.requireNonNull(status);
                Objects.requireNonNull(verdict);
            }
        }
    }

    /** What a button means, on every surface the same. */
    sealed interface Button {

        /** What somebody must be to press it. */
        default Role needs() {
            return switch (this) {
                case Why _, PostIncident _, Rate _ -> Role.VIEWER;
                case Correct _, Stop _ -> Role.OPERATOR;
                case Decide decide ->
                    switch (decide.choice()) {
                        case APPROVE, APPROVE_FOR_WINDOW, ROLL_BACK -> Role.APPROVER;
                        case DISMISS, DONE_BY_HAND, START_DRILL -> Role.OPERATOR;
                    };
            };
        }

        /** "Ask why" on a finding; each further press of the same person goes deeper. */
        record Why(FindingId finding) implements Button {}

        /** The words meant another ritual: this session ends, and one of that ritual begins. */
        record Correct(RitualName ritual) implements Button {}

        /** The post-incident draft, made from the log. */
        record PostIncident() implements Button {}

        /**
         * A decision about a play.
         *
         * @param shown the digest of the exact call that the person saw: {@link dev.opspilot.rituals.play.Play#shown}
         * @param reason in the person's words; may be empty
         */
        record Decide(PlayId play, Ruling.Choice choice, Digest shown, String reason) implements Button {
            public Decide {
                Objects.requireNonNull(play);
                Objects.requireNonNull(choice);
                Objects.requireNonNull(shown);
                Objects.requireNonNull(reason);
            }
        }

        /** The session is to end now, with what it has. */
        record Stop() implements Button {}

        /** Whether the session was of use to the person. */
        record Rate(boolean helpful) implements Button {}
    }
}
