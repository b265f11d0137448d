package dev.opspilot.rituals.play;

import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.Receipts;
import dev.opspilot.rituals.receipt.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An act that OpsPilot proposes, and what became of it. A proposal changes nothing. Immutable.
 *
 * @param does what it does, in plain words
 * @param because why it is proposed here, one sentence
 * @param intention what it means to do; empty when no tool could do it
 * @param bound the exact call; empty when a person has to do it by hand
 * @param rulings what was decided about it since it was last proposed
 * @param runs the calls that were made for it, in their order
 * @param due when it runs; empty unless it waits for a change window
 * @param verification what a reading afterwards told
 * @param note why it stands where it stands, one sentence
 */
public record Play(
        PlayId id,
        String title,
        String does,
        String because,
        PlayPolicy policy,
        Status status,
        Rollback rollback,
        List<ReceiptId> receipts,
        Optional<Intention> intention,
        Optional<Bound> bound,
        List<Ruling> rulings,
        List<Run> runs,
        Optional<Instant> due,
        Optional<Verification> verification,
        Optional<String> note) {

    /** Where a play stands. */
    public enum Status {
        /** It waits for people. */
        PROPOSED,
        /** It was approved, and waits for a change window. */
        APPROVED,
        /** The call is being made. */
        RUNNING,
        /** The call was made, and what should change is watched. */
        VERIFYING,
        /** It was done, and what should change did, or nothing can be read that tells. */
        DONE,
        /** It was done, or may have been, and what should change did not. */
        UNVERIFIED,
        /** The tool did not do it. */
        FAILED,
        /** People decided against it. */
        DISMISSED,
        /** Nobody decided in time. */
        EXPIRED,
        /** A person did it outside of OpsPilot. */
        BY_HAND,
        /** The way back is being called. */
        ROLLING_BACK,
        /** It was taken back. */
        ROLLED_BACK,
        /** The way back was called and did not work, or may not have. */
        ROLLBACK_FAILED;

        /** Whether OpsPilot is at it. */
        public boolean isActive() {
            return this == APPROVED || this == RUNNING || this == VERIFYING || this == ROLLING_BACK;
        }

        /** As people read it. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** A play that has just been proposed, for a person to do by hand. */
    public Play(
            PlayId id,
            String title,
            String does,
            String because,
            PlayPolicy policy,
            Status status,
            Rollback rollback,
            List<ReceiptId> receipts) {
        this(
                id,
                title,
                does,
                because,
                policy,
                status,
                rollback,
                receipts,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A play that waits for one person, as all that change something do. */
    public static Play proposed(
            String id, String title, String does, String because, Rollback rollback, List<ReceiptId> receipts) {
        return new Play(
                new PlayId(id),
                title,
                does,
                because,
                new PlayPolicy.NeedsApproval(1),
                Status.PROPOSED,
                rollback,
                receipts);
    }

    public Play {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(does);
        Objects.requireNonNull(because);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(status);
        Objects.requireNonNull(rollback);
        receipts = Receipts.required("a play", receipts);
        Objects.requireNonNull(intention);
        Objects.requireNonNull(bound);
        rulings = List.copyOf(rulings);
        runs = List.copyOf(runs);
        Objects.requireNonNull(due);
        Objects.requireNonNull(verification);
        Objects.requireNonNull(note);
    }

    /** The exact call that undoes it; empty when a person has to, or when nothing does. */
    public Optional<Act> undo() {
        return rollback instanceof Rollback.Undo(String _, Optional<Act> act) ? act : Optional.empty();
    }

    /** The drill that one press begins; empty where it proposes something else. */
    public Optional<Drill> drill() {
        return intention.flatMap(Drill::of);
    }

    /** The session of its drill, once somebody has begun it. */
    public Optional<SessionId> begun() {
        return rulings.stream().anyMatch(each -> each.choice() == Choice.START_DRILL)
                ? drill().map(Drill::session)
                : Optional.empty();
    }

    /** The play as it stands in the session that proposes it. */
    public Play in(SessionId session) {
        return Drill.within(session, this);
    }

    /** What a decision is bound to: the digest of the call that it lets be made; none when it lets none be made. */
    public Digest shown(Choice choice) {
        return (switch (choice) {
                    case APPROVE, APPROVE_FOR_WINDOW -> bound.map(Bound::act);
                    case ROLL_BACK -> undo();
                    case DISMISS, DONE_BY_HAND, START_DRILL -> Optional.<Act>empty();
                })
                .map(Act::digest)
                .orElse(Digest.NONE);
    }

    /** What can be decided as it stands, in the order of buttons; an approval may come too late all the same. */
    public List<Choice> offers() {
        List<Choice> offers = new ArrayList<>();
        boolean open = awaitsDecision();
        if (open && bound.isPresent() && !(policy instanceof PlayPolicy.Refused)) {
            offers.add(Choice.APPROVE);
            offers.add(Choice.APPROVE_FOR_WINDOW);
        }
        if (undo().isPresent()
                && isRun()
                && (status == Status.DONE
                        || status == Status.UNVERIFIED
                        || status == Status.VERIFYING
                        || status == Status.ROLLBACK_FAILED)) {
            offers.add(Choice.ROLL_BACK);
        }
        if (open && bound.isEmpty()) {
            offers.add(drill().isPresent() ? Choice.START_DRILL : Choice.DONE_BY_HAND);
        }
        if ((open && status != Status.UNVERIFIED) || status == Status.APPROVED) {
            offers.add(Choice.DISMISS);
        }
        return offers;
    }

    /** Whether it waits for a decision to run it: also anew, where it failed, or where nobody knows whether it was done. */
    public boolean awaitsDecision() {
        return status == Status.PROPOSED || status == Status.FAILED || (status == Status.UNVERIFIED && inDoubt());
    }

    /** Whether nobody knows if its call had an effect, as the answer to the latest one did not come. */
    public boolean inDoubt() {
        return runs.stream()
                .filter(run -> run.direction() == Run.Direction.FORWARD)
                .reduce((_, last) -> last)
                .filter(run -> run.state() == Run.State.UNKNOWN)
                .isPresent();
    }

    private boolean isRun() {
        return runs.stream().anyMatch(run -> run.direction() == Run.Direction.FORWARD);
    }

    /** How many more people must approve; 0 when nobody has to. */
    public int missing() {
        return policy instanceof PlayPolicy.NeedsApproval(int people)
                ? Math.max(
                        0,
                        people
                                - (int) rulings.stream()
                                        .filter(each -> each.choice().approves())
                                        .count())
                : 0;
    }

    /** The play as it stands after something; what is decided and done is kept. */
    public Play at(Status now, Optional<Instant> dueThen, Optional<String> why) {
        return with(policy, now, rulings, runs, dueThen, verification, why);
    }

    /** The play with one more decision. */
    public Play ruled(Ruling ruling) {
        List<Ruling> more = new ArrayList<>(rulings);
        more.add(ruling);
        return with(policy, status, more, runs, due, verification, note);
    }

    /** The play as it waits for decisions anew: what was decided before is used up. */
    public Play unruled() {
        return with(policy, status, List.of(), runs, due, verification, note);
    }

    /** The play under another policy. */
    public Play under(PlayPolicy other) {
        return with(other, status, rulings, runs, due, verification, note);
    }

    /** The play with one more call under way. */
    public Play started(Run run) {
        List<Run> more = new ArrayList<>(runs);
        more.add(run);
        return with(policy, status, rulings, more, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The play without the call that was about to be made, when there is one. */
    public Play uncalled() {
        boolean about = !runs.isEmpty() && runs.getLast().state() == Run.State.UNDER_WAY;
        return about ? with(policy, status, rulings, runs.subList(0, runs.size() - 1), due, verification, note) : this;
    }

    /** The play with what came of its last call. */
    public Play ended(Run.State how, String words, ReceiptId receipt) {
        return ended(runs.getLast(), how, words, receipt);
    }

    /** The play with what came of one of its calls, which need not be the last. */
    public Play ended(Run call, Run.State how, String words, ReceiptId receipt) {
        List<Run> changed = runs.stream()
                .map(run -> run.equals(call) ? run.ended(how, words, receipt) : run)
                .toList();
        return with(policy, status, rulings, changed, due, verification, note);
    }

    /** The play with what a reading told. */
    public Play verified(Verification told) {
        return with(policy, status, rulings, runs, due, Optional.of(told), note);
    }

    /** The play as OpsPilot itself can carry it out. */
    public Play bound(Bound to, Rollback back) {
        return new Play(
                id,
                title,
                does,
                because,
                policy,
                status,
                back,
                receipts,
                intention,
                Optional.of(to),
                rulings,
                runs,
                due,
                verification,
                note);
    }

    /** The play with what it means to do. */
    public Play meaning(Intention meant) {
        return new Play(
                id,
                title,
                does,
                because,
                policy,
                status,
                rollback,
                receipts,
                Optional.of(meant),
                bound,
                rulings,
                runs,
                due,
                verification,
                note);
    }

    /** The play with another reason, standing on these receipts. */
    public Play because(String reason, List<ReceiptId> proof) {
        return new Play(
                id,
                title,
                does,
                reason,
                policy,
                status,
                rollback,
                proof,
                intention,
                bound,
                rulings,
                runs,
                due,
                verification,
                note);
    }

    private Play with(
            PlayPolicy guard,
            Status now,
            List<Ruling> decided,
            List<Run> called,
            Optional<Instant> runsAt,
            Optional<Verification> told,
            Optional<String> why) {
        return new Play(
                id, title, does, because, guard, now, rollback, receipts, intention, bound, decided, called, runsAt,
                told, why);
    }
}
