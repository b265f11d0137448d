package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a message on Slack should say. */
sealed interface Draft extends dev.opspilot.rituals.delivery.Draft {
    /** From when on the message can be on Slack; empty when that is not known. */
    Optional<Instant> since();

    SlackMessage whole(Instant now);

    SlackMessage plain();

    /** A session's own message. */
    record OfSession(SessionView view, SessionRenderer renderer) implements Draft {
        private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

        @Override
        public long version() {
            return view.version();
        }

        @Override
        public boolean last() {
            return view.status().isEnd();
        }

        @Override
        public Optional<Instant> since() {
            return Optional.of(view.startedAt().minus(CLOCKS_APART));
        }

        @Override
        public SlackMessage whole(Instant now) {
            return renderer.render(view, now);
        }

        @Override
        public SlackMessage plain() {
            return renderer.plain(view);
        }
    }

    /** The answer to a question; said once. */
    record OfAnswer(Answer answer, AnswerRenderer renderer) implements Draft {
        @Override
        public long version() {
            return 1;
        }

        @Override
        public boolean last() {
            return true;
        }

        @Override
        public Optional<Instant> since() {
            return Optional.empty();
        }

        @Override
        public SlackMessage whole(Instant now) {
            return renderer.render(answer, now);
        }

        @Override
        public SlackMessage plain() {
            return renderer.plain(answer);
        }
    }
}
