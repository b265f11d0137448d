package dev.opspilot.rituals.analysis.cause;

import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Ranks services as cause of a symptom. Every metric's swing around the onset is measured against the swings of the
 * same length that undisturbed time shows ({@link SwingMeter}, {@link ExtremeTail}); the call graph then tells whose swings
 * explain whose ({@link Blame}); and the whole picture is judged against the pictures that undisturbed time offers:
 * if the strongest charge is nothing unusual, all is healthy, unless a service alone shows what is no chance and nothing
 * connects it with the symptom: then it is inconclusive. Where calls are not known, they are assumed
 * ({@link AssumedCalls}); a count from the beginning on is read by its increments ({@link Counter}). No metric or service is known by name, but words in
 * a metric's name tell which direction is bad ({@link MetricKind}).
 *
 * <p>Stateless and thread-safe. 100 services with 10 metrics each over a day of minutes take a fraction of a second.
 */
public final class ServiceRanking {
    /** A charge below this is no alarm, however calm the baseline. */
    private static final double LEAST_ALARM = 1.1;

    /** By how much a charge must exceed those of undisturbed time. */
    private static final double BEYOND_CALM = 1.6;

    private static final double CALM_QUANTILE = 0.95;
    /** How much more it takes when the service of the symptom shows nothing. */
    private static final double SYMPTOM_UNSEEN = 1.5;

    /** How much less it takes when the metric of the symptom did move, which by chance it hardly does just then. */
    private static final double SYMPTOM_CONFIRMED = 0.5;

    private static final double CONFIRMED = 2.5;

    private static final double ALMOST = 0.65;
    /** One in a hundred, as its logarithm: what is rarer among all metrics together is no chance. */
    private static final double BEYOND_CHANCE = 2;

    private static final int MOST_SUSPECTS = 5;

    private final Frame frame;
    private final Symptom symptom;
    private final CallGraph graph;
    private final List<String> services;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<List<Movement>> movements;
    private final CallGraph blamed;
    private final Blame.Neighbours neighbours;

    private ServiceRanking(Frame frame, Symptom symptom, Recording baseline, Recording series, CallGraph graph) {
        this.frame = frame;
        this.symptom = symptom;
        this.graph = graph;
        List<Movement> measured = Movements.of(frame, baseline, series);
        TreeSet<String> names = new TreeSet<>(graph.services());
        names.add(symptom.service());
        measured.forEach(movement -> names.add(movement.key().service()));
        services = List.copyOf(names);
        services.forEach(service -> numbers.put(service, numbers.size()));
        movements = services.stream()
                .<List<Movement>>map(service -> new ArrayList<>())
                .toList();
        measured.forEach(
                movement -> movements.get(number(movement.key().service())).add(movement));
        blamed = AssumedCalls.around(symptom.service(), graph, services);
        neighbours = Blame.Neighbours.in(blamed, services, numbers);
    }

    /**
     * The services that may have caused the symptom.
     *
     * @param baseline undisturbed time; where it overlaps the incident, robustness has to do
     * @param series the time around the symptom; metrics that the baseline lacks are ignored
     */
    public static RankedServices rank(Symptom symptom, Recording baseline, Recording series, CallGraph graph) {
        RankedServices ranked = framed(symptom, baseline, series, graph);
        return unmeasured(symptom, baseline, series).map(ranked::adding).orElse(ranked);
    }

    private static RankedServices framed(Symptom symptom, Recording baseline, Recording series, CallGraph graph) {
        Optional<Frame> frame = Frame.around(symptom.at(), baseline, series);
        if (frame.isEmpty()) {
            return RankedServices.inconclusive(
                    "The recordings are too short, or end too far from the symptom, to tell what is usual.");
        }
        RankedServices ranked = new ServiceRanking(frame.get(), symptom, baseline, series, graph).rank();
        return ranked.verdict() == Verdict.SUSPECTS || !frame.get().mayBeginInTrouble()
                ? ranked
                : new ServiceRanking(frame.get().comparedWithUsual(), symptom, baseline, series, graph).rank();
    }

    /** What stands for the symptom's own metric where that was not recorded. */
    private static Optional<String> unmeasured(Symptom symptom, Recording baseline, Recording series) {
        List<String> recorded = series.keys().stream()
                .filter(key -> key.service().equals(symptom.service())
                        && baseline.keys().contains(key))
                .map(MetricKey::metric)
                .toList();
        if (recorded.contains(symptom.metric())) {
            return Optional.empty();
        }
        return Optional.of("The symptom's own metric, " + symptom.metric() + " of " + symptom.service()
                + ", is not in both baseline and series: "
                + (recorded.isEmpty()
                        ? "nor is any other of this service, so those around it tell."
                        : "its others tell, " + String.join(", ", recorded) + "."));
    }

