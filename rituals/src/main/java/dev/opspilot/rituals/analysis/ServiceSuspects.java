package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Weighs the services that fail. One is rarely a cause of its own: what changed it, or what it calls, explains more. */
final class ServiceSuspects {
    private final Trouble trouble;
    private final Scene scene;
    private final Providers providers;

    ServiceSuspects(Trouble trouble, Scene scene, Providers providers) {
        this.trouble = trouble;
        this.scene = scene;
        this.providers = providers;
    }

    List<Suspicion> weighed() {
        List<Subject> failing = scene.subjects(Subject.Kind.SERVICE).stream()
                .filter(service -> scene.of(service).stream().anyMatch(each -> trouble.shakes(each.fact())))
                .toList();
        return failing.stream()
                .map(service -> weighed(service, failing.size() == 1))
                .toList();
    }

    private Suspicion weighed(Subject service, boolean alone) {
        List<Sourced<Appraisal>> disturbed = scene.of(service).stream()
                .filter(each -> trouble.shakes(each.fact()))
                .toList();
        List<ReceiptId> receipts =
                disturbed.stream().flatMap(each -> each.receipts().stream()).toList();
        Appraisal.Stretch first = disturbed.stream()
                .map(each -> each.fact().stretch())
                .min(Comparator.comparing(Appraisal.Stretch::from))
                .orElseThrow();
        Instant onset = first.from();
        Suspicion suspicion = new Suspicion(service, "Service " + Name.shown(service.name()));
        boolean late = onset.isAfter(trouble.onset().plus(ChangeSuspects.GRACE));
        suspicion.argue(
                late ? -1 : alone ? 0.8 : 0.2,
                "It " + first.failing()
                        + (late
                                ? ", after the trouble began."
                                : alone
                                        ? (first.over()
                                                ? ", and no other service did."
                                                : ", and no other service does.")
                                        : "."),
                receipts);
        Duration lead = Duration.between(onset, trouble.main().fact().onset().orElse(onset));
        if (lead.compareTo(ChangeSuspects.GRACE) > 0) {
            suspicion.argue(
                    1,
                    "It began to fail " + Figures.duration(lead) + " before "
                            + trouble.main().fact().series().title() + " did.",
                    ChangeSuspects.joined(receipts, trouble.receipts()));
        }
        Optional<Sourced<Change>> changed = ChangeSuspects.near(trouble, scene).stream()
                .filter(each -> each.fact().service().equals(Optional.of(service.name())))
                .min(Comparator.comparing(each -> each.fact().id()));
        changed.ifPresent(change -> suspicion.argue(
                -1.5,
                "It was changed shortly before by " + change.fact().id() + ", which is the closer explanation.",
                change.receipts()));
        if (providers.oneAlone()) {
            suspicion.argue(
                    -1.5,
                    Words.sentence(Providers.listed(providers.failing())) + " " + providers.fails() + " while "
                            + providers.normalInWords() + ", which the service alone would not explain.",
                    providers.receipts());
        }
        return suspicion;
    }
}
