package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.play.Run;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.session.SampleLog;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionEvent.CallAnswered;
import dev.opspilot.rituals.session.SessionEvent.PlayRan;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What earlier versions wrote can still be read. */
final class EarlierLogsTest {
    private static final List<String> SINCE = List.of("runs", "definitions", "experiments", "freezes", "sessions");

    /** The event as the first version wrote it, cut to what it said. */
    private static final String FIRST_VERSION = """
            {"type":"CallAnswered","at":"2026-03-02T10:15:30.123Z","call":"payments.metrics/demo/tool-0",
             "reading":{"type":"Found",
              "origin":{"source":"Billing","tool":"demo/tool-0","arguments":"{\\"n\\":0}",
               "observedAt":"2026-03-02T10:15:30.123Z","cached":false,"link":"https://example.test/billing"},
              "facts":{
               "series":[{"subject":{"kind":"PROVIDER","name":"northpay"},"metric":"revenue","unit":"MONEY_MINOR",
                "bad":"DOWN","recent":{"start":"2026-03-02T10:15:30.123Z","step":"PT1M","values":[1.0,"NaN",3.25]},
                "earlier":[{"start":"2026-03-01T10:15:30.123Z","step":"PT1M","values":[1.0,2.0,3.0]}]}],
               "changes":[],
               "incidents":[{"id":"i1","title":"Cards down","subject":{"kind":"PROVIDER","name":"northpay"},
                "startedAt":"2026-03-02T10:15:30.123Z","status":"open","link":null}]}}}
            """;

    private static final String FIRST_PLAY = """
            {"type":"PlayProposed","at":"2026-03-02T10:15:30.123Z",
             "play":{"id":"p1","title":"Roll back deploy 1","does":"Puts version 41 back.","because":"It began then.",
              "policy":{"type":"NeedsApproval","people":1},"status":"PROPOSED",
              "rollback":{"type":"Undo","how":"Deploy it again."},"receipts":["s1#1"]}}
            """;

    @Test
    void readsAPlayOfTheFirstVersionAsOneToDoByHand() {
        Play play = StoreJson.read(FIRST_PLAY, SessionEvent.PlayProposed.class).play();

        assertThat(play.bound()).isEmpty();
        assertThat(play.undo()).isEmpty();
        assertThat(play.offers()).containsExactly(Ruling.Choice.DONE_BY_HAND, Ruling.Choice.DISMISS);
    }

    @Test
    void readsFactsOfTheFirstVersion() {
        CallAnswered now = answered();
        CallAnswered event = (CallAnswered) new EventRow(FIRST_VERSION, 1L)
                .event(Optional.of(new ReceiptChain.Stored(
                        now.receipt(), now.reading().origin().result())));

        Facts facts = ((Reading.Found) event.reading()).facts();
        assertThat(facts.series().getFirst().currency()).isEmpty();
        assertThat(facts.series().getFirst().recent().value(1)).isNaN();
        assertThat(facts.incidents().getFirst().mitigatedAt()).isEmpty();
        assertThat(facts.incidents().getFirst().resolvedAt()).isEmpty();
        assertThat(facts.runs()).isEmpty();
        assertThat(facts.definitions()).isEmpty();
        assertThat(facts.experiments()).isEmpty();
        assertThat(facts.freezes()).isEmpty();
        assertThat(facts.sessions()).isEmpty();
        assertThat(event.receipt()).isEqualTo(now.receipt());
    }

    @Test
    void readsAnEventWithoutTheListsThatCameSince() {
        ObjectNode json = (ObjectNode) StoreJson.tree(answered());
        ObjectNode facts = (ObjectNode) json.get("reading").get("facts");
        assertThat(SINCE).allMatch(facts::has);
        facts.remove(SINCE);
        ((ObjectNode) facts.get("series").get(0)).remove("currency");
        ObjectNode incident = (ObjectNode) facts.get("incidents").get(0);
        incident.remove(List.of("mitigatedAt", "resolvedAt"));

        assertThat(StoreJson.read(json, SessionEvent.class)).isEqualTo(answered());
    }