    private RankedServices rank() {
        if (movements.stream().allMatch(List::isEmpty)) {
            return RankedServices.inconclusive("No metric has enough values both in the baseline and in the series.");
        }
        int noticed = number(symptom.service());
        Signs signs = Signs.in(Movement.NOW, movements);
        CallGraph likely = AssumedCalls.between(blamed, graph, symptom.service(), signs, services);
        Charge[] charges = Blame.charges(Blame.Neighbours.in(likely, services, numbers), noticed, signs);
        List<Integer> order = IntStream.range(0, services.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer service) -> charges[service].score())
                        .reversed())
                .toList();
        double alarm = alarm(noticed, signs);
        // undisturbed time was judged by the calls that are known, so that the alarm is, too
        double strongest = Blame.strongest(neighbours, noticed, signs);
        boolean almost = strongest >= ALMOST * alarm;
        if (!almost && !standsOut(signs)) {
            return knowsSymptom(noticed)
                    ? RankedServices.healthy("Nothing stands out more than it does in undisturbed time.")
                    : RankedServices.inconclusive("Neither " + symptom.service() + " nor what it calls is measured.");
        }
        Testimony testimony = new Testimony(frame, symptom, graph);
        List<RankedServices.Ranked> suspects = order.stream()
                .flatMap(service ->
                        testimony.about(services.get(service), charges[service], movements.get(service)).stream())
                .limit(MOST_SUSPECTS)
                .toList();
        if (!almost) {
            return new RankedServices(
                    Verdict.INCONCLUSIVE,
                    suspects,
                    "Something stands out, but nothing shows that it reaches " + symptom.service() + ".");
        }
        // few windows of undisturbed time say little of how far it strays
        return strongest < alarm * (1 + 1 / frame.independent())
                ? new RankedServices(
                        Verdict.INCONCLUSIVE,
                        suspects,
                        "What can be charged with it is hardly more than in undisturbed time, whatever stands out by itself.")
                : new RankedServices(
                        Verdict.SUSPECTS,
                        suspects,
                        "What stands out is clearly more than what undisturbed time shows.");
    }

    /** Whether the trouble of a service is no chance, however many metrics there are to look at. */
    private boolean standsOut(Signs signs) {
        int looked = movements.stream().mapToInt(List::size).sum();
        return IntStream.range(0, services.size())
                        .mapToDouble(signs::trouble)
                        .max()
                        .orElse(0)
                >= BEYOND_CHANCE + Math.log10(looked);
    }

    /** The charge from which on there is an alarm. */
    private double alarm(int noticed, Signs signs) {
        double[] calm = IntStream.range(0, frame.calm().length)
                .parallel()
                .mapToDouble(window -> Blame.strongest(neighbours, noticed, Signs.in(window, movements)))
                .sorted()
                .toArray();
        double usual = calm[(int) (CALM_QUANTILE * (calm.length - 1))];
        double symptomSurprise = symptomSurprise(noticed);
        double doubt = 1;
        if (symptomSurprise >= CONFIRMED) {
            doubt = SYMPTOM_CONFIRMED;
        } else if (symptomSurprise >= 0 && signs.quiet(noticed)) {
            doubt = SYMPTOM_UNSEEN;
        }
        return doubt * Math.max(LEAST_ALARM, BEYOND_CALM * usual);
    }

    /** How far the symptom shows where it was noticed, in any metric of its kind; -1 where none is measured. */
    private double symptomSurprise(int noticed) {
        MetricKind kind = MetricKind.of(symptom.metric());
        return movements.get(noticed).stream()
                .filter(movement -> movement.kind() == kind)
                .mapToDouble(movement -> movement.worse().surprise())
                .max()
                .orElse(-1);
    }

    /** Whether the service where the symptom was noticed, or one that it calls, is measured. */
    private boolean knowsSymptom(int noticed) {
        return !movements.get(noticed).isEmpty()
                || graph.calleesOf(symptom.service()).stream()
                        .anyMatch(callee -> !movements.get(number(callee)).isEmpty());
    }

    private int number(String service) {
        Integer number = numbers.get(service);
        if (number == null) {
            throw new IllegalArgumentException("no service " + service);
        }
        return number;
    }
}
