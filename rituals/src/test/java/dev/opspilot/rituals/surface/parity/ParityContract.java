package dev.opspilot.rituals.surface.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.Holidays;
import dev.opspilot.rituals.schedule.MemoryScheduleStore;
import dev.opspilot.rituals.schedule.ScheduleDesk;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same scenarios on every surface. Where the README says that a person can do something, everything that belongs to it
 * is there; where it says no, something is missing.
 */
public abstract class ParityContract {
    private static final AtomicInteger SESSIONS = new AtomicInteger();
    private static final ParityTable TABLE = ParityTable.read();

    /** The surface as the table's head names it, in lower case. */
    protected abstract String surface();

    /** Drives the surface, with nothing shown yet. */
    protected abstract SurfaceDriver driver();

    @ParameterizedTest
    @EnumSource
    void theTableSaysWhatIsSo(Ability ability) {
        List<String> missing = missing(ability, new SessionId("parity-" + SESSIONS.incrementAndGet()), driver());

        if (TABLE.says(ability, surface())) {
            assertThat(missing).isEmpty();
        } else {
            assertThat(missing).as("the README says no").isNotEmpty();
        }
    }

    @Test
    void theTableNamesEveryAbility() {
        List<String> named =
                List.of(Ability.values()).stream().map(Ability::words).toList();

        assertThat(TABLE.abilities()).isEqualTo(named);
    }

