package dev.opspilot.adapters.slack;

import dev.opspilot.adapters.slack.call.Desk;
import dev.opspilot.adapters.slack.call.DirectMessages;
import dev.opspilot.adapters.slack.call.Refusals;
import dev.opspilot.adapters.slack.call.SlackApi;
import dev.opspilot.adapters.slack.call.Whisper;
import dev.opspilot.adapters.slack.door.AgentStatus;
import dev.opspilot.adapters.slack.draw.NoticeDrawing;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.home.Home;
import dev.opspilot.adapters.slack.home.HomeRoom;
import dev.opspilot.adapters.slack.write.SlackSurface;
import dev.opspilot.rituals.delivery.Waits;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Slack as the rest of OpsPilot sees it: sessions and answers are written, and people are told. Thread-safe. */
final class SlackChat implements ChatSurface {
    private static final Set<HomeRoom> SHOW_SESSIONS =
            EnumSet.of(HomeRoom.CONSOLE, HomeRoom.INSTRUMENTS, HomeRoom.MUSEUM);
    private static final Set<HomeRoom> SHOW_ORDERS = EnumSet.of(HomeRoom.CONSOLE, HomeRoom.AUTOMATIONS);

    private static final Duration AFTER_A_CLAIM = Duration.ofMillis(500);

    private final SlackApi api;
    private final SlackSurface surface;
    private final Whisper whisper;
    private final DirectMessages directs;
    private final Map<HeardKey, CompletableFuture<Void>> telling = new ConcurrentHashMap<>();
    private final PostBook book;
    private final PostBook.Writer writer;
    private final NoticeDrawing notices;
    private final Waits waits;
    private final AgentStatus status;
    private final Home home;

    SlackChat(
            SlackSurface surface,
            Whisper whisper,
            DirectMessages directs,
            Desk desk,
            PageLinks links,
            AgentStatus status,
            Home home) {
        this.api = desk.api();
        this.surface = surface;
        this.whisper = whisper;
        this.directs = directs;
        this.book = desk.book();
        this.writer = desk.writer();
        this.notices = new NoticeDrawing(links);
        this.waits = desk.waits();
        this.status = status;
        this.home = home;
    }

    @Override
    public String name() {
        return SlackIds.SURFACE;
    }

    @Override
    public CompletableFuture<Void> show(SessionView view) {
        status.shown(view);
        home.changed(SHOW_SESSIONS);
        return surface.show(view);
    }

    /** What Slack says only when something is posted is not known here. */
    @Override
    public Optional<String> lost(Place place) {
        return api.isInstalled(place.workspace()) ? Optional.empty() : Refusals.lost(Refusals.NOT_INSTALLED);
    }

    @Override
    public CompletableFuture<Void> answer(Answer answer) {
        return surface.answer(answer);
    }

    @Override
    public CompletableFuture<PostRef> announce(SessionId session, Announcement announcement) {
        return surface.announce(session, announcement);
    }

    @Override
    public CompletableFuture<Void> tell(HeardKey about, Person person, Place place, Notice notice) {
        CompletableFuture<Void> told = new CompletableFuture<>();
        CompletableFuture<Void> before = telling.putIfAbsent(about, told);
        if (before != null) {
            return before; // the book keeps other nodes from it, not this one
        }
        try {
            var _ = told(about, person, place, notice).whenComplete((_, failure) -> {
                if (failure == null) {
                    told.complete(null);
                } else {
                    told.completeExceptionally(failure);
                }
            });
            return told.whenComplete((_, _) -> telling.remove(about));
        } catch (RuntimeException e) {
            telling.remove(about);
            throw e;
        }
    }

    private CompletableFuture<Void> told(HeardKey about, Person person, Place place, Notice notice) {
        PostKey key = new PostKey(SessionId.NONE, "notice/" + about);
        if (place.direct()) {
            // A message like any other there: known by its mark, so that one whose answer was lost is found again.
            return surface.told(key, place, notices.draw(notice))
                    .exceptionallyComposeAsync(outside -> inPrivate(about, person, place, notice, outside), waits::run)
                    .thenRun(() -> home.changed(SHOW_ORDERS));
        }
        return whispered(key, person, place, notice);
    }

    /** A direct message between others is one that the bot is not in: it then speaks in its own with the person. */
    private CompletableFuture<Void> inPrivate(
            HeardKey about, Person person, Place place, Notice notice, Throwable outside) {
        if (person.ofHouse() || person.id().equals(place.channel())) {
            return CompletableFuture.failedFuture(outside);
        }
        Place own = directs.with(place.workspace(), person);
        return own.channel().equals(place.channel())
                ? CompletableFuture.failedFuture(outside)
                : surface.told(new PostKey(SessionId.NONE, "notice/" + about + "/direct"), own, notices.draw(notice));
    }

    /** What one person alone sees cannot be found again; whoever tried it last may have died over it. */
    private CompletableFuture<Void> whispered(PostKey key, Person person, Place place, Notice notice) {
        return switch (book.claim(key, writer)) {
            case PostBook.Claim.Held(Duration left) -> {
                CompletableFuture<Void> later = new CompletableFuture<>();
                waits.after(left.plus(AFTER_A_CLAIM), () -> later.complete(null));
                yield later.thenCompose(_ -> whispered(key, person, place, notice));
            }
            case PostBook.Claim.Granted(PostBook.Entry before) -> whispered(key, person, place, notice, before);
        };
    }

    private CompletableFuture<Void> whispered(
            PostKey key, Person person, Place place, Notice notice, PostBook.Entry before) {
        if (before instanceof PostBook.Entry.Posted) {
            book.release(key, writer);
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> said = person.ofHouse()
                ? whisper.tellAll(place, notices.draw(notice))
                : whisper.tell(place, person.id(), notices.draw(notice));
        return said.whenComplete((_, failure) -> {
            if (failure == null) {
                book.written(key, writer, new PostBook.Entry.Posted(new PostRef(place.channel(), "told"), 1, false));
                home.changed(SHOW_ORDERS);
            } else {
                book.release(key, writer);
            }
        });
    }
}
