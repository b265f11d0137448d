package dev.opspilot.adapters.slack.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.door.DoorRig;
import dev.opspilot.adapters.slack.testkit.SlackSigner;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door does not let in. */
class SlackRefusalsTest extends DoorRig {
    private static final long NOW = TIME.getEpochSecond();
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void aSignatureOfAnotherSecretIsRefused() {
        SlackSigner other = new SlackSigner("another", CLOCK);

        assertRefused(401, other.command(door.events, "incident x", "t1", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -86_400, 86_400})
    void aTimeTooFarOffIsRefusedOnBothSides(long off) {
        assertRefused(401, door.signer.signed(door.events, FORM, "command=%2Fopspilot", NOW + off));
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void aTimeWithinTheWindowIsTaken(long off) {
        String help = "command=%2Fopspilot&text=help&user_id=U1&channel_id=C1&trigger_id=t1";

        assertThat(door.send(door.signer.signed(door.events, FORM, help, NOW + off))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void missingOrGarbledHeadersAreRefused() {
        HttpRequest.Builder bare =
                HttpRequest.newBuilder(door.events).POST(HttpRequest.BodyPublishers.ofString("command=%2Fopspilot"));
        String now = Long.toString(NOW);
        String signature = door.signer.signature(now, "command=%2Fopspilot");

        assertRefused(401, bare.build());
        assertRefused(401, bare.copy().header("X-Slack-Signature", signature).build());
        assertRefused(401, bare.copy().header("X-Slack-Request-Timestamp", now).build());
        assertRefused(401, headers(bare, "soon", signature));
        assertRefused(401, headers(bare, "-" + now, signature));
        assertRefused(401, headers(bare, now, "v0="));
        assertRefused(401, headers(bare, now, signature.substring(0, signature.length() - 1)));
        assertRefused(401, headers(bare, now, signature.replace("v0=", "v1=")));
    }

    @Test
    void aBodyOverAMebibyteIsRefusedWhetherItsLengthIsToldOrNot() {
        String large = "text=" + "a".repeat(1 << 20);
        HttpRequest told = door.signer.signed(door.events, FORM, large);
        HttpRequest untold = HttpRequest.newBuilder(told, (_, _) -> true)
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(large)))
                .build();

        assertRefused(413, told);
        assertRefused(413, untold);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "payload=%zz",
                "payload=%7B",
                "payload=%7B%7D",
                "payload=%5B%5D",
                "payload=null",
                "payload=%7B%22type%22%3A%22block_actions%22%7D",
                "payload=%7B%22type%22%3A%22nothing_known%22%7D",
                "command=%2Fopspilot",
                "command=%2Fopspilot&text=incident+x&user_id=U1&channel_id=C1",
                "command=%2Fopspilot&text=incident+x&user_id=U1&trigger_id=t1",
                "{",
                "{}",
                "[]",
                "{\"type\":5}",
                "{\"type\":\"event_callback\"}",
                "{\"type\":\"event_callback\",\"event\":7}",
                "{\"type\":\"event_callback\",\"event\":{}}",
            })
    void aSignedBodyThatIsNotUnderstoodIsABadRequest(String body) {
        assertRefused(400, door.signer.signed(door.events, body.startsWith("{") ? "application/json" : FORM, body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"type\":\"event_callback\",\"event\":{\"type\":\"x\",\"a\":"})
    void aBottomlessBodyIsABadRequest(String open) {
        String body = open.repeat(500_000 / open.length());

        assertRefused(400, door.signer.signed(door.events, "application/json", body));
    }

    private static HttpRequest headers(HttpRequest.Builder bare, String timestamp, String signature) {
        return bare.copy()
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", signature)
                .build();
    }

    /** Nothing is kept of it, and nothing is posted. */
    private void assertRefused(int status, HttpRequest request) {
        assertThat(door.send(request).statusCode()).isEqualTo(status);
        assertThat(door.inbox.heard()).isEmpty();
        assertThat(door.slack.calls()).isEmpty();
    }
}
