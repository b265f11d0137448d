package dev.opspilot.bot;

import dev.opspilot.bot.policy.HouseRoles;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.Moments;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Notice.Action;
import dev.opspilot.rituals.surface.Notice.Line;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.SessionView;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Lists the sessions so far, searches them, shows one and stops one. Behind {@code sessions} stands {@code live},
 * {@code show ID}, {@code stop ID}, {@code after CURSOR [words]}, or words that must all stand in a session. Thread-safe.
 */
final class SessionsDesk implements OrderDesk {
    private static final int PAGE = 8;
    private static final int HEADLINE = 240;
    private static final int FINDINGS = 6;

    private final Archive archive;
    private final Inbox inbox;
    private final URI publicUrl;
    private final BiFunction<Person, Place, ZoneId> homes;

    /** @param homes the zone of whoever asks */
    SessionsDesk(Archive archive, Inbox inbox, URI publicUrl, BiFunction<Person, Place, ZoneId> homes) {
        this.archive = archive;
        this.inbox = inbox;
        this.publicUrl = publicUrl;
        this.homes = homes;
    }

    @Override
    public Topic topic() {
        return Topic.SESSIONS;
    }

    @Override
    public Role needs(Command.Order order) {
        return verb(order.words()).equals("stop") ? Role.OPERATOR : Role.VIEWER;
    }

    @Override
    public Notice take(Heard.Ordered order) {
        String words = order.order().words().strip();
        String rest = rest(words);
        return switch (verb(words)) {
            case "" -> list(order, new Archive.Query("", false, Optional.empty(), PAGE), "The latest");
            case "live" -> list(order, new Archive.Query("", true, Optional.empty(), PAGE), "At work");
            case "show" -> of(rest, session -> shown(session, moments(order)));
            case "stop" -> of(rest, session -> stopped(order, session));
            case "after" ->
                list(order, new Archive.Query(rest(rest), false, Optional.of(verbatim(rest)), PAGE), "Earlier");
            default -> list(order, new Archive.Query(words, false, Optional.empty(), PAGE), "With “" + words + "”");
        };
    }

    /** The owner's token sees all; who asks in chat sees what others asked in direct messages not. */
    private Notice list(Heard.Ordered order, Archive.Query query, String title) {
        boolean all = order.person().surface().equals(HouseRoles.CONSOLE);
        Archive.Page page = archive.page(all ? query : query.by(order.person()));
        if (page.entries().isEmpty()) {
            return new Notice(
                    title, List.of(Line.of("There are none.")), List.of(new Action("All sessions", "sessions", "")));
        }
        List<Action> actions = new ArrayList<>();
        page.next()
                .ifPresent(next -> actions.add(
                        new Action("Earlier", ("sessions after " + next + " " + query.words()).strip(), "")));
        if (!query.live()) {
            actions.add(new Action("At work now", "sessions live", ""));
        }
        Moments moments = moments(order);
        String count = page.total() == 1 ? "1 session" : String.format(Locale.ROOT, "%,d sessions", page.total());
        return new Notice(
                title + " · " + count,
                page.entries().stream().map(each -> line(each, moments)).toList(),
                actions);
    }

    private static Line line(Archive.Entry entry, Moments moments) {
        String text = entry.ritual().key()
                + " “" + entry.intent() + "” · " + state(entry.status()) + " · " + moments.at(entry.startedAt())
                + (entry.actor().name().isEmpty()
                        ? ""
                        : " · asked by " + entry.actor().name())
                + (entry.headline().isEmpty() ? "" : "\n" + PlainText.clipped(entry.headline(), HEADLINE));
        List<Action> actions = new ArrayList<>();
        actions.add(new Action("Show", "sessions show " + entry.id(), ""));
        if (!entry.status().isEnd()) {
            actions.add(stop(entry.id()));
        }
        return new Line(text, actions);
    }

    private static Action stop(SessionId id) {
        return new Action("Stop", "sessions stop " + id, "It ends now, with what it has found so far.");
    }

    private interface Answering {
        Notice to(SessionView session);
    }

    private Notice of(String id, Answering answering) {
        try {
            return archive.session(new SessionId(id)).map(answering::to).orElseGet(() -> unknown(id));
        } catch (IllegalArgumentException notAnId) {
            return unknown(id);
        }
    }

    private static Notice unknown(String id) {
        return new Notice(
                "No such session",
                List.of(Line.of("There is no session “" + id + "”.")),
                List.of(new Action("All sessions", "sessions", "")));
    }

    private Notice shown(SessionView session, Moments moments) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(state(session.status()) + " · asked by "
                + session.actor().name() + " at " + moments.at(session.startedAt()) + " · "
                + session.receipts().size() + " receipts"));
        session.findings().stream()
                .limit(FINDINGS)
                .map(finding -> Line.of("• " + finding.text()))
                .forEach(lines::add);
        if (!session.reason().isEmpty()) {
            lines.add(Line.of(session.reason()));
        }
        lines.add(Line.of(publicUrl.resolve("/#/sessions/" + session.id()).toString()));
        List<Action> actions = session.status().isEnd() ? List.of() : List.of(stop(session.id()));
        return new Notice(session.ritual().key() + " “" + session.intent() + "”", lines, actions);
    }

    private Notice stopped(Heard.Ordered order, SessionView session) {
        if (session.status().isEnd()) {
            return Notice.of("It has ended already", "The session was " + state(session.status()) + " before.");
        }
        inbox.accept(new Heard.Pressed(
                new HeardKey("stop/" + session.id() + "/" + order.person().id()),
                order.person(),
                order.place(),
                session.id(),
                new Heard.Button.Stop()));
        return Notice.of("Stopping", "“" + session.intent() + "” ends now, with what it has found so far.");
    }

    private static String verb(String words) {
        return verbatim(words).toLowerCase(Locale.ROOT);
    }

    private static String verbatim(String words) {
        return words.strip().split(" ", 2)[0];
    }

    private static String rest(String words) {
        String[] parts = words.strip().split(" ", 2);
        return parts.length == 2 ? parts[1].strip() : "";
    }

    private Moments moments(Heard.Ordered order) {
        return new Moments(homes.apply(order.person(), order.place()));
    }

    private static String state(SessionView.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
