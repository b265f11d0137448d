package dev.opspilot.bot.http;

import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.CallId;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The log of a small drill: begun, then answered and ended. */
final class SampleEvents {
    static final SessionId ID = new SessionId("drill-1");
    static final String INTENT = "payments just failed";

    private static final Instant AT = Instant.parse("2026-11-24T09:41:20Z");
    private static final Place PLACE = new Place("console", "", "page", Optional.empty());

    private SampleEvents() {}

    static List<SessionEvent> begun() {
        Person jo = new Person("console", "page", "Web page");
        return List.of(
                new SessionEvent.Started(
                        AT,
                        new HeardKey("k"),
                        RitualName.INCIDENT,
                        INTENT,
                        Optional.empty(),
                        jo,
                        PLACE,
                        AT.plusSeconds(60)),
                new SessionEvent.Planned(AT, List.of(PlanStep.pending("payments", "Read payments"))));
    }

    static List<SessionEvent> ended() {
        Receipt receipt = ReceiptChain.empty(ID)
                .next(new ReceiptChain.Draft(
                        "Billing",
                        "billing/metrics",
                        "{}",
                        "console:page",
                        AT,
                        AT,
                        Duration.ofMillis(120),
                        false,
                        Outcome.NOTHING,
                        "what came back",
                        Optional.empty(),
                        Optional.empty()));
        Reading reading = new Reading.Nothing(
                new Reading.Origin("Billing", "billing/metrics", "{}", AT, false, "what came back", Optional.empty()));
        Finding finding = new Finding(
                FindingId.VERDICT,
                "Nothing is wrong.",
                Finding.Confidence.HIGH,
                List.of(receipt.id()),
                List.of(),
                List.of());
        return List.of(
                new SessionEvent.CallAnswered(AT, new CallId("c"), receipt, reading),
                new SessionEvent.FindingMade(AT, finding),
                new SessionEvent.Finished(AT.plusSeconds(2), Status.DONE, ""));
    }
}
