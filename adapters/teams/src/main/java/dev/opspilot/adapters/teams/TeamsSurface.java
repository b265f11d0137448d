package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.card.AnswerCards;
import dev.opspilot.adapters.teams.card.NoticeCards;
import dev.opspilot.adapters.teams.card.SessionCards;
import dev.opspilot.adapters.teams.card.TeamsMessage;
import dev.opspilot.rituals.delivery.Writers;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import dev.opspilot.rituals.surface.SessionView;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows sessions in Teams: one writer for each message, kept until the message's last state is there. Thread-safe. */
final class TeamsSurface implements ChatSurface {
    static final String NAME = "teams";

    private static final Logger LOG = LoggerFactory.getLogger(TeamsSurface.class);

    private final Desk desk;
    private final SessionCards sessions;
    private final AnswerCards answers;
    private final NoticeCards notices;
    private final Writers<PostKey, Draft, MessageWriter> writers = new Writers<>();

    TeamsSurface(Desk desk, PageLinks links) {
        this.desk = desk;
        this.sessions = new SessionCards(links);
        this.answers = new AnswerCards(links);
        this.notices = new NoticeCards(links);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CompletableFuture<Void> show(SessionView view) {
        return write(PostKey.board(view.id()), view.place(), new Draft.OfSession(view, sessions));
    }

    @Override
    public CompletableFuture<Void> answer(Answer answer) {
        return write(answer.key(), answer.place(), new Draft.OfAnswer(answer, answers));
    }

    @Override
    public CompletableFuture<Void> tell(HeardKey about, Person person, Place place, Notice notice) {
        Optional<Person> reader = Optional.of(person).filter(each -> !each.ofHouse());
        return once(about, chat(person, place), notices.render(notice), reader);
    }

    @Override
    public Optional<String> lost(Place place) {
        return desk.conversations().find(place.channel()).flatMap(Conversation::gone);
    }

    @Override
    public CompletableFuture<PostRef> announce(SessionId session, Announcement announcement) {
        PostKey key = PostKey.announcement(session, announcement.key());
        TeamsMessage message = answers.posted(announcement.audience(), announcement.text(), announcement.person());
        return write(key, announcement.to(), new Draft.Once(message, Optional.empty()))
                .thenApply(_ -> desk.book().find(key).orElseThrow());
    }

    /** A place whose channel is a person is the person's own chat. */
    private Place chat(Person person, Place place) {
        return place.channel().equals(person.id())
                ? desk.conversations()
                        .chatWith(person.id())
                        .map(chat -> new Place(NAME, chat.tenant(), chat.channel(), Optional.empty()))
                        .orElse(place)
                : place;
    }

    /** What can be typed. */
    void help(HeardKey about, Person person, Place place, Command.Help help) {
        var _ = once(about, place, notices.help(help), Optional.of(person));
    }

    /** Says hello. */
    void welcome(Place place, HeardKey about) {
        var _ = once(about, place, notices.welcome(), Optional.empty());
    }

    /** A message for the place, once for what it is about. */
    CompletableFuture<Void> once(HeardKey about, Place place, TeamsMessage message, Optional<Person> reader) {
        return write(new PostKey(SessionId.NONE, "told/" + about), place, new Draft.Once(message, reader));
    }

    /** Says something at once and without the post book, for when that is away; whether it arrives is not known. */
    void say(Place place, Notice notice) {
        desk.waits().run(() -> {
            Optional<Conversation> to = desk.conversations().find(place.channel());
            to.ifPresent(each -> {
                CallResult result =
                        desk.connector().post(each, place.thread(), Activities.message(notices.render(notice)));
                LOG.info("said in {}: {}", place.channel(), result);
            });
        });
    }

    /**
     * Hears of a message that a client still shows. Where an answer of Teams was lost, a board may have been posted twice:
     * the one that nobody writes is taken away as soon as somebody looks at it.
     */
    void seen(SessionId session, Place place, String message) {
        boolean stray = desk.book().look(PostKey.board(session)) instanceof PostBook.Entry.Posted kept
                && !kept.streaming()
                && kept.ref().channel().equals(place.channel())
                && !kept.ref().message().equals(message);
        if (stray
                && desk.book().sessionAt(new PostRef(place.channel(), message)).isEmpty()) {
            desk.waits()
                    .run(() -> desk.conversations().find(place.channel()).ifPresent(in -> {
                        CallResult result = desk.connector().delete(in, place.thread(), message);
                        LOG.info("a second message of session {} was taken away: {}", session, result);
                    }));
        }
    }

    /** What the session's message is to show by now, where this node writes it. */
    Optional<SessionView> newest(SessionId session) {
        return writers.find(PostKey.board(session))
                .flatMap(writer -> writer.newest().board());
    }

    private CompletableFuture<Void> write(PostKey key, Place place, Draft draft) {
        if (!place.surface().equals(NAME)) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("a place of " + place.surface() + ", not of " + NAME));
        }
        return writers.write(key, draft, whenIdle -> new MessageWriter(key, place, desk, whenIdle));
    }

    /** How many messages are being written. */
    int open() {
        return writers.open();
    }
}
