package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Verification;
import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Sessions as nobody would make them: any size, any text. Each is made from one seed. */
public final class ArbitraryViews {
    private static final List<String> PARTS = List.of(
            "<!channel>",
            "<https://evil.example|ok>",
            "@here ",
            "[ok](https://evil.example) ",
            "![ok](https://evil.example/i.png) ",
            "<at>ana</at> ",
            "{{DATE(2026-11-23T14:00:00Z)}} ",
            "https://evil.example/x www.evil.example ",
            "# title\n1. one\n- two\n> three\n",
            "&lt;b&gt; __x__ _y_ [1] ",
            "&",
            "*bold* ~x~ `y` ",
            "A sentence. ",
            "\n",
            "\u202E\u200B",
            "👩‍🚒",
            "word ",
            "x".repeat(700),
            "&<>".repeat(300));

    private final Random random;
    private int plays;
    private final List<Receipt> receipts = Views.receipts(Views.ID);

    private ArbitraryViews(long seed) {
        this.random = new Random(seed);
    }

    public static Arbitrary<SessionView> any() {
        return Arbitraries.longs().map(seed -> new ArbitraryViews(seed).view());
    }

    public static Answer answer(SessionView view, Finding finding) {
        return new Answer(
                PostKey.answer(view.id(), new HeardKey("k")),
                view.place().inThread("1.1"),
                view.actor(),
                new Answer.Content.Why(new Explanation(finding, view.receipts()), Depth.CLAIM, List.of()));
    }

    private SessionView view() {
        return new SessionView(
                Views.ID,
                1,
                any(RitualName.values()),
                said(),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(new Understood(said(), any(Understood.By.values()))),
                any(SessionView.Status.values()),
                random.nextBoolean() ? "" : said(),
                Views.START,
                Optional.empty(),
                Optional.empty(),
                new Person("slack", "U1", text()),
                Views.CHANNEL,
                some(60, this::step),
                some(12, this::finding),
                telling(),
                some(14, this::widget),
                some(6, this::play),
                random.nextBoolean() ? Optional.empty() : Optional.of(workflow()),
                some(30, this::followUp),
                receipts,
                random.nextBoolean() ? Optional.empty() : Optional.of(diagnosis()),
                List.of(),
                List.of(),
                List.of());
    }

    private SessionView.Telling telling() {
        return random.nextBoolean()
                ? SessionView.Telling.PLAYBOOK
                : new SessionView.Telling(
                        Optional.of(said()),
                        random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of(new Narrative(
                                        said(), some(5, () -> new Narrative.Sentence(said(), proof())), List.of())),
                        random.nextBoolean() ? "" : said());
    }

    private <T> List<T> some(int most, Supplier<T> one) {
        int count = random.nextInt(4) == 0 ? most : random.nextInt(1 + most / 3);
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(one.get());
        }
        return all;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private String text() {
        return String.join("", some(random.nextInt(5) == 0 ? 40 : 6, () -> PARTS.get(random.nextInt(PARTS.size()))));
    }

    private String said() {
        return text() + "!";
    }

    private List<ReceiptId> proof() {
        List<ReceiptId> proof =
                new ArrayList<>(some(20, () -> new ReceiptId("unknown-" + random.nextInt(40) + text())));
        proof.add(receipts.get(random.nextInt(receipts.size())).id());
        return proof;
    }

    private PlanStep step() {
        return new PlanStep(
                new StepId("s" + random.nextInt(100)),
                text(),
                any(PlanStep.Status.values()),
                text(),
                some(15, () -> receipts.get(random.nextInt(receipts.size())).chip()));
    }

    private Finding finding() {
        return new Finding(
                random.nextInt(8) == 0 ? FindingId.VERDICT : new FindingId("f" + random.nextInt(100) + text()),
                said(),
                any(Finding.Confidence.values()),
                proof(),
                some(9, () -> new Finding.Calculation(text(), text(), text(), text(), proof())),
                some(9, () -> new Finding.Considered(text(), text(), proof())));
    }

    private Diagnosis diagnosis() {
        List<Suspect> suspects = new ArrayList<>(some(15, () -> suspect(any(Suspect.Standing.values()))));
        suspects.add(suspect(Suspect.Standing.LEADING));
        return new Diagnosis(Diagnosis.Verdict.SUSPECTS, suspects);
    }

