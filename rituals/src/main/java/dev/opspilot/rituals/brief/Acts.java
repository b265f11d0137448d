package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.ActWords;
import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.PastAct;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Calculation;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.RitualName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What OpsPilot itself did in a stretch of time: the drills, and the acts that people had it carry out. */
final class Acts {
    /** Acts that are told one by one, the latest. */
    private static final int TOLD = 2;

    private final List<PastSession> drills;
    private final boolean mayBeMore;
    private final List<PastAct> acts;
    private final Coverage coverage;
    private final List<ReceiptId> receipts;

    private Acts(
            List<PastSession> drills,
            boolean mayBeMore,
            List<PastAct> acts,
            Coverage coverage,
            List<ReceiptId> receipts) {
        this.drills = drills;
        this.mayBeMore = mayBeMore;
        this.acts = acts;
        this.coverage = coverage;
        this.receipts = receipts;
    }

    /** Empty where nothing was drilled or done, or where the log was not read. */
    static Optional<Section> of(Read read, Coverage coverage) {
        List<PastSession> sessions = read.sessions().stream().map(Sourced::fact).toList();
        List<PastSession> all = sessions.stream()
                .filter(each -> each.ritual().equals(RitualName.INCIDENT.key()))
                .sorted(Comparator.comparing(PastSession::startedAt))
                .toList();
        List<PastSession> drills = all.stream()
                .filter(each -> coverage.span().holds(each.startedAt()))
                .toList();
        boolean mayBeMore = all.size() >= PastSession.LATEST
                && all.get(all.size() - PastSession.LATEST)
                        .startedAt()
                        .isAfter(coverage.span().from());
        List<PastAct> acts = sessions.stream()
                .flatMap(each -> each.acts().stream())
                .filter(each -> coverage.span().holds(each.at())
                        || each.takenBackAt().filter(coverage.span()::holds).isPresent())
                .sorted(Comparator.comparing(PastAct::at))
                .toList();
        return drills.isEmpty() && acts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Acts(drills, mayBeMore, acts, coverage, read.receiptsOf(Set.of(Capability.SESSIONS_PAST)))
                                .section());
    }

    private Section section() {
        boolean calm = acts.isEmpty()
                && drills.stream().allMatch(each -> each.verdict().equals(Optional.of("healthy")));
        String words = words();
        return new Section(
                Section.Matter.ACTS,
                calm ? Weight.CALM : Weight.NOTABLE,
                words,
                new Finding(
                        new FindingId("acts"),
                        Words.sentence(words) + ".",
                        Confidence.HIGH,
                        receipts,
                        calculations(),
                        List.of()),
                List.of(),
                List.of());
    }

    private String words() {
        List<String> clauses = new ArrayList<>();
        if (!drills.isEmpty()) {
            PastSession last = drills.getLast();
            String count =
                    (mayBeMore ? "at least " : "") + Figures.counted(drills.size(), "drill") + " of OpsPilot ran, ";
            String at = coverage.times().moment(last.startedAt());
            clauses.add(count
                    + (drills.size() == 1
                            ? "at " + at + ", and " + Drilled.found(last)
                            : "the last at " + at + ", which " + Drilled.found(last) + others(last)));
        }
        List<PastAct> told = acts.subList(Math.max(0, acts.size() - TOLD), acts.size());
        told.forEach(each -> clauses.add(ActWords.of(each, coverage.times()::moment)));
        if (told.size() < acts.size()) {
            int more = acts.size() - told.size();
            clauses.add(Figures.counted(more, "earlier act") + (more == 1 ? " stands" : " stand") + " in the log");
        }
        return String.join("; ", clauses);
    }

    /** What the drills before the last came to, where that is something else. */
    private String others(PastSession last) {
        List<String> came = new ArrayList<>();
        for (Came each : Came.values()) {
            long n = drills.stream().filter(drill -> Came.of(drill) == each).count();
            if (n > 0 && each != Came.of(last)) {
                came.add(Figures.count(n) + " " + each.words);
            }
        }
        return came.isEmpty() ? "" : " (of those before, " + Words.listed(came) + ")";
    }

    /** What a drill can come to. */
    private enum Came {
        CAUSE("pointed to a cause"),
        NO_CAUSE("could not name a cause"),
        WELL("found nothing wrong");

        private final String words;

        Came(String words) {
            this.words = words;
        }

        static Came of(PastSession drill) {
            if (drill.verdict().equals(Optional.of("healthy"))) {
                return WELL;
            }
            return drill.causeTitle().isPresent() ? CAUSE : NO_CAUSE;
        }
    }

    private List<Calculation> calculations() {
        String method = "Counted in OpsPilot's own log from "
                + coverage.times().moment(coverage.span().from()) + " to "
                + coverage.times().moment(coverage.span().to()) + "."
                + (mayBeMore ? " Only the latest were read, so there may be more." : "");
        return List.of(
                new Calculation(
                        "Drills", (mayBeMore ? "at least " : "") + Figures.count(drills.size()), "", method, receipts),
                new Calculation("Acts", Figures.count(acts.size()), "", method, receipts));
    }
}
