package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.card.AnswerCards;
import dev.opspilot.adapters.teams.card.SessionCards;
import dev.opspilot.adapters.teams.card.StreamText;
import dev.opspilot.adapters.teams.card.TeamsMessage;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Instant;
import java.util.Optional;

/** What a message on Teams should say. */
sealed interface Draft extends dev.opspilot.rituals.delivery.Draft {

    /** How much of it is drawn: less where Teams does not take more. */
    enum Size {
        WHOLE,
        SMALLER,
        PLAIN
    }

    /** The message by itself. */
    TeamsMessage message(Size size, Instant now);

    /**
     * The message as the end of a stream.
     *
     * @param said what was streamed before
     */
    default TeamsMessage end(Size size, StreamText said, Instant now) {
        return message(size, now);
    }

    /** The session whose own message it is; empty for any other. */
    default Optional<SessionView> board() {
        return Optional.empty();
    }

    /** Who alone needs to see it; empty where it is for everybody. */
    default Optional<Person> only() {
        return Optional.empty();
    }

    /** What is wanted of the message, when so much of it was streamed already. */
    default Progress.Need need(StreamText said) {
        return new Progress.Need(last(), true, "", said);
    }

    /** A session's own message. */
    record OfSession(SessionView view, SessionCards cards) implements Draft {
        @Override
        public long version() {
            return view.version();
        }

        @Override
        public boolean last() {
            return view.status().isEnd();
        }

        @Override
        public Optional<SessionView> board() {
            return Optional.of(view);
        }

        @Override
        public Progress.Need need(StreamText said) {
            boolean settled = last() || view.status() == SessionView.Status.WAITING;
            return new Progress.Need(last(), settled, StreamText.informative(view), said.with(view));
        }

        @Override
        public TeamsMessage message(Size size, Instant now) {
            return switch (size) {
                case WHOLE -> cards.render(view, now);
                case SMALLER -> cards.smaller(view, now);
                case PLAIN -> cards.plain(view);
            };
        }

        @Override
        public TeamsMessage end(Size size, StreamText said, Instant now) {
            return switch (size) {
                case WHOLE -> cards.ended(view, said, now);
                case SMALLER -> cards.endedSmaller(view, said, now);
                case PLAIN -> cards.plain(view);
            };
        }
    }

    /** The answer to a question; said once. */
    record OfAnswer(Answer answer, AnswerCards cards) implements Draft {
        @Override
        public long version() {
            return 1;
        }

        @Override
        public boolean last() {
            return true;
        }

        @Override
        public TeamsMessage message(Size size, Instant now) {
            return switch (size) {
                case WHOLE -> cards.render(answer, now);
                case SMALLER, PLAIN -> cards.plain(answer);
            };
        }
    }

    /**
     * Anything else; said once.
     *
     * @param reader who alone needs to see it; empty where it is for everybody
     */
    record Once(TeamsMessage whole, Optional<Person> reader) implements Draft {
        @Override
        public long version() {
            return 1;
        }

        @Override
        public boolean last() {
            return true;
        }

        @Override
        public TeamsMessage message(Size size, Instant now) {
            return whole;
        }

        @Override
        public Optional<Person> only() {
            return reader;
        }
    }
}
