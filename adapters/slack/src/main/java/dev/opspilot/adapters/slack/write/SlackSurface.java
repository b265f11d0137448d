package dev.opspilot.adapters.slack.write;

import dev.opspilot.adapters.slack.call.Desk;
import dev.opspilot.adapters.slack.draw.AnswerRenderer;
import dev.opspilot.adapters.slack.draw.CommsDrawing;
import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.adapters.slack.draw.SessionRenderer;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.draw.SlackMessage;
import dev.opspilot.adapters.slack.draw.StreamDrawing;
import dev.opspilot.rituals.delivery.Writers;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.SessionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes sessions and answers: one writer for each message, kept until the message's last state is there. Thread-safe. */
public final class SlackSurface {
    private static final Logger LOG = LoggerFactory.getLogger(SlackSurface.class);

    private final Desk desk;
    private final SessionRenderer sessions;
    private final StreamDrawing streams;
    private final AnswerRenderer answers;
    private final Writers<PostKey, Draft, MessageWriter> writers = new Writers<>();

    public SlackSurface(Desk desk, PageLinks links) {
        this.desk = desk;
        this.sessions = new SessionRenderer(links);
        this.streams = new StreamDrawing(links);
        this.answers = new AnswerRenderer(links);
    }

    /** See {@link ChatSurface#show}. */
    public CompletableFuture<Void> show(SessionView view) {
        PostKey key = PostKey.board(view.id());
        CompletableFuture<Void> shown = write(key, view.place(), new Draft.OfSession(view, sessions, streams));
        if (!view.status().isEnd()) {
            return shown;
        }
        return shown.thenComposeAsync(_ -> rest(view), desk.waits()::run);
    }

    /**
     * What the message does not hold follows in its thread, one message after the other, and changes with it; without it
     * the session is shown all the same.
     */
    private CompletableFuture<Void> rest(SessionView view) {
        try {
            List<SlackMessage> rest =
                    new ArrayList<>(sessions.rest(view, desk.clock().instant()));
            while (desk.book().find(PostKey.rest(view.id(), rest.size() + 1)).isPresent()) {
                rest.add(sessions.nothingMore(view, rest.size() + 1));
            }
            if (rest.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            Optional<Place> thread = view.place().thread().isPresent()
                    ? Optional.of(view.place())
                    : desk.book()
                            .find(PostKey.board(view.id()))
                            .map(board -> view.place().inThread(board.message()));
            CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
            for (SlackMessage message : thread.isPresent() ? rest : List.<SlackMessage>of()) {
                Draft draft = new Draft.OfRest(message, sessions.plainRest(view, message), view);
                written = written.thenComposeAsync(
                        _ -> write(message.key(), thread.orElseThrow(), draft), desk.waits()::run);
            }
            return written;
        } catch (RuntimeException e) {
            LOG.error("what the message of session {} does not hold is on its page only", view.id(), e);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** See {@link ChatSurface#answer}. */
    public CompletableFuture<Void> answer(Answer answer) {
        return write(answer.key(), answer.place(), new Draft.OfAnswer(answer, answers));
    }

    /** See {@link ChatSurface#announce}. */
    public CompletableFuture<PostRef> announce(SessionId session, Announcement announcement) {
        PostKey key = PostKey.announcement(session, announcement.key());
        return write(key, announcement.to(), new Draft.Once(CommsDrawing.posted(key, announcement)))
                .thenApplyAsync(_ -> desk.book().find(key).orElseThrow(), desk.waits()::run);
    }

    /** Says something in a direct message, once for its key. */
    public CompletableFuture<Void> told(PostKey key, Place place, Drawn what) {
        return write(key, place, new Draft.Once(new SlackMessage(key, what.text(), what.blocks())));
    }

    private CompletableFuture<Void> write(PostKey key, Place place, Draft draft) {
        if (!place.surface().equals(SlackIds.SURFACE)) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("a place of " + place.surface() + ", not of " + SlackIds.SURFACE));
        }
        return writers.write(key, draft, whenIdle -> new MessageWriter(key, place, desk, whenIdle));
    }

    /** How many messages are being written. */
    public int open() {
        return writers.open();
    }
}