    private static List<String> missing(Ability ability, SessionId id, SurfaceDriver on) {
        Place place = on.place();
        return switch (ability) {
            case TYPE ->
                Wanted.nothing()
                        .said(on.type("incident payments just failed"), RitualName.INCIDENT, "payments just failed")
                        .said(on.type("payments just failed"), RitualName.INCIDENT, "payments just failed")
                        .missing();
            case FILL_IN ->
                Wanted.nothing()
                        .said(
                                on.fillIn(RitualName.EXPERIMENT, "test freemium gating"),
                                RitualName.EXPERIMENT,
                                "test freemium gating")
                        .missing();
            case ON_MESSAGE ->
                Wanted.nothing()
                        .said(on.drillOn("card payments are failing"), RitualName.INCIDENT, "card payments are failing")
                        .missing();
            case CORRECT ->
                Wanted.of(on.session(Views.told(id, place)))
                        .button(new Button.Correct(RitualName.BRIEF))
                        .button(new Button.Correct(RitualName.EXPERIMENT))
                        .missing();
            case PLAN -> plan(on, Views.working(id, place, 7));
            case FINDINGS -> {
                SessionView view = Views.done(id, place);
                yield Wanted.of(on.session(view)).findings(view).missing();
            }
            case SUSPECTS -> {
                SessionView view = Views.done(id, place);
                Wanted wanted = Wanted.of(on.session(view));
                view.diagnosis().orElseThrow().suspects().forEach(suspect -> {
                    wanted.text(suspect.title());
                    suspect.evidence().forEach(each -> wanted.text(each.text()));
                });
                yield wanted.missing();
            }
            case WIDGETS -> {
                SessionView view = Views.done(id, place);
                Wanted wanted = Wanted.of(on.session(view));
                view.widgets().forEach(wanted::widget);
                yield wanted.missing();
            }
            case ANNOUNCE -> announcement(on, Views.done(id, place));
            case PLAYS -> {
                SessionView view = Views.acted(id, place);
                Wanted wanted = Wanted.of(on.session(view));
                view.plays().forEach(wanted::play);
                yield wanted.missing();
            }
            case CONSEQUENCES -> {
                SessionView view = Views.acted(id, place);
                Wanted wanted = Wanted.of(on.session(view));
                view.plays().forEach(wanted::consequences);
                yield wanted.missing();
            }
            case POLICY -> {
                SessionView view = Views.acted(id, place);
                Wanted wanted = Wanted.of(on.session(view));
                view.plays().stream()
                        .flatMap(play -> play.bound().stream())
                        .forEach(call -> wanted.order(Notice.Action.policy(call).command()));
                Notice.Action set = new Notice.Action("Set to two people", "policy deploys/rollback two people", "");
                yield wanted.on(on.policy(view, new Notice("deploys/rollback: ask", List.of(), List.of(set))))
                        .text("deploys/rollback: ask")
                        .order(set.command())
                        .missing();
            }
            case LATER -> later(on, Views.told(id, place));
            case TELLING -> {
                SessionView view = Views.told(id, place);
                Wanted wanted = Wanted.of(on.session(view)).text("gpt-5");
                view.telling()
                        .narrative()
                        .orElseThrow()
                        .sentences()
                        .forEach(each -> wanted.text(each.text()).sources(view, each.receipts()));
                yield wanted.missing();
            }
            case ENDED_EARLY -> {
                SessionView view = Views.failed(id, place);
                yield Wanted.of(on.session(view)).text(view.reason()).missing();
            }
            case WHY -> why(on, Views.done(id, place));
            case RECEIPTS -> {
                SessionView view = Views.done(id, place);
                Wanted wanted = Wanted.of(on.receipts(view, stored(view)));
                view.receipts()
                        .forEach(each -> wanted.text(each.source())
                                .text(each.tool())
                                .text(stored(each).result())
                                .text(each.hash().hex().substring(0, 8)));
                yield wanted.missing();
            }
            case QUESTION -> question(on, Views.done(id, place));
            case DOCUMENT -> {
                SessionView view = Views.done(id, place);
                yield Wanted.of(on.session(view))
                        .button(new Button.PostIncident())
                        .on(on.answer(
                                view,
                                answer(
                                        view,
                                        new Answer.Content.Document("Post-incident draft", "## Cause\nDeploy 4812."))))
                        .text("Post-incident draft")
                        .text("Deploy 4812.")
                        .missing();
            }
            case STOP ->
                Wanted.of(on.session(Views.working(id, place, 7)))
                        .button(new Button.Stop())
                        .missing();
            case RATE ->
                Wanted.of(on.session(Views.done(id, place)))
                        .button(new Button.Rate(true))
                        .button(new Button.Rate(false))
                        .missing();
            case SCHEDULES -> schedules(on, place);
            case NOTICE ->
                Wanted.of(on.told(new Notice(
                                "Disabled: Morning brief (7)",
                                List.of(Notice.Line.of("It failed three times in a row.")),
                                List.of(new Notice.Action("Resume", "schedule resume 7", "")))))
                        .text("Disabled: Morning brief (7)")
                        .text("It failed three times in a row.")
                        .order("schedule resume 7")
                        .missing();
            case HELP ->
                Wanted.of(on.help())
                        .text("incident payments just failed")
                        .text("brief")
                        .text("experiment test freemium gating")
                        .text("schedule")
                        .text("sessions")
                        .missing();
        };
    }

    private static List<String> plan(SurfaceDriver on, SessionView view) {
        Wanted wanted = Wanted.of(on.session(view));
        for (PlanStep step : view.plan()) {
            wanted.text(step.title()).text(step.output());
            step.sources().forEach(chip -> wanted.text(chip.source()));
        }
        return wanted.missing();
    }

    private static List<String> announcement(SurfaceDriver on, SessionView view) {
        String text = "Card payments work again.";
        Optional<Heard.Submitted> submitted = on.announce(view, "Status page", text)
                .filter(Heard.Submitted.class::isInstance)
                .map(Heard.Submitted.class::cast)
                .filter(heard -> heard.text().equals(text));
        Wanted wanted = Wanted.nothing().also(submitted.isPresent(), "not posted: " + text);
        submitted.ifPresent(heard -> {
            Announcement failed = new Announcement(
                    heard.key(),
                    view.actor(),
                    view.place(),
                    heard.kit(),
                    heard.audience(),
                    view.place(),
                    heard.text(),
                    Views.START,
                    new Announcement.State.Failed(
                            Views.START, view.receipts().getFirst().id(), "The channel is archived."));
            wanted.on(on.session(new SessionViews(new SessionViews(view).at(view.version() + 1))
                            .withAnnouncements(List.of(failed))))
                    .text("The channel is archived.");
        });
        return wanted.missing();
    }

