package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Trouble;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.incident.Reported.Standing;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.Finding.Considered;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Metric;
import dev.opspilot.rituals.widget.Widget.Tone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the trouble cost so far in things that customers do and in money. Figures are told side by side and never added
 * up: two of them may count the same customers, and currencies do not mix.
 *
 * @param units losses of things, what people should hear of first, first
 * @param money losses of money, each in its own currency
 * @param moneyRead the figures of money of which something can be said
 */
record Impact(List<Loss> units, List<Loss> money, List<Judged> moneyRead) {
    static final FindingId ID = FindingId.IMPACT;

    private static final int TOLD = 3;

    static Impact of(CaseFile file) {
        List<Loss> losses = file.disturbed().stream()
                .flatMap(each -> Loss.of(each).stream())
                .toList();
        boolean business = losses.stream().anyMatch(each -> each.business() && !each.money());
        List<Loss> units = losses.stream()
                .filter(each -> !each.money() && !inside(each))
                .filter(each -> !business || each.business())
                .filter(each -> !toldByShare(each, losses))
                .filter(each -> !toldBefore(each, losses))
                .limit(TOLD)
                .toList();
        return new Impact(
                units,
                losses.stream().filter(Loss::money).limit(TOLD).toList(),
                file.known().stream()
                        .filter(each -> each.appraisal().series().unit() == Unit.MONEY_MINOR)
                        .toList());
    }

    /** Whether it is of a service, whose errors are not customers. */
    private static boolean inside(Loss loss) {
        return switch (loss.judged().appraisal().series().subject().kind()) {
            case BUSINESS, PROVIDER -> false;
            case SERVICE, CHANGE -> true;
        };
    }

    /** Whether a share of the same subject tells the same, and better, as it knows of how many. */
    private static boolean toldByShare(Loss count, List<Loss> among) {
        Appraisal a = count.judged().appraisal();
        return a.series().unit() == Unit.COUNT
                && a.above()
                && among.stream()
                        .map(each -> each.judged().appraisal())
                        .anyMatch(each -> each.series().unit() == Unit.RATIO
                                && each.above()
                                && each.series().subject().equals(a.series().subject()));
    }

    /** Whether another of the same subject lost the very same, as orders and conversions do that are counted alike. */
    private static boolean toldBefore(Loss loss, List<Loss> among) {
        return among.subList(0, among.indexOf(loss)).stream()
                .anyMatch(each -> each.words().equals(loss.words())
                        && each.judged()
                                .appraisal()
                                .series()
                                .subject()
                                .equals(loss.judged().appraisal().series().subject())
                        && each.judged()
                                .appraisal()
                                .stretch()
                                .equals(loss.judged().appraisal().stretch()));
    }

    /** Everything that it tells of, things first. */
    List<Loss> losses() {
        return Stream.concat(units.stream(), money.stream()).toList();
    }

    /** The same within a sentence. */
    Optional<String> within() {
        return losses().isEmpty()
                ? Optional.empty()
                : Optional.of(Words.listed(losses().stream().map(Loss::clause).toList()));
    }

