package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the providers stand beside each other. One that fails alone points at itself; all of them failing alike point at
 * something that they share, which is on our side.
 */
record Providers(List<Subject> failing, List<Subject> normal, List<ReceiptId> receipts) {

    static Providers in(Scene scene) {
        List<Subject> failing = new ArrayList<>();
        List<Subject> normal = new ArrayList<>();
        List<ReceiptId> receipts = new ArrayList<>();
        for (Subject provider : scene.subjects(Subject.Kind.PROVIDER)) {
            List<Sourced<Appraisal>> judged = telling(scene, provider);
            if (!judged.isEmpty()) {
                (judged.stream().anyMatch(each -> each.fact().disturbed()) ? failing : normal).add(provider);
                judged.forEach(each -> receipts.addAll(each.receipts()));
            }
        }
        return new Providers(failing, normal, receipts.stream().distinct().toList());
    }

    /** What tells whether a provider fails: volumes that may go either way also move when others fail. */
    static List<Sourced<Appraisal>> telling(Scene scene, Subject provider) {
        List<Sourced<Appraisal>> all = scene.of(provider);
        List<Sourced<Appraisal>> oneSided =
                all.stream().filter(each -> each.fact().bad() != Bad.EITHER).toList();
        return oneSided.isEmpty() ? all : oneSided;
    }

    boolean alike() {
        return failing.size() >= 2 && normal.isEmpty();
    }

    boolean oneAlone() {
        return failing.size() == 1 && !normal.isEmpty();
    }

    /** All of them by name, as in {@code adyen and stripe}. */
    String names() {
        return listed(Stream.concat(failing.stream(), normal.stream()).toList());
    }

    static String listed(List<Subject> subjects) {
        List<String> names = subjects.stream().map(Subject::name).sorted().toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
