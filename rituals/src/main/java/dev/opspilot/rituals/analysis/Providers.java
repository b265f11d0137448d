package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.ArrayList;
import java.util.List;

/**
 * How the providers stand beside each other. One that fails alone points at itself; several failing alike point at
 * something that they share, which is on our side.
 *
 * @param over whether the trouble is, so that it is told in the past
 */
record Providers(List<Subject> failing, List<Subject> normal, boolean over, List<ReceiptId> receipts) {

    static Providers in(Scene scene, Trouble trouble) {
        List<Subject> failing = new ArrayList<>();
        List<Subject> normal = new ArrayList<>();
        List<ReceiptId> receipts = new ArrayList<>();
        for (Subject provider : scene.subjects(Subject.Kind.PROVIDER)) {
            List<Sourced<Appraisal>> judged = telling(scene, provider);
            if (!judged.isEmpty()) {
                (judged.stream().anyMatch(each -> trouble.shakes(each.fact())) ? failing : normal).add(provider);
                judged.forEach(each -> receipts.addAll(each.receipts()));
            }
        }
        return new Providers(
                failing, normal, trouble.over(), receipts.stream().distinct().toList());
    }

    /** What tells whether a provider fails: volumes that may go either way also move when others fail. */
    static List<Sourced<Appraisal>> telling(Scene scene, Subject provider) {
        List<Sourced<Appraisal>> all = scene.of(provider);
        List<Sourced<Appraisal>> oneSided =
                all.stream().filter(each -> each.fact().bad() != Bad.EITHER).toList();
        return oneSided.isEmpty() ? all : oneSided;
    }

    /** Whether several fail together. */
    boolean alike() {
        return failing.size() >= 2;
    }

    /** Who fails alike, and who does not, as a subject and verb of a sentence. */
    String alikeInWords() {
        String others = over ? " did" : normal.size() == 1 ? " does" : " do";
        return Words.sentence(listed(failing))
                + (over ? " failed alike" : " fail alike")
                + (normal.isEmpty() ? "" : " (" + listed(normal) + others + " not)");
    }

    /** The verb of one that fails. */
    String fails() {
        return over ? "failed" : "fails";
    }

    boolean oneAlone() {
        return failing.size() == 1 && !normal.isEmpty();
    }

    /** As in {@code adyen shows no trouble}. */
    String normalInWords() {
        return listed(normal) + (over ? " showed" : normal.size() == 1 ? " shows" : " show") + " no trouble";
    }

    static String listed(List<Subject> subjects) {
        return Words.listed(
                subjects.stream().map(Subject::name).sorted().map(Name::shown).toList());
    }
}
