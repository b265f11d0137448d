package dev.opspilot.adapters.console;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.receipt.SourceChip;
import dev.opspilot.rituals.session.CallId;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Announcement.State;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import dev.opspilot.rituals.surface.StepId;
import dev.opspilot.rituals.widget.WidgetId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Writes the log of a drill whose clock goes on by 150 ms with each event. */
final class DrillLog {
    static final SessionId ID = new SessionId("0d9f3c41c8a24f0e9b7a51d2e6f80312");
    static final Place PLACE = new Place("slack", "T1", "C024BE91L", Optional.of("1732441280.000100"));

    private static final Person JO = new Person("slack", "U024BE7LH", "jo");

    private final Instant start;
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final Map<StepId, List<SourceChip>> chips = new HashMap<>();
    private ReceiptChain chain = ReceiptChain.empty(ID);

    DrillLog(Instant start) {
        this.start = start;
    }

    Instant start() {
        return start;
    }

    Instant now() {
        return start.plusMillis(150L * events.size());
    }

    List<SessionEvent> events() {
        return List.copyOf(events);
    }

    void add(SessionEvent event) {
        events.add(event);
    }

    List<ReceiptId> receipts(int... numbers) {
        return IntStream.of(numbers).mapToObj(n -> receipts.get(n - 1).id()).toList();
    }

    void begin(String intent) {
        add(new SessionEvent.Started(
                start,
                new HeardKey("k1"),
                RitualName.INCIDENT,
                intent,
                Optional.empty(),
                JO,
                PLACE,
                start.plusSeconds(60)));
        add(new SessionEvent.Planned(
                now(),
                List.of(
                        PlanStep.pending("payments", "Read payments"),
                        PlanStep.pending("revenue", "Read revenue"),
                        PlanStep.pending("errors", "Count errors"),
                        PlanStep.pending("incidents", "Look for open incidents"),
                        PlanStep.pending("changes", "Collect deploys and flag changes"),
                        PlanStep.pending("rank", "Weigh the suspects"))));
        ask("payments", "Billing", "billing/payment_metrics", Capability.PAYMENTS_METRICS);
        ask("revenue", "Billing", "billing/revenue", Capability.REVENUE_METRICS);
        ask("errors", "Error tracker", "errors/counts", Capability.ERRORS_COUNTS);
        ask("incidents", "Status page", "incidents/open", Capability.INCIDENTS_OPEN);
        ask("changes", "Deploys", "deploys/recent", Capability.DEPLOYS_RECENT);
        ask("changes", "Flags", "flags/changes", Capability.FLAGS_CHANGES);
    }

    private void ask(String step, String source, String tool, Capability capability) {
        Query query = new Query(capability, start.minus(Duration.ofHours(3)), start, Duration.ofMinutes(1), 7);
        add(new SessionEvent.CallAsked(now(), new CallId(tool), new StepId(step), source, tool, query));
        add(new SessionEvent.StepMoved(now(), new StepId(step), PlanStep.Status.IN_PROGRESS, "", List.of()));
    }

    void answered(String step, String source, String tool, int millis, String words) {
        answer(step, source, tool, millis, false, Outcome.FOUND, words);
    }

    void cached(String step, String source, String tool, int millis, String words) {
        answer(step, source, tool, millis, true, Outcome.FOUND, words);
    }

    void nothing(String step, String source, String tool, int millis) {
        answer(step, source, tool, millis, false, Outcome.NOTHING, "nothing found");
    }

    void failed(String step, String source, String tool, int millis, String reason) {
        answer(step, source, tool, millis, false, Outcome.FAILED, reason);
    }

