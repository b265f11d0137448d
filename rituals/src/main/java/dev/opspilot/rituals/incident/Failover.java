package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Slug;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The traffic of a failing provider sent elsewhere. Another one is named only where the sources tell that it serves the
 * same; who else could is for people to say.
 *
 * @param serves what the figures in trouble are used for, as far as it is told
 * @param fit who serves all of that without being in trouble, whoever carries the most first
 */
record Failover(Subject from, Set<String> serves, List<Candidate> fit) {

    /** A provider with what was read of it. */
    record Candidate(Subject provider, List<Judged> figures) {
        /** The most that one of its counts comes to: who carries much already can take more. */
        double volume() {
            return figures.stream()
                    .map(each -> each.appraisal().series())
                    .filter(series -> series.unit() == Unit.COUNT)
                    .mapToDouble(series -> series.recent().present().sum())
                    .max()
                    .orElse(0);
        }

        /** A volume that may go either way also moves when others fail, and is no trouble of its own. */
        boolean isInTrouble() {
            return figures.stream()
                    .anyMatch(each ->
                            each.appraisal().disturbed() && each.appraisal().bad() != Bad.EITHER);
        }

        List<ReceiptId> receipts() {
            return figures.stream()
                    .flatMap(each -> each.receipts().stream())
                    .distinct()
                    .toList();
        }
    }

    /** Empty where all that could take the traffic are in trouble as well. */
    static Optional<Failover> from(Subject provider, CaseFile file) {
        List<Judged> known = file.read().known();
        List<Judged> own = of(provider, known);
        Set<String> troubled =
                serves(own.stream().filter(each -> each.appraisal().disturbed()).toList());
        Set<String> serves = troubled.isEmpty() ? serves(own) : troubled;
        List<Candidate> others = known.stream()
                .map(each -> each.appraisal().series().subject())
                .filter(subject -> subject.kind() == Subject.Kind.PROVIDER && !subject.equals(provider))
                .distinct()
                .map(subject -> new Candidate(subject, of(subject, known)))
                .filter(each -> !serves.isEmpty() && serves(each.figures()).containsAll(serves))
                .toList();
        List<Candidate> fit = others.stream()
                .filter(each -> !each.isInTrouble())
                .sorted(Comparator.comparingDouble(Candidate::volume)
                        .reversed()
                        .thenComparing(each -> each.provider().name()))
                .toList();
        return fit.isEmpty() && !others.isEmpty() ? Optional.empty() : Optional.of(new Failover(provider, serves, fit));
    }

    private static List<Judged> of(Subject provider, List<Judged> figures) {
        return figures.stream()
                .filter(each -> each.appraisal().series().subject().equals(provider))
                .toList();
    }

    private static Set<String> serves(List<Judged> figures) {
        Set<String> serves = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        figures.stream()
                .map(each -> each.appraisal().series())
                .map(Series::serves)
                .flatMap(Optional::stream)
                .forEach(serves::add);
        return serves;
    }

    /** The proposal; a tool can do it only where it is known who takes the traffic. */
    Play play(String because, List<ReceiptId> receipts) {
        return fit.isEmpty() ? unnamed(because, receipts) : to(fit.getFirst(), because, receipts);
    }

    private Play unnamed(String because, List<ReceiptId> receipts) {
        String away = Name.shown(from.name());
        return Play.proposed(
                id(),
                "Fail over from " + away + " to a provider that serves the same",
                "Sends new traffic to another provider until " + away + " recovers.",
                because
                        + (serves.isEmpty()
                                ? " No source tells which provider serves the same, so none is named."
                                : " No other provider that was read serves " + what() + ", so none is named."),
                new Rollback.Undo("Send the traffic to " + away + " again."),
                receipts);
    }

    private Play to(Candidate other, String because, List<ReceiptId> receipts) {
        String away = Name.shown(from.name());
        String to = Name.shown(other.provider().name());
        List<ReceiptId> all = new ArrayList<>(receipts);
        all.addAll(other.receipts());
        return Play.proposed(
                        id(),
                        "Fail over from " + away + " to " + to,
                        "Sends new traffic to " + to + " until " + away + " recovers.",
                        because + " " + Words.sentence(to) + " serves " + what()
                                + " as well, and its figures show no trouble"
                                + among(),
                        new Rollback.Undo("Send the traffic to " + away + " again."),
                        all.stream().distinct().toList())
                .meaning(new Intention(
                        ActKind.PROVIDERS_FAILOVER,
                        Optional.empty(),
                        Map.of("from", from.name(), "to", other.provider().name()),
                        "New " + what() + " no longer meet the trouble of " + away + ".",
                        to + " carries more than it is used to; watch its figures."));
    }

    /** Why it is the first of several; by its volume only where that was read, and is more than that of the next. */
    private String among() {
        if (fit.size() == 1) {
            return ".";
        }
        return (fit.get(0).volume() > fit.get(1).volume() ? "; it carries the most" : "; it is one") + " of "
                + fit.size() + " that could take them.";
    }

    private String id() {
        return "fail-over-" + Slug.of(from.name());
    }

    private String what() {
        return Words.listed(serves.stream().map(Name::shown).toList());
    }
}
