package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.widget.Widget;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a session shows to people at one moment; the one neutral picture that every surface draws.
 *
 * @param version how many events are behind it; a higher one replaces a lower one
 * @param understood how plain words were taken; empty when the ritual was named
 * @param reason why it ended before it was done; empty otherwise
 * @param findings in the order in which they should be read, the verdict first once there is one
 * @param questions asked about it in plain words, in their order
 * @param ratings one a person, the latest
 * @param announcements drafts that people posted, in the order of asking
 */
public record SessionView(
        SessionId id,
        long version,
        RitualName ritual,
        String intent,
        Optional<Understood> understood,
        Status status,
        String reason,
        Instant startedAt,
        Optional<Instant> firstInsightAt,
        Optional<Instant> finishedAt,
        Person actor,
        Place place,
        List<PlanStep> plan,
        List<Finding> findings,
        Telling telling,
        List<Widget> widgets,
        List<Play> plays,
        Optional<Workflow> workflow,
        List<FollowUp> followUps,
        List<Receipt> receipts,
        Optional<Diagnosis> diagnosis,
        List<Question> questions,
        List<Rating> ratings,
        List<Announcement> announcements) {

    /** Whether the session was of use to a person. */
    public record Rating(Person person, boolean helpful) {}

    /** Where a session stands. */
    public enum Status {
        RUNNING,
        WAITING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isEnd() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * Who tells what the session amounts to.
     *
     * @param asked the language mind that was asked; empty when none is configured for the ritual
     * @param narrative what it told, as far as it could prove it; empty until then
     * @param silence why the language mind was not heard, so that the playbook's verdict stands alone; empty otherwise
     */
    public record Telling(Optional<String> asked, Optional<Narrative> narrative, String silence) {
        /** The playbook mind alone. */
        public static final Telling PLAYBOOK = new Telling(Optional.empty(), Optional.empty(), "");

        public Telling {
            Objects.requireNonNull(asked);
            Objects.requireNonNull(narrative);
            Objects.requireNonNull(silence);
        }
    }

    public SessionView {
        Objects.requireNonNull(understood);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(telling);
        Objects.requireNonNull(workflow);
        plan = List.copyOf(plan);
        findings = List.copyOf(findings);
        widgets = List.copyOf(widgets);
        plays = List.copyOf(plays);
        followUps = List.copyOf(followUps);
        receipts = List.copyOf(receipts);
        questions = List.copyOf(questions);
        ratings = List.copyOf(ratings);
        announcements = List.copyOf(announcements);
    }

    /** A session that has just been asked for. */
    public static SessionView begun(Heard.Said said, Instant at) {
        return new SessionView(
                said.session(),
                1,
                said.ritual(),
                said.intent(),
                said.understood(),
                Status.RUNNING,
                "",
                at,
                Optional.empty(),
                Optional.empty(),
                said.person(),
                said.place(),
                List.of(),
                List.of(),
                Telling.PLAYBOOK,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The finding that sums the session up, once there is one. */
    public Optional<Finding> verdict() {
        return findings.stream()
                .filter(finding -> finding.id().equals(FindingId.VERDICT))
                .findFirst();
    }

    /**
     * The widgets to be drawn: without those that only repeat what a surface draws anyway, which are there for readers of
     * the data, and with how the suspicions moved at the end.
     */
    public List<Widget> shown() {
        return widgets.stream()
                .filter(widget -> !isTold(widget.head().template()))
                .sorted(Comparator.comparing(widget -> widget.head().template().equals("incident/hypotheses")))
                .toList();
    }

    private boolean isTold(String template) {
        return switch (template) {
            case "incident/suspects" -> diagnosis.isPresent();
            case "experiment/scaffold" -> workflow.isPresent();
            case "experiment/follow-ups" -> !followUps.isEmpty();
            default -> false;
        };
    }

    /** The answer to "why?" for one of the findings, or for the answer to a question. */
    public Optional<Explanation> why(FindingId finding) {
        List<Finding> all = Stream.concat(findings.stream(), questions.stream().flatMap(each -> each.answer().stream()))
                .toList();
        return Explanation.of(finding, all, receipts);
    }
}