    /** It told only the titles of what was done. */
    @Test
    void readsAnEarlierSessionFromBeforeActsWereTold() {
        PastSession session = StoreJson.read("""
                {"id":"s9","ritual":"incident","intent":"x","startedAt":"2026-03-02T10:15:30.123Z",
                 "endedAt":"2026-03-02T10:15:40.123Z","summary":"","verdict":null,"cause":null,"causeTitle":null,
                 "disturbed":[],"plays":["Roll back deploy 1"],"done":["Roll back deploy 1"],"link":null}
                """, PastSession.class);

        assertThat(session.acts()).isEmpty();
        assertThat(session.plays()).containsExactly("Roll back deploy 1");
    }

    /** It did not say which call it answers, and meant the last. */
    @Test
    void readsAnAnswerOfACallForAPlayFromBeforeCallsWereTold() {
        PlayRan ran = SampleLog.of(new SessionId("s1")).stream()
                .filter(PlayRan.class::isInstance)
                .map(PlayRan.class::cast)
                .findFirst()
                .orElseThrow();

        assertThat(ran.startedAt()).isPresent();
        assertThat(withoutItsCall(ran).startedAt()).isEmpty();
    }

    @Test
    void takesSuchAnswersForThoseOfTheLastCall() {
        SessionId id = new SessionId("s1");
        List<SessionEvent> log = SampleLog.of(id);
        List<SessionEvent> earlier = log.stream()
                .map(each -> each instanceof PlayRan ran ? withoutItsCall(ran) : each)
                .toList();

        assertThat(earlier).isNotEqualTo(log);
        assertThat(plays(id, earlier)).isEqualTo(plays(id, log));
        assertThat(plays(id, earlier))
                .filteredOn(play -> play.id().equals(new PlayId("run")))
                .flatExtracting(Play::runs)
                .extracting(Run::state)
                .containsExactly(Run.State.DONE, Run.State.DONE);
    }

    private static PlayRan withoutItsCall(PlayRan ran) {
        ObjectNode json = (ObjectNode) StoreJson.tree(ran);
        json.remove("startedAt");
        return StoreJson.read(json, PlayRan.class);
    }

    private static List<Play> plays(SessionId id, List<SessionEvent> log) {
        return RitualSession.fold(id, log).orElseThrow().view().plays();
    }

    /** It did not say what had asked for the session. */
    @Test
    void readsThatAStepWaitsForASessionNoMoreFromBeforeItSaidWhatHadAskedForIt() {
        Heard.Signalled withdrawn = new Heard.Signalled(
                new HeardKey("withdrawn/s2"),
                Person.AUTOMATION,
                SampleLog.CHANNEL,
                new SessionId("s2"),
                new Heard.Signal.Withdrawn(
                        Optional.of(new HeardKey("run/s1/drill/1")),
                        RitualName.INCIDENT,
                        "payments",
                        "It was stopped."));
        ObjectNode json = (ObjectNode) StoreJson.tree(withdrawn);
        assertThat(StoreJson.read(json, Heard.class)).isEqualTo(withdrawn);
        ((ObjectNode) json.get("signal")).remove("asked");

        assertThat(((Heard.Signalled) StoreJson.read(json, Heard.class)).signal())
                .isEqualTo(new Heard.Signal.Withdrawn(
                        Optional.empty(), RitualName.INCIDENT, "payments", "It was stopped."));
    }

    @Test
    void writesAndReadsTheListsThatCameSince() {
        Facts facts = new Facts(
                List.of(),
                List.of(),
                List.of(),
                List.of(new AutomationRun(
                        "r1", "Dunning", AutomationRun.Status.FAILED, Instant.EPOCH, Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(StoreJson.read(StoreJson.tree(facts), Facts.class)).isEqualTo(facts);
    }

    private static CallAnswered answered() {
        return SampleLog.of(new SessionId("s1")).stream()
                .filter(CallAnswered.class::isInstance)
                .map(CallAnswered.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
