package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Weighs what somebody changed: by its time, by who suffers, and by how the providers stand. */
final class ChangeSuspects {
    /** How exactly an onset is known. */
    static final Duration GRACE = Duration.ofMinutes(2);

    /** How long ago a change may be and still count as near. */
    static final Duration NEAR = Duration.ofMinutes(60);

    /** The same in words. */
    static final String NEARLY = "the hour before the onset";

    private static final double NEARNESS = 3;
    private static final double NEARNESS_MINUTES = 25;
    private static final double AGE = 2;
    private static final double AGE_MINUTES = 120;

    private final Trouble trouble;
    private final Scene scene;
    private final Providers providers;

    ChangeSuspects(Trouble trouble, Scene scene, Providers providers) {
        this.trouble = trouble;
        this.scene = scene;
        this.providers = providers;
    }

    List<Suspicion> weighed() {
        return scene.changes().stream()
                .filter(each -> !isRemedy(each.fact()))
                .map(this::weighed)
                .toList();
    }

    /** What OpsPilot did after the trouble began was done about it, and is no suspicion that has to be ruled out. */
    private boolean isRemedy(Change change) {
        return change.kind() == Change.Kind.PLAY && isLate(change);
    }

    private boolean isLate(Change change) {
        return change.at().isAfter(trouble.onset().plus(GRACE));
    }

    /** The changes that stand shortly before the onset. */
    static List<Sourced<Change>> near(Trouble trouble, Scene scene) {
        return scene.changes().stream()
                .filter(each -> !trouble.openStart())
                .filter(each -> {
                    Duration lead = Duration.between(each.fact().at(), trouble.onset());
                    return lead.compareTo(GRACE.negated()) >= 0 && lead.compareTo(NEAR) <= 0;
                })
                .toList();
    }

    private Suspicion weighed(Sourced<Change> sourced) {
        Change change = sourced.fact();
        Suspicion suspicion = new Suspicion(Subject.change(change.id()), title(change));
        List<ReceiptId> receipts = joined(sourced.receipts(), trouble.receipts());
        if (isLate(change)) {
            return suspicion.refute(
                    "It came at " + Figures.clock(change.at()) + ", "
                            + Figures.duration(Duration.between(trouble.onset(), change.at()))
                            + " after the trouble began.",
                    receipts);
        }
        byTime(suspicion, change, receipts);
        change.service().ifPresent(service -> byService(suspicion, change, Subject.service(service), sourced));
        byProviders(suspicion);
        byCompany(suspicion, sourced);
        return suspicion;
    }

    private void byTime(Suspicion suspicion, Change change, List<ReceiptId> receipts) {
        if (trouble.openStart()) {
            suspicion.argue(
                    -1,
                    "The trouble was there before " + Figures.clock(trouble.onset())
                            + ", when the window begins, so its nearness cannot be told.",
                    receipts);
            return;
        }
        Duration lead = Duration.between(change.at(), trouble.onset());
        double minutes = Math.max(0, lead.toSeconds() / 60.0);
        double weight = NEARNESS * Math.exp(-minutes / NEARNESS_MINUTES) - AGE * (1 - Math.exp(-minutes / AGE_MINUTES));
        String when = "It came at " + Figures.clock(change.at()) + ", ";
        suspicion.argue(
                weight,
                lead.toSeconds() < 60
                        ? when + "within a minute of the onset."
                        : when + Figures.duration(lead) + " before the trouble began"
                                + (weight > 0 ? "." : ", which is a long time for a cause."),
                receipts);
    }

    private void byService(Suspicion suspicion, Change change, Subject service, Sourced<Change> sourced) {
        List<Sourced<Appraisal>> judged = scene.of(service);
        if (judged.isEmpty()) {
            return;
        }
        List<ReceiptId> receipts = joined(
                sourced.receipts(),
                judged.stream().flatMap(each -> each.receipts().stream()).toList());
        Optional<Appraisal.Stretch> first = judged.stream()
                .map(Sourced::fact)
                .filter(trouble::shakes)
                .map(Appraisal::stretch)
                .filter(stretch -> !stretch.openStart())
                .min(Comparator.comparing(Appraisal.Stretch::from));
        Optional<Instant> onset = first.map(Appraisal.Stretch::from);
        if (judged.stream().noneMatch(each -> trouble.shakes(each.fact()))) {
            suspicion.argue(
                    -2, "It changed " + Name.shown(service.name()) + ", whose own figures show no trouble.", receipts);
        } else if (onset.isEmpty() || onset.get().plus(GRACE).isBefore(change.at())) {
            suspicion.argue(
                    -1.5, "It changed " + Name.shown(service.name()) + ", which was failing before it.", receipts);
        } else {
            suspicion.argue(
                    1.5,
                    "It changed " + Name.shown(service.name()) + ", which "
                            + (onset.get().isBefore(change.at())
                                    ? "began to fail at " + Figures.clock(onset.get())
                                            + ", as close as an onset can be told."
                                    : first.get().failing() + "."),
                    receipts);
        }
    }

    private void byProviders(Suspicion suspicion) {
        if (providers.alike()) {
            suspicion.argue(
                    1,
                    providers.alikeInWords()
                            + ", which a cause on our side explains and one provider's outage does not.",
                    providers.receipts());
        } else if (providers.oneAlone()) {
            suspicion.argue(
                    -2,
                    "Only " + Providers.listed(providers.failing()) + " " + providers.fails() + " while "
                            + providers.normalInWords() + ", which speaks for the provider.",
                    providers.receipts());
        }
    }

    private void byCompany(Suspicion suspicion, Sourced<Change> sourced) {
        List<Sourced<Change>> near = near(trouble, scene);
        if (near.size() == 1 && near.getFirst().equals(sourced) && scene.changesComplete()) {
            suspicion.argue(
                    0.5, "It is the only change in " + NEARLY + ".", joined(sourced.receipts(), scene.changeCalls()));
        }
    }

    /** As in {@code Deploy 4812 of payments-api}; an id that says what it is stands alone. */
    static String title(Change change) {
        String kind = switch (change.kind()) {
            case DEPLOY -> "Deploy";
            case FLAG -> "Flag change";
            case CONFIG -> "Configuration change";
            case OTHER -> "Change";
            case PLAY -> "Play";
        };
        String id = Name.id(change.id());
        if (change.kind() == Change.Kind.PLAY) {
            return kind + " " + id;
        }
        boolean says = id.toLowerCase(Locale.ROOT).matches("(deploy|flag|config|change).*");
        return (says ? Words.sentence(id) : kind + " " + id)
                + change.service().map(service -> " of " + Name.shown(service)).orElse("");
    }

    static List<ReceiptId> joined(List<ReceiptId> one, List<ReceiptId> other) {
        List<ReceiptId> all = new ArrayList<>(one);
        all.addAll(other);
        return all.stream().distinct().toList();
    }
}