    private void answer(
            String step, String source, String tool, int millis, boolean cached, Outcome outcome, String words) {
        Optional<URI> link =
                outcome == Outcome.FOUND ? Optional.of(URI.create("https://example.com/" + tool)) : Optional.empty();
        Instant observed = cached ? now().minusSeconds(95) : now();
        Receipt receipt = chain.next(new ReceiptChain.Draft(
                source,
                tool,
                "{\"minutes\":180}",
                JO.actor(),
                now().minusMillis(millis),
                observed,
                Duration.ofMillis(millis),
                cached,
                outcome,
                words,
                link,
                Optional.empty()));
        chain = chain.with(receipt);
        receipts.add(receipt);
        Reading.Origin origin = new Reading.Origin(source, tool, "{\"minutes\":180}", observed, cached, words, link);
        Reading reading = outcome == Outcome.FAILED ? new Reading.Failed(origin, words) : new Reading.Nothing(origin);
        add(new SessionEvent.CallAnswered(now(), new CallId(tool), receipt, reading));
        List<SourceChip> all = chips.computeIfAbsent(new StepId(step), _ -> new ArrayList<>());
        all.add(receipt.chip());
        add(new SessionEvent.StepMoved(now(), new StepId(step), PlanStep.Status.COMPLETE, source + ": " + words, all));
    }

    /** The last call for a play, with what the tool made of it. */
    void ran(String play, Run.Direction direction, Function<Reading.Origin, Act.Answer> answer, Play.Status becomes) {
        ran(play, direction, started(play, direction).getLast(), answer, becomes);
    }

    /** The first call for a play, whose answer comes late. */
    void ranLate(String play, Function<Reading.Origin, Act.Answer> answer, Play.Status becomes) {
        ran(play, Run.Direction.FORWARD, started(play, Run.Direction.FORWARD).getFirst(), answer, becomes);
    }

    private List<Instant> started(String play, Run.Direction direction) {
        return events.stream()
                .filter(event -> event instanceof SessionEvent.PlayStarted started
                        && started.play().value().equals(play)
                        && started.direction() == direction)
                .map(SessionEvent::at)
                .toList();
    }

    private void ran(
            String play,
            Run.Direction direction,
            Instant startedAt,
            Function<Reading.Origin, Act.Answer> answer,
            Play.Status becomes) {
        Receipt receipt = chain.next(new ReceiptChain.Draft(
                "Deploys",
                "deploys/rollback_deploy",
                "{\"id\":\"4812\"}",
                "slack:U7",
                now().minusMillis(200),
                now(),
                Duration.ofMillis(200),
                false,
                Outcome.FOUND,
                "accepted",
                Optional.empty(),
                Optional.of("Deploy 4812 again.")));
        chain = chain.with(receipt);
        receipts.add(receipt);
        Reading.Origin origin = new Reading.Origin(
                "Deploys", "deploys/rollback_deploy", "{\"id\":\"4812\"}", now(), false, "accepted", Optional.empty());
        add(new SessionEvent.PlayRan(
                now(), new PlayId(play), direction, Optional.of(startedAt), receipt, answer.apply(origin), becomes));
    }

    /** A draft that somebody posts, and what came of it. */
    void announced(String key, Person by, String audience, Optional<String> failure) {
        Place to = new Place("slack", "T1", "C0STATUS", Optional.empty());
        String text = "Card payments fail since 14:02; we are on it.";
        add(new SessionEvent.AnnouncementAsked(
                now(),
                new Announcement(
                        new HeardKey(key),
                        by,
                        PLACE,
                        new WidgetId("comms"),
                        audience,
                        to,
                        text,
                        now(),
                        new State.Posting())));
        Reading.Origin origin = new Reading.Origin(
                "Slack", "slack/announce", text, now(), false, failure.orElse("message 1.1"), Optional.empty());
        Receipt receipt = chain.next(new ReceiptChain.Draft(
                origin.source(),
                origin.tool(),
                origin.arguments(),
                by.actor(),
                now(),
                now(),
                Duration.ofMillis(90),
                false,
                failure.isEmpty() ? Outcome.FOUND : Outcome.FAILED,
                origin.result(),
                origin.link(),
                Optional.empty()));
        chain = chain.with(receipt);
        receipts.add(receipt);
        add(new SessionEvent.AnnouncementAnswered(now(), new HeardKey(key), receipt, origin, failure));
    }

    void finish() {
        add(new SessionEvent.StepMoved(
                now(), new StepId("rank"), PlanStep.Status.COMPLETE, "1 leads, 1 weakened, 1 refuted", List.of()));
        add(new SessionEvent.Finished(now(), Status.DONE, ""));
    }
}
