package dev.opspilot.rituals.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Announcement.State;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Drafts that people post: asked for once, with a receipt whatever comes of it, and wanted again after a crash. */
final class AnnouncingTest {
    private static final SessionId ID = new SessionId("s1");
    private static final Instant NOW = SampleLog.NOW.plusSeconds(60);
    private static final Place STATUS = new Place("slack", "T1", "C2", Optional.empty());
    private static final Reading.Origin ORIGIN =
            new Reading.Origin("Slack", "slack/announce", "C2", NOW, false, "1.1", Optional.empty());

    private final Lifecycle lifecycle =
            new Lifecycle(List.of(new TestRitual()), new Instruments(List.of()), Minds.NONE);

    @Test
    void isPostedOnceHoweverOftenItIsSubmitted() {
        Decision first = decide(ended(), submitted("internal"));

        assertThat(first.effects())
                .filteredOn(Effect.Announce.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Effect.Announce.class, effect -> {
                    assertThat(effect.announcement().text()).isEqualTo("Cards fail.");
                    assertThat(effect.announcement().to()).isEqualTo(STATUS);
                });
        RitualSession after = after(ended(), first);
        assertThat(after.isBusy()).isTrue();
        assertThat(decide(after, submitted("internal"))).isEqualTo(Decision.NOTHING);
    }

    @Test
    void whatCameOfItHasAReceiptWithTheWayBack() {
        RitualSession asked = after(ended(), decide(ended(), submitted("internal")));
        RitualSession posted = after(asked, decide(asked, announced(Optional.empty())));

        assertThat(posted.isBusy()).isFalse();
        Receipt receipt = posted.view().receipts().getLast();
        assertThat(receipt.actor()).isEqualTo(SampleLog.ADA.actor());
        assertThat(receipt.outcome()).isEqualTo(Outcome.FOUND);
        assertThat(receipt.rollback()).hasValueSatisfying(how -> assertThat(how).contains("Delete the message"));
        assertThat(posted.view().announcements())
                .singleElement()
                .satisfies(each -> assertThat(each.state()).isEqualTo(new State.Posted(NOW, receipt.id())));
        assertThat(decide(posted, announced(Optional.empty()))).isEqualTo(Decision.NOTHING);
    }

    @Test
    void aFailureIsSaidToThePersonAndStandsInTheSession() {
        RitualSession asked = after(ended(), decide(ended(), submitted("internal")));
        Decision failed = decide(asked, announced(Optional.of("The channel is archived.")));

        assertThat(failed.effects())
                .filteredOn(Effect.Tell.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Effect.Tell.class, told -> {
                    assertThat(told.person()).isEqualTo(SampleLog.ADA);
                    assertThat(told.notice().lines().getFirst().text()).isEqualTo("The channel is archived.");
                });
        RitualSession after = after(asked, failed);
        assertThat(after.view().receipts().getLast().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(after.view().announcements().getFirst().state())
                .isInstanceOfSatisfying(
                        State.Failed.class, state -> assertThat(state.because()).isEqualTo("The channel is archived."));
    }

    @Test
    void aDraftThatIsNotThereIsRefused() {
        Decision refused = decide(ended(), submitted("customers"));

        assertThat(refused.events()).isEmpty();
        assertThat(refused.effects()).singleElement().isInstanceOf(Effect.Tell.class);
    }

    @Test
    void afterACrashItIsWantedAgain() {
        RitualSession asked = after(ended(), decide(ended(), submitted("internal")));

        assertThat(decide(asked, new Input.Resumed()).effects())
                .filteredOn(Effect.Announce.class::isInstance)
                .hasSize(1);
        RitualSession posted = after(asked, decide(asked, announced(Optional.empty())));
        assertThat(decide(posted, new Input.Resumed()).effects())
                .filteredOn(Effect.Announce.class::isInstance)
                .isEmpty();
    }

    private Decision decide(RitualSession session, Input input) {
        return lifecycle.decide(ID, Optional.of(session), input, NOW);
    }

    private static RitualSession after(RitualSession session, Decision decision) {
        RitualSession next = session;
        for (SessionEvent event : decision.events()) {
            next = next.with(event);
        }
        return next;
    }

    private static Input submitted(String audience) {
        return new Input.FromPerson(new Heard.Submitted(
                new HeardKey("form-1"),
                SampleLog.ADA,
                SampleLog.CHANNEL,
                ID,
                new WidgetId("comms"),
                audience,
                STATUS,
                "Cards fail."));
    }

    private static Input announced(Optional<String> failure) {
        return new Input.Announced(new HeardKey("form-1"), NOW, Duration.ofMillis(90), ORIGIN, failure);
    }

    /** A session that has ended, with one draft in it. */
    private static RitualSession ended() {
        List<ReceiptId> receipts = List.of(ReceiptId.of(ID, 1));
        List<SessionEvent> log = new ArrayList<>();
        log.add(SampleLog.started(SampleLog.NOW));
        Receipt receipt = ReceiptChain.empty(ID)
                .next(new ReceiptChain.Draft(
                        "Billing",
                        "billing/read",
                        "{}",
                        SampleLog.ADA.actor(),
                        NOW,
                        NOW,
                        Duration.ZERO,
                        false,
                        Outcome.FOUND,
                        "{}",
                        Optional.empty(),
                        Optional.empty()));
        log.addAll(SampleLog.of(ID).stream()
                .filter(event -> event instanceof SessionEvent.CallAsked || event instanceof SessionEvent.Planned)
                .limit(2)
                .toList());
        log.add(new SessionEvent.CallAnswered(
                NOW, ((SessionEvent.CallAsked) log.getLast()).call(), receipt, new Reading.Nothing(ORIGIN)));
        log.add(new SessionEvent.WidgetDrawn(
                NOW,
                new Widget.CommsKit(
                        new Widget.Head(new WidgetId("comms"), "Drafts", "sample/comms", receipts),
                        List.of(new Widget.CommsKit.Draft("internal", "Subject", "Body")))));
        log.add(new SessionEvent.Finished(NOW, SessionView.Status.DONE, ""));
        return RitualSession.fold(ID, log).orElseThrow();
    }
}
