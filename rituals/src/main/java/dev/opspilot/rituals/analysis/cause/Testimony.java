package dev.opspilot.rituals.analysis.cause;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts a charge into words. */
final class Testimony {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final MathContext ONE_DIGIT = new MathContext(1);
    private static final double WORTH_MENTIONING = 2;

    private final Frame frame;
    private final Symptom symptom;
    private final CallGraph graph;

    Testimony(Frame frame, Symptom symptom, CallGraph graph) {
        this.frame = frame;
        this.symptom = symptom;
        this.graph = graph;
    }

    /** The suspect; empty where nothing that it shows speaks against it. */
    Optional<RankedServices.Ranked> about(String service, Charge charge, List<Movement> movements) {
        List<Movement> speaking = movements.stream()
                .filter(movement -> (movement.kind() == MetricKind.TRAFFIC) == charge.traffic())
                .filter(movement -> movement.worse().onset() >= 0)
                .sorted(Comparator.comparing((Movement movement) -> movement.kind() == MetricKind.PRESENCE)
                        .thenComparing(
                                Comparator.comparingDouble(Testimony::surprise).reversed()))
                .toList();
        Optional<Movement> silence = speaking.stream()
                .filter(movement -> movement.kind() == MetricKind.PRESENCE && surprise(movement) >= WORTH_MENTIONING)
                .findFirst();
        Optional<Movement> first = speaking.stream()
                .filter(movement -> movement.kind() != MetricKind.PRESENCE)
                .findFirst();
        Optional<Movement> main =
                silence.isPresent() && first.map(Testimony::surprise).orElse(0.0) < surprise(silence.get())
                        ? silence
                        : first.or(() -> silence);
        return main.filter(movement -> charge.score() > 0).map(movement -> {
            List<String> sentences = new ArrayList<>();
            sentences.add(moved(movement));
            also(movement, speaking).ifPresent(sentences::add);
            sentences.add(place(service));
            sentences.add(neighbours(service, charge));
            return new RankedServices.Ranked(
                    service,
                    movement.key().metric(),
                    charge.score() / (1 + charge.score()),
                    frame.timeOf(movement.worse().onset()),
                    String.join(" ", sentences));
        });
    }

    private static double surprise(Movement movement) {
        return movement.worse().surprise();
    }

    private String moved(Movement movement) {
        return movement.key().metric() + " " + course(movement) + ", since "
                + TIME.format(frame.timeOf(movement.worse().onset())) + "; " + chance(movement) + ".";
    }

    private static String course(Movement movement) {
        String verb = movement.rises() ? "rose" : "fell";
        Spread usual = movement.usual();
        String least = figure(usual.least());
        String most = figure(usual.most());
        return verb + " to " + figure(movement.worse().value()) + " (usually "
                + (least.equals(most) ? least : least + " to " + most) + ")";
    }

    private static String chance(Movement movement) {
        double bans = surprise(movement);
        if (bans < 1) {
            return "such a swing is usual";
        }
        BigDecimal once = BigDecimal.valueOf(Math.pow(10, Math.min(bans, 6))).round(ONE_DIGIT);
        return "a swing like this comes by chance " + (bans > 6 ? "less than " : "about ") + "once in "
                + String.format(Locale.ROOT, "%,d", once.toBigInteger()) + " stretches of this length";
    }

    private static Optional<String> also(Movement main, List<Movement> speaking) {
        String others = speaking.stream()
                .filter(movement -> !movement.key().equals(main.key()) && surprise(movement) >= WORTH_MENTIONING)
                .limit(2)
                .map(movement -> movement.key().metric() + " " + course(movement))
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? Optional.empty() : Optional.of("Also " + others + ".");
    }

    /** How the service relates to the symptom. */
    private String place(String service) {
        if (service.equals(symptom.service())) {
            return "The symptom was noticed here.";
        }
        List<String> down = graph.path(symptom.service(), service);
        if (!down.isEmpty()) {
            return symptom.service() + ", where the symptom was noticed, calls it" + way(down) + ".";
        }
        List<String> up = graph.path(service, symptom.service());
        return up.isEmpty()
                ? "No known call connects it with " + symptom.service() + ", where the symptom was noticed."
                : "It calls " + symptom.service() + ", where the symptom was noticed" + way(up) + ".";
    }

    private static String way(List<String> path) {
        List<String> between = path.subList(1, path.size() - 1);
        return between.isEmpty() ? " directly" : " by way of " + String.join(", ", between);
    }

    private String neighbours(String service, Charge charge) {
        String side = charge.traffic() ? "calls it" : "it calls";
        boolean alone = charge.traffic()
                ? graph.callersOf(service).isEmpty()
                : graph.calleesOf(service).isEmpty();
        if (alone) {
            return charge.traffic() ? "No known service calls it." : "It calls no known service.";
        }
        return charge.explained() > 0.5
                ? "What " + side + " is disturbed as well and may account for it."
                : "What " + side + " directly does not account for it.";
    }

    private static String figure(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
