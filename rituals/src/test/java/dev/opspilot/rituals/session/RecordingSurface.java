package dev.opspilot.rituals.session;

import dev.opspilot.rituals.delivery.GaveUpException;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.SessionView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A surface that shows at once and remembers. */
public final class RecordingSurface implements ChatSurface {
    private final Map<SessionId, CompletableFuture<SessionView>> ends = new ConcurrentHashMap<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final List<Announcement> announcements = new CopyOnWriteArrayList<>();
    private volatile Optional<String> refusal = Optional.empty();
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public CompletableFuture<Void> show(SessionView view) {
        if (view.status().isEnd() && closed.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return CompletableFuture.failedFuture(new GaveUpException("The channel is archived."));
        }
        if (view.status().isEnd()) {
            end(view.id()).complete(view);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> answer(Answer answer) {
        answers.add(answer);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<PostRef> announce(SessionId session, Announcement announcement) {
        announcements.add(announcement);
        return refusal.<CompletableFuture<PostRef>>map(why -> CompletableFuture.failedFuture(new GaveUpException(why)))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        new PostRef(announcement.to().channel(), "1." + announcements.size())));
    }

    /** Shows no end so many times. */
    public void closed(int times) {
        closed.set(times);
    }

    /** Takes no announcement from now on. */
    public void refuse(String why) {
        refusal = Optional.of(why);
    }

    public List<Announcement> announcements() {
        return List.copyOf(announcements);
    }

    @Override
    public CompletableFuture<Void> tell(HeardKey about, Person person, Place place, Notice notice) {
        notices.add(notice);
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<SessionView> end(SessionId session) {
        return ends.computeIfAbsent(session, _ -> new CompletableFuture<>());
    }

    /** The last view of a session, once it has ended. */
    public SessionView awaitEnd(SessionId session) throws Exception {
        return end(session).get(30, TimeUnit.SECONDS);
    }

    /** Whether the end of a session was shown. */
    public boolean hasShownEnd(SessionId session) {
        return end(session).isDone();
    }

    /** Returns once the store knows the session to be settled. */
    public void awaitSettled(MemorySessionStore store, SessionId session) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!store.isSettled(session)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(session + " is not settled");
            }
            Thread.onSpinWait();
        }
    }

    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    public List<Notice> notices() {
        return List.copyOf(notices);
    }
}