    private Suspect suspect(Suspect.Standing standing) {
        List<Suspect.Evidence> evidence = new ArrayList<>(some(15, this::evidence));
        evidence.add(evidence());
        return new Suspect(Subject.change("c"), text(), random.nextDouble(), standing, evidence);
    }

    private Suspect.Evidence evidence() {
        return new Suspect.Evidence(random.nextBoolean(), text(), proof());
    }

    private Play play() {
        PlayPolicy policy = switch (random.nextInt(3)) {
            case 0 -> new PlayPolicy.Allowed();
            case 1 -> new PlayPolicy.NeedsApproval(1 + random.nextInt(3));
            default -> new PlayPolicy.Refused(text());
        };
        Rollback rollback = random.nextBoolean() ? new Rollback.Undo(text()) : new Rollback.Irreversible(text());
        Play play = new Play(
                new PlayId("p" + plays++ + text()),
                text(),
                text(),
                text(),
                policy,
                any(Play.Status.values()),
                rollback,
                proof());
        return random.nextBoolean() ? play : bound(play);
    }

    private Workflow workflow() {
        List<Workflow.Step> steps = new ArrayList<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            steps.add(new Workflow.Step("s" + i, text(), text(), List.of(), text(), text()));
        }
        return new Workflow(text(), text(), steps, proof());
    }

    private FollowUp followUp() {
        return new FollowUp(
                text(), text(), Duration.ofMinutes(random.nextInt(90_000)), text(), text(), text(), text(), proof());
    }

    private Play bound(Play play) {
        Bound bound = new Bound(new Act(text(), text(), text()), text(), Optional.empty(), Views.START);
        Play acted = play.meaning(new Intention(ActKind.FLAGS_REVERT, Optional.empty(), Map.of(), text(), text()))
                .bound(bound, new Rollback.Undo(text(), Optional.of(new Act(text(), text(), text()))));
        for (int i = random.nextInt(8); i > 0; i--) {
            acted = acted.ruled(new Ruling(any(Ruling.Choice.values()), text(), text(), text(), text(), Views.START));
        }
        if (random.nextBoolean()) {
            return acted;
        }
        return acted.started(Run.started(any(Run.Direction.values()), Views.START))
                .ended(any(Run.State.values()), text(), proof().getFirst())
                .verified(new Verification(random.nextBoolean(), text(), proof()))
                .at(any(Play.Status.values()), Optional.of(Views.START), Optional.of(text()));
    }

    private Widget widget() {
        Widget.Head head = Views.head("w" + random.nextInt(100), said(), proof());
        return switch (random.nextInt(8)) {
            case 0 -> new Widget.Metric(head, text(), Optional.of(text()), any(Widget.Tone.values()), values(300));
            case 1 -> table(head);
            case 2 ->
                new Widget.Timeline(
                        head,
                        some(
                                60,
                                () -> new Widget.Timeline.Entry(
                                        Views.START.plusSeconds(random.nextInt(90_000)),
                                        text(),
                                        random.nextBoolean(),
                                        proof())));
            case 3 -> chart(head);
            case 4 -> new Widget.Plan(head, some(40, this::text));
            case 5 -> new Widget.CommsKit(head, some(5, () -> new Widget.CommsKit.Draft(text(), text(), text())));
            case 6 -> new Widget.Toggle(head, text(), random.nextBoolean(), text());
            default -> new Widget.Note(head, text() + text());
        };
    }

    private Widget table(Widget.Head head) {
        int columns = random.nextInt(30);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            names.add(text());
        }
        return new Widget.Table(head, names, some(300, () -> {
            List<String> row = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                row.add(random.nextInt(20) == 0 ? text() : Integer.toString(random.nextInt(1_000)));
            }
            return row;
        }));
    }

    private Widget chart(Widget.Head head) {
        int points = random.nextInt(400);
        int step = random.nextInt(3) * 60;
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            times.add(Views.START.plusSeconds((long) i * step));
        }
        return new Widget.Chart(head, text(), times, some(20, () -> new Widget.Chart.Line(text(), exactly(points))));
    }

    private List<Double> values(int most) {
        return exactly(random.nextInt(most));
    }

    private List<Double> exactly(int count) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(
                    switch (random.nextInt(30)) {
                        case 0 -> Double.NaN;
                        case 1 -> Double.POSITIVE_INFINITY;
                        case 2 -> 1e300;
                        default -> random.nextGaussian() * 1_000;
                    });
        }
        return values;
    }
}
