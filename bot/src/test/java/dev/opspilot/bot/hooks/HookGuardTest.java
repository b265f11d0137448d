package dev.opspilot.bot.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.config.HookSecret;
import dev.opspilot.bot.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class HookGuardTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    private static boolean isFrom(HookSecret secret, Map<String, String> headers, byte[] body, Instant now) {
        return HookGuard.isFrom(secret, headers::get, body, now);
    }

    /** The worked example of the Standard Webhooks documentation. */
    @Test
    void aStandardWebhookIsKnownByItsSignatureWithinFiveMinutes() {
        HookSecret secret = new HookSecret.StandardWebhook(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        Map<String, String> headers = Map.of(
                "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp", "1614265330",
                "webhook-signature",
                        "v1,bm9ldHUjKzFob2VudXRob2VodWUzMjRvdWVvdW9ldQo= "
                                + "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

        assertThat(isFrom(secret, headers, BODY, NOW)).isTrue();
        assertThat(isFrom(secret, headers, "{}".getBytes(StandardCharsets.UTF_8), NOW))
                .isFalse();
        assertThat(isFrom(secret, headers, BODY, NOW.plusSeconds(301))).isFalse();
        assertThat(isFrom(secret, headers, BODY, NOW.minusSeconds(301))).isFalse();
        assertThat(isFrom(secret, Map.of(), BODY, NOW)).isFalse();
    }

    @Test
    void pagerDutySignsWithEachOfItsSecrets() throws Exception {
        HookSecret secret = new HookSecret.PagerDuty(new Secret("rotated"));
        String signature = "v1=" + hmac("rotated");

        assertThat(isFrom(secret, Map.of("X-PagerDuty-Signature", "v1=00, " + signature), BODY, NOW))
                .isTrue();
        assertThat(isFrom(secret, Map.of("X-PagerDuty-Signature", "v1=" + hmac("old")), BODY, NOW))
                .isFalse();
        assertThat(isFrom(secret, Map.of(), BODY, NOW)).isFalse();
    }

    @Test
    void sentrySignsInHex() throws Exception {
        HookSecret secret = new HookSecret.Sentry(new Secret("client"));

        assertThat(isFrom(secret, Map.of("Sentry-Hook-Signature", hmac("client")), BODY, NOW))
                .isTrue();
        assertThat(isFrom(secret, Map.of("Sentry-Hook-Signature", hmac("other")), BODY, NOW))
                .isFalse();
    }

    @Test
    void aTokenComesAsABearerToken() {
        HookSecret secret = new HookSecret.Token(new Secret("t0ken"));

        assertThat(isFrom(secret, Map.of("Authorization", "Bearer t0ken"), BODY, NOW))
                .isTrue();
        assertThat(isFrom(secret, Map.of("Authorization", "t0ken"), BODY, NOW)).isFalse();
    }

    private static String hmac(String key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(BODY));
    }
}
