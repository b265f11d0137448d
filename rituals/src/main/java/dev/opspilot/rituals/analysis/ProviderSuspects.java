package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Weighs the providers: by how they stand beside each other, what they publish, and whether we changed anything. */
final class ProviderSuspects {
    /** How far a published start and the onset may lie apart and still be the same event. */
    private static final Duration SAME_EVENT = Duration.ofMinutes(30);

    private static final Set<String> CLOSED = Set.of("resolved", "closed", "completed", "postmortem", "done");

    private final Trouble trouble;
    private final Scene scene;
    private final Providers providers;

    ProviderSuspects(Trouble trouble, Scene scene, Providers providers) {
        this.trouble = trouble;
        this.scene = scene;
        this.providers = providers;
    }

    List<Suspicion> weighed() {
        return Stream.concat(
                        scene.subjects(Subject.Kind.PROVIDER).stream(),
                        scene.incidents().stream()
                                .map(each -> each.fact().subject())
                                .filter(subject -> subject.kind() == Subject.Kind.PROVIDER))
                .distinct()
                .sorted(Comparator.comparing(Subject::name))
                .flatMap(provider -> weighed(provider).stream())
                .toList();
    }

    private Optional<Suspicion> weighed(Subject provider) {
        Suspicion suspicion = new Suspicion(provider, "Provider " + Name.shown(provider.name()));
        List<Sourced<Appraisal>> judged = Providers.telling(scene, provider);
        List<ReceiptId> receipts =
                judged.stream().flatMap(each -> each.receipts().stream()).toList();
        if (providers.normal().contains(provider)) {
            return Optional.of(suspicion.refute("Its own figures show no trouble.", receipts));
        }
        boolean failing = providers.failing().contains(provider);
        if (failing) {
            byComparison(suspicion, receipts);
        }
        boolean published = byIncident(suspicion, provider);
        if (!failing && !published) {
            return Optional.empty();
        }
        byChanges(suspicion);
        return Optional.of(suspicion);
    }

    private void byComparison(Suspicion suspicion, List<ReceiptId> receipts) {
        if (providers.oneAlone()) {
            suspicion.argue(
                    2.5,
                    "It " + providers.fails() + " alone, while " + providers.normalInWords() + ".",
                    providers.receipts());
        } else if (providers.alike()) {
            suspicion.argue(
                    providers.normal().isEmpty() ? -2 : -1.5,
                    providers.alikeInWords() + "; an outage of one of them would not reach the others.",
                    providers.receipts());
        } else {
            suspicion.argue(
                    0.3,
                    "It " + providers.fails() + ", and no other provider was read that it could be compared with.",
                    receipts);
        }
    }

    private boolean byIncident(Suspicion suspicion, Subject provider) {
        List<Sourced<Incident>> published = scene.incidents().stream()
                .filter(each -> each.fact().subject().equals(provider))
                .toList();
        for (Sourced<Incident> each : published) {
            Incident incident = each.fact();
            Duration apart =
                    Duration.between(incident.startedAt(), trouble.onset()).abs();
            String said =
                    "It published “" + Words.oneLine(incident.title()) + "” at " + Figures.clock(incident.startedAt());
            if (closed(incident)) {
                suspicion.argue(-0.5, said + ", which it says is over.", each.receipts());
            } else if (apart.compareTo(SAME_EVENT) <= 0 || trouble.openStart()) {
                suspicion.argue(2, said + ", about when the trouble began.", each.receipts());
            } else {
                suspicion.argue(0.3, said + ", which is " + Figures.duration(apart) + " apart.", each.receipts());
            }
        }
        if (published.isEmpty() && !scene.incidentCalls().isEmpty()) {
            suspicion.argue(-0.3, "No incident of it is listed.", scene.incidentCalls());
        }
        return !published.isEmpty();
    }

    private void byChanges(Suspicion suspicion) {
        if (scene.changeCalls().isEmpty() || !scene.changesComplete() || trouble.openStart()) {
            return;
        }
        if (ChangeSuspects.near(trouble, scene).isEmpty()) {
            suspicion.argue(
                    0.7, "Nothing was changed on our side in " + ChangeSuspects.NEARLY + ".", scene.changeCalls());
        }
    }

    static boolean closed(Incident incident) {
        return CLOSED.contains(incident.status().strip().toLowerCase(Locale.ROOT));
    }
}
