package dev.opspilot.adapters.slack.write;

import dev.opspilot.adapters.slack.call.StreamRecipient;
import dev.opspilot.adapters.slack.draw.AnswerRenderer;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.SessionRenderer;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.SlackMessage;
import dev.opspilot.adapters.slack.draw.StreamChunk;
import dev.opspilot.adapters.slack.draw.StreamDrawing;
import dev.opspilot.adapters.slack.draw.Transcript;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a message on Slack should say. */
sealed interface Draft extends dev.opspilot.rituals.delivery.Draft {
    /** From when on the message can be on Slack; empty when that is not known. */
    Optional<Instant> since();

    SlackMessage whole(Instant now);

    SlackMessage plain();

    /** How it can be streamed; empty where it is to be posted. */
    Optional<Stream> stream();

    /** Whether it began so lately that a stream of it is worth it. */
    default boolean isYoung(Instant now) {
        return false;
    }

    /** What is heard when the person whom it is streamed to stops it. */
    default Optional<Heard> stopped() {
        return Optional.empty();
    }

    /** Whether it ended so long ago that the post book may have forgotten its message. */
    default boolean forgotten(Instant now) {
        return false;
    }

    private static boolean isForgotten(SessionView view, Instant now) {
        return view.finishedAt()
                .filter(end -> end.plus(PostBook.KEPT).isBefore(now))
                .isPresent();
    }

    /** A draft that can be streamed. */
    interface Stream {
        StreamRecipient recipient();

        Transcript.Said opening(Instant now);

        Transcript.Said further(Transcript before, Instant now);

        List<StreamChunk> closing();
    }

    /** A session's own message. */
    record OfSession(SessionView view, SessionRenderer renderer, StreamDrawing streams) implements Draft {
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

        @Override
        public Optional<Stream> stream() {
            return StreamRecipient.of(view).filter(_ -> !view.plan().isEmpty()).map(OfStream::new);
        }

        @Override
        public boolean isYoung(Instant now) {
            return now.isBefore(view.startedAt().plus(SlackLimits.STREAM_BEGINS_WITHIN));
        }

        @Override
        public Optional<Heard> stopped() {
            HeardKey key = new HeardKey("slack/stopped/" + view.id());
            return Optional.of(new Heard.Pressed(key, view.actor(), view.place(), view.id(), new Heard.Button.Stop()));
        }

        @Override
        public boolean forgotten(Instant now) {
            return isForgotten(view, now);
        }

        private final class OfStream implements Stream {
            private final StreamRecipient recipient;

            OfStream(StreamRecipient recipient) {
                this.recipient = recipient;
            }

            @Override
            public StreamRecipient recipient() {
                return recipient;
            }

            @Override
            public Transcript.Said opening(Instant now) {
                return streams.opening(view, now);
            }

            @Override
            public Transcript.Said further(Transcript before, Instant now) {
                return streams.further(view, before, now);
            }

            @Override
            public List<StreamChunk> closing() {
                return streams.closing(view);
            }
        }
    }

    /** What did not fit into a session's message; it changes with that. */
    record OfRest(SlackMessage message, SlackMessage plain, SessionView view) implements Finished {
        @Override
        public long version() {
            return view.version();
        }

        @Override
        public boolean forgotten(Instant now) {
            return isForgotten(view, now);
        }
    }

    /** An announcement, or what one person is told; said once. */
    record Once(SlackMessage message) implements Finished {
        @Override
        public long version() {
            return 1;
        }
    }

    /** A message that is drawn already. */
    sealed interface Finished extends Draft {
        SlackMessage message();

        @Override
        default boolean last() {
            return true;
        }

        @Override
        default Optional<Instant> since() {
            return Optional.empty();
        }

        @Override
        default SlackMessage whole(Instant now) {
            return message();
        }

        @Override
        default SlackMessage plain() {
            return new SlackMessage(
                    message().key(),
                    message().text(),
                    List.of(Blocks.section(message().text())));
        }

        @Override
        default Optional<Stream> stream() {
            return Optional.empty();
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

        @Override
        public Optional<Stream> stream() {
            return Optional.empty();
        }
    }
}
