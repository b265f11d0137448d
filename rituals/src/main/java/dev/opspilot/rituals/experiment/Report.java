package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.analysis.experiment.Allocation;
import dev.opspilot.rituals.analysis.experiment.ArmData;
import dev.opspilot.rituals.analysis.experiment.Guardrail;
import dev.opspilot.rituals.analysis.experiment.Metric;
import dev.opspilot.rituals.analysis.experiment.Observation;
import dev.opspilot.rituals.analysis.experiment.PowerAnalysis;
import dev.opspilot.rituals.analysis.experiment.Readout;
import dev.opspilot.rituals.analysis.experiment.Sample;
import dev.opspilot.rituals.analysis.experiment.SequentialDesign;
import dev.opspilot.rituals.analysis.experiment.Spending;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Experiment;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a running or ended experiment has come to. */
sealed interface Report {
    /** Information that is told apart from a planned look's. */
    double LEAST_GAP = 0.01;

    /**
     * It was read.
     *
     * @param settings what it is read with
     * @param metrics the one that decides first, then the guardrails
     * @param planned what the smallest effect worth finding was taken from; empty where it is a share of control
     */
    record Read(
            Settings settings,
            Sourced<Experiment> experiment,
            List<Measured> metrics,
            Observation observed,
            Readout readout,
            Optional<PowerAnalysis> planned,
            List<ReceiptId> receipts)
            implements Report {
        Measured primary() {
            return metrics.getFirst();
        }
    }

    /**
     * It is there, and cannot be read.
     *
     * @param why one clause, with what would help
     */
    record Unreadable(Sourced<Experiment> experiment, String why) implements Report {}

    /** There is none of this name, or it is not clear which is meant. */
    record Unknown() implements Report {}

    /** No source told of any experiment, since none answered or none is connected. */
    record Silent() implements Report {}

    static Report of(Wish wish, Shelf shelf) {
        return Named.in(shelf, wish)
                .map(each -> of(each, wish, shelf))
                .orElseGet(() -> silent(shelf) ? new Silent() : new Unknown());
    }

    private static boolean silent(Shelf shelf) {
        return shelf.experiments().isEmpty()
                && (!shelf.asked(Capability.EXPERIMENTS_RESULTS)
                        || shelf.gaps().stream()
                                .anyMatch(gap -> gap.capability() == Capability.EXPERIMENTS_RESULTS && gap.silent()));
    }

    private static Report of(Sourced<Experiment> found, Wish wish, Shelf shelf) {
        Experiment experiment = found.fact();
        Settings settings = wish.settings();
        if (!settings.mistakes().isEmpty()) {
            return new Unreadable(found, String.join("; ", settings.mistakes()));
        }
        List<Measured> metrics = Measured.of(experiment, shelf, wish);
        if (metrics.isEmpty()) {
            return new Unreadable(
                    found,
                    "no metric is measured in every arm and defined: its outcomes are " + outcomes(experiment)
                            + ", and metrics.definitions must define one of them");
        }
        long units = experiment.arms().stream().mapToLong(Experiment.Arm::units).sum();
        Optional<Double> fraction = fraction(experiment, units, shelf);
        if (fraction.isEmpty()) {
            return new Unreadable(
                    found,
                    "its source says neither how many units nor how long were planned, so that no look at it is honest:"
                            + " bind plannedUnits or endsAt");
        }
        if (units == 0) {
            return new Unreadable(found, "no unit has entered it yet");
        }
        Measured primary = metrics.getFirst();
        Allocation allocation = new Allocation(
                experiment.arms().stream().map(Experiment.Arm::weight).toList());
        SequentialDesign looks = new SequentialDesign(
                settings.alpha(), settings.sides(), Spending.O_BRIEN_FLEMING, looks(fraction.get()));
        Optional<PowerAnalysis> planned = primary.found(allocation, experiment.plannedUnits(), settings);
        double effect = planned.map(PowerAnalysis::effect)
                .map(Math::abs)
                .orElse(Settings.USUAL_EFFECT * Math.abs(primary.control().average()));
        if (!(effect > 0)) {
            return new Unreadable(found, "“" + primary.title() + "” is 0 in control so far");
        }
        List<Measured> guards = metrics.subList(1, metrics.size()).stream()
                .filter(each -> each.control().average() != 0)
                .toList();
        Observation observed = new Observation(
                allocation,
                primary.metric(),
                effect,
                guards.stream().map(each -> guardrail(each, settings)).toList(),
                looks,
                arms(experiment, primary, guards));
        List<Measured> read = Stream.concat(Stream.of(primary), guards.stream()).toList();
        List<ReceiptId> receipts = Stream.concat(
                        found.receipts().stream(), read.stream().flatMap(each -> each.receipts().stream()))
                .distinct()
                .toList();
        return new Read(settings, found, read, observed, Readout.of(observed), planned, receipts);
    }

    private static String outcomes(Experiment experiment) {
        List<String> names = experiment.arms().getFirst().outcomes().stream()
                .map(each -> Words.oneLine(each.metric()))
                .toList();
        return names.isEmpty() ? "none" : Words.listed(names);
    }

    private static Guardrail guardrail(Measured measured, Settings settings) {
        Metric metric = measured.metric();
        return new Guardrail(
                metric, Proposal.MARGIN * Math.abs(measured.control().average()), settings.alpha());
    }

    private static List<ArmData> arms(Experiment experiment, Measured primary, List<Measured> guards) {
        List<ArmData> arms = new ArrayList<>();
        for (int i = 0; i < experiment.arms().size(); i++) {
            int arm = i;
            Experiment.Arm from = experiment.arms().get(arm);
            List<Sample> samples =
                    guards.stream().map(each -> each.samples().get(arm)).toList();
            arms.add(new ArmData(
                    from.name().isBlank() ? "arm " + (arm + 1) : from.name(),
                    from.units(),
                    primary.samples().get(arm),
                    samples));
        }
        return arms;
    }

    /** The share of the plan that is in, by units or else by time; 1 once it has ended. */
    private static Optional<Double> fraction(Experiment experiment, long units, Shelf shelf) {
        boolean over =
                experiment.endsAt().map(end -> !end.isAfter(shelf.asOf())).orElse(false);
        if (over) {
            return Optional.of(1.0);
        }
        if (experiment.plannedUnits() > 0) {
            return Optional.of(Math.clamp((double) units / experiment.plannedUnits(), LEAST_GAP, 1.0));
        }
        return experiment
                .endsAt()
                .map(end -> Math.clamp(
                        (double) Duration.between(experiment.startedAt(), shelf.asOf())
                                        .toSeconds()
                                / Duration.between(experiment.startedAt(), end).toSeconds(),
                        LEAST_GAP,
                        1.0));
    }

    /** The looks that are due by now, taken or not, and the present one: taken for granted, so that alpha is kept. */
    private static List<Double> looks(double fraction) {
        List<Double> looks = new ArrayList<>(Proposal.LOOKS.stream()
                .filter(each -> each <= fraction - LEAST_GAP)
                .toList());
        looks.add(fraction);
        return looks;
    }

    /** As in {@code 66.2 % of the planned 200,000 units}, also where more came than were planned. */
    static String progress(Read read) {
        long planned = read.experiment().fact().plannedUnits();
        if (planned <= 0) {
            return Figures.percent(
                            read.observed().looks().informationFractions().getLast()) + " of the planned time";
        }
        long units = read.observed().arms().stream().mapToLong(ArmData::units).sum();
        return Figures.percent((double) units / planned) + " of the planned " + Figures.count(planned) + " units";
    }
}
