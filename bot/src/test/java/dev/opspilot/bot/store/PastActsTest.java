package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.PastAct;
import dev.opspilot.rituals.instrument.PastAct.Outcome;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.play.Run.Direction;
import dev.opspilot.rituals.play.Verification;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.SessionEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PastActsTest {
    private static final Instant START = Instant.parse("2026-11-26T14:40:00Z");

    private final PastActs acts = new PastActs();
    private Play play = Play.proposed(
            "roll-back-deploy-12",
            "Roll back deploy-12 of web",
            "Puts back the version before.",
            "It is the likeliest cause.",
            new Rollback.Undo("Deploy it again."),
            List.of(new ReceiptId("s1-r1")));
    private int minute;

    private Instant next() {
        minute++;
        return START.plusSeconds(60L * minute);
    }

    private void ruled(Choice choice, String name) {
        play = play.ruled(new Ruling(choice, "slack:" + name, name, "approver", "", next()));
    }

    private void called(Direction direction, String answer, Play.Status becomes) {
        play = play.started(Run.started(direction, next()))
                .at(
                        direction == Direction.FORWARD ? Play.Status.RUNNING : Play.Status.ROLLING_BACK,
                        Optional.empty(),
                        Optional.empty());
        acts.ran(StoreJson.tree(Map.of(
                "play", play.id().toString(),
                "direction", direction.name(),
                "becomes", becomes.name(),
                "answer", Map.of("type", answer))));
    }

    private PastAct act() {
        return acts.of(play).orElseThrow();
    }

    @Test
    void an_undo_whose_answer_was_lost_leaves_the_act_done() {
        ruled(Choice.APPROVE, "ana");
        called(Direction.FORWARD, "Done", Play.Status.DONE);
        ruled(Choice.ROLL_BACK, "ben");
        called(Direction.BACK, "Unknown", Play.Status.ROLLBACK_FAILED);

        assertThat(act().outcome()).isEqualTo(Outcome.DONE);
        assertThat(act().stands()).isTrue();
        assertThat(act().by()).isEqualTo("ana");
    }

    @Test
    void an_undo_that_failed_leaves_what_was_verified_of_the_act() {
        ruled(Choice.APPROVE, "ana");
        called(Direction.FORWARD, "Done", Play.Status.VERIFYING);
        verified("Failures went from 24 % to 1 %.");
        called(Direction.BACK, "Failed", Play.Status.ROLLBACK_FAILED);

        assertThat(act().outcome()).isEqualTo(Outcome.VERIFIED);
        assertThat(act().told()).isEqualTo("Failures went from 24 % to 1 %.");
        assertThat(act().helped()).isTrue();
    }

    @Test
    void what_was_verified_of_one_call_is_not_told_of_the_next() {
        ruled(Choice.APPROVE, "ana");
        called(Direction.FORWARD, "Done", Play.Status.VERIFYING);
        verified("Failures went from 24 % to 1 %.");
        called(Direction.BACK, "Done", Play.Status.ROLLED_BACK);
        called(Direction.FORWARD, "Done", Play.Status.VERIFYING);

        assertThat(act().outcome()).isEqualTo(Outcome.DONE);
    }

    private void verified(String words) {
        Verification told = new Verification(true, words, List.of(new ReceiptId("s1-r2")));
        play = play.verified(told).at(Play.Status.DONE, Optional.empty(), Optional.of(words));
        acts.verified(new SessionEvent.PlayVerified(next(), play.id(), told));
    }

    @Test
    void an_undo_that_was_answered_does_not_make_a_lost_act_certain() {
        ruled(Choice.APPROVE, "ana");
        called(Direction.FORWARD, "Unknown", Play.Status.VERIFYING);
        ruled(Choice.ROLL_BACK, "ben");
        called(Direction.BACK, "Failed", Play.Status.ROLLBACK_FAILED);

        assertThat(act().outcome()).isEqualTo(Outcome.UNCERTAIN);
    }

    @Test
    void an_approval_of_a_call_that_failed_is_not_one_of_the_next() {
        ruled(Choice.APPROVE, "ana");
        called(Direction.FORWARD, "Failed", Play.Status.FAILED);
        assertThat(acts.of(play)).isEmpty();

        ruled(Choice.APPROVE, "ben");
        called(Direction.FORWARD, "Done", Play.Status.DONE);
        assertThat(act().by()).isEqualTo("ben");
    }
}