    private static List<String> later(SurfaceDriver on, SessionView view) {
        Wanted wanted = Wanted.of(on.session(view));
        wanted.text(view.workflow().orElseThrow().title());
        view.workflow()
                .orElseThrow()
                .steps()
                .forEach(step -> wanted.text(step.title())
                        .text(step.does())
                        .text(step.waits())
                        .text(step.undo()));
        view.followUps().forEach(each -> wanted.text(each.title()).text(each.because()));
        return wanted.missing();
    }

    private static List<String> why(SurfaceDriver on, SessionView view) {
        var why = view.why(FindingId.VERDICT).orElseThrow();
        Wanted wanted = Wanted.of(on.answer(view, answer(view, new Answer.Content.Why(why, Depth.CLAIM, List.of()))));
        why.finding()
                .considered()
                .forEach(each -> wanted.text(each.what()).text(each.because()).sources(view, each.receipts()));
        wanted.on(on.answer(view, answer(view, new Answer.Content.Why(why, Depth.CALCULATION, List.of()))));
        why.finding()
                .calculations()
                .forEach(each -> wanted.text(each.figure())
                        .text(each.value())
                        .text(each.expected())
                        .text(each.method())
                        .sources(view, each.receipts()));
        wanted.on(on.answer(view, answer(view, new Answer.Content.Why(why, Depth.READING, stored(view)))));
        why.receipts().forEach(each -> wanted.text(stored(each).result()));
        return wanted.missing();
    }

    private static List<String> question(SurfaceDriver on, SessionView view) {
        String question = "was it the canary?";
        boolean asked = on.ask(view, question)
                .filter(Heard.Asked.class::isInstance)
                .map(Heard.Asked.class::cast)
                .filter(heard -> heard.session().equals(view.id()))
                .filter(heard -> heard.question().equals(question))
                .isPresent();
        var why = view.why(FindingId.VERDICT).orElseThrow();
        return Wanted.of(on.answer(view, answer(view, new Answer.Content.Reply(question, "gpt-5", why))))
                .text(question)
                .text("gpt-5")
                .text(why.finding().text())
                .also(asked, "the question is not heard")
                .missing();
    }

    private static List<String> schedules(SurfaceDriver on, Place place) {
        MemoryScheduleStore store = new MemoryScheduleStore();
        Schedules schedules =
                new Schedules(store, _ -> {}, Holidays.NONE, ZoneId.of("UTC"), Map.of(), () -> Views.START);
        ScheduleDesk desk = new ScheduleDesk(schedules, new PageLinks("https://ops.example.com"));
        Person ana = new Person(place.surface(), "ana", "Ana");
        List<Notice> told = List.of("brief daily 07:30", "").stream()
                .map(words -> desk.take(new Heard.Ordered(
                        new HeardKey("parity/" + words), ana, place, new Command.Order(Command.Topic.SCHEDULE, words))))
                .toList();
        String id = store.all().getFirst().id().toString();
        return Wanted.of(on.schedules(schedules.seenFrom(place, ana), told.getLast()))
                .text("Morning brief")
                .text("07:30")
                .order("schedule run " + id)
                .order("schedule pause " + id)
                .order("schedule delete " + id)
                .missing();
    }

    private static Answer answer(SessionView view, Answer.Content content) {
        HeardKey key = new HeardKey("parity/" + SESSIONS.incrementAndGet());
        return new Answer(PostKey.answer(view.id(), key), view.place(), view.actor(), content);
    }

    private static List<ReceiptChain.Stored> stored(SessionView view) {
        return view.receipts().stream().map(ParityContract::stored).toList();
    }

    private static ReceiptChain.Stored stored(Receipt receipt) {
        return new ReceiptChain.Stored(receipt, "{\"call\":" + receipt.seq() + ",\"usual\":[118,131]}");
    }
}