    /** What it amounts to in one clause, without a stop; empty when it cannot be told. */
    Optional<String> clause() {
        return losses().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.join("; ", losses().stream().map(Loss::sentence).toList()));
    }

    List<ReceiptId> receipts() {
        return Board.joined(
                losses().stream().map(each -> each.judged().receipts()).toList());
    }

    /** The finding; none when nothing is wrong. */
    Optional<Finding> finding(CaseFile file) {
        if (file.diagnosis().verdict() == Verdict.HEALTHY) {
            return Optional.empty();
        }
        if (file.trouble().isEmpty()) {
            return Optional.of(new Finding(
                    ID,
                    "The impact cannot be told: "
                            + (file.standing() == Standing.UNTOLD
                                            && !file.read().known().isEmpty()
                                    ? "nothing that was read tells whether the report is so."
                                    : "not everything that matters could be read."),
                    Confidence.LOW,
                    file.read().allReceipts(),
                    List.of(),
                    List.of()));
        }
        return Optional.of(finding(file, file.trouble().get()));
    }

    private Finding finding(CaseFile file, Trouble trouble) {
        List<String> sentences = new ArrayList<>();
        sentences.add(clause().map(words -> "Impact " + when(trouble) + ": " + words + ".")
                .orElse("The impact on customers cannot be told in numbers: "
                        + "no figure that is off counts what they do."));
        if (money.isEmpty()) {
            sentences.add(
                    moneyRead.isEmpty()
                            ? "No figure of money was read, so it cannot be told what it costs."
                            : "No figure of money departs by more than chance.");
        }
        List<Judged> undecided = undecided(file);
        if (!undecided.isEmpty()) {
            sentences.add("Outside what is expected, but "
                    + Statements.undecided(file.known().size()) + ": "
                    + undecided.stream()
                            .map(each -> Statements.clause(each.appraisal()))
                            .collect(Collectors.joining("; "))
                    + ".");
        }
        if (losses().size() > 1) {
            sentences.add("These are not added up, as they may count the same customers.");
        }
        return new Finding(
                ID,
                String.join(" ", sentences),
                confidence(trouble),
                Stream.concat(
                                receipts(file, trouble).stream(),
                                undecided.stream().flatMap(each -> each.receipts().stream()))
                        .distinct()
                        .toList(),
                Stream.concat(
                                losses().stream().map(Loss::calculation),
                                undecided.stream().map(Statements::calculation))
                        .toList(),
                moneyRead.stream()
                        .filter(each -> !each.appraisal().disturbed())
                        .map(each -> new Considered(
                                Statements.name(each.appraisal()),
                                "It is " + Statements.place(each.appraisal()) + ".",
                                each.receipts()))
                        .toList());
    }

    /**
     * What customers do and what is taken, where it may be lower but is not known to be. Of figures that tell the very
     * same, as orders and conversions do that are counted alike, one is told.
     */
    private static List<Judged> undecided(CaseFile file) {
        Set<String> told = new HashSet<>();
        return file.known().stream()
                .filter(Statements::isUndecided)
                .filter(each -> each.appraisal().series().subject().kind() == Subject.Kind.BUSINESS)
                .filter(each -> switch (each.appraisal().series().unit()) {
                    case COUNT, MONEY_MINOR -> each.appraisal().bad() == Bad.DOWN;
                    case RATIO, MILLIS -> false;
                })
                .filter(each -> told.add(each.appraisal().series().subject().name() + " "
                        + Statements.figureOverTime(each.appraisal()) + " " + Statements.range(each.appraisal())))
                .limit(TOLD)
                .toList();
    }

    private static String when(Trouble trouble) {
        Appraisal main = trouble.main().fact();
        return trouble.over()
                ? "while it lasted, from " + trouble.since() + " to "
                        + Figures.clock(main.stretch().to())
                : "so far, since " + trouble.since();
    }

    private Confidence confidence(Trouble trouble) {
        return losses().stream()
                .map(each -> Statements.confidence(each.judged().appraisal()))
                .min(Enum::compareTo)
                .map(least -> trouble.openStart() ? Confidence.LOW : least)
                .orElse(Confidence.LOW);
    }

    private List<ReceiptId> receipts(CaseFile file, Trouble trouble) {
        List<ReceiptId> receipts = new ArrayList<>(receipts());
        receipts.addAll(trouble.receipts());
        moneyRead.forEach(each -> receipts.addAll(each.receipts()));
        if (moneyRead.isEmpty()) {
            receipts.addAll(file.read().allReceipts());
        }
        return receipts;
    }

    /** A tile for the first loss of things and for the first of each currency. */
    List<Widget> tiles() {
        List<Loss> first = new ArrayList<>(units.stream().limit(1).toList());
        for (Loss loss : money) {
            boolean known = first.stream()
                    .anyMatch(each -> each.money()
                            && each.judged()
                                    .appraisal()
                                    .series()
                                    .currency()
                                    .equals(loss.judged().appraisal().series().currency()));
            if (!known) {
                first.add(loss);
            }
        }
        return first.stream().map(Impact::tile).toList();
    }

    private static Widget tile(Loss loss) {
        Appraisal a = loss.judged().appraisal();
        return new Metric(
                new Head(
                        Board.id("impact-" + loss.judged().key()),
                        "Impact: " + Statements.name(a),
                        "incident/impact",
                        loss.judged().receipts()),
                loss.inShort(),
                Optional.of(Statements.range(a) + " in "
                        + Figures.duration(a.stretch().length())),
                Tone.BAD,
                List.of());
    }
}
