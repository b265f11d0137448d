package dev.opspilot.bot.hooks;

import dev.opspilot.bot.config.HookSecret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Whether a delivery comes from the system that it says. PagerDuty signs the body into {@code X-PagerDuty-Signature}
 * ({@code v1=} and hex, several while a secret is rotated), Sentry into {@code Sentry-Hook-Signature} (hex); what is sent
 * by hand is signed as Standard Webhooks says ({@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}),
 * or carries a bearer token, as Alertmanager does.
 */
final class HookGuard {
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private static final String PAGERDUTY = "X-PagerDuty-Signature";
    private static final String SENTRY = "Sentry-Hook-Signature";
    private static final String STANDARD = "webhook-signature";

    private HookGuard() {}

    /**
     * Checks.
     *
     * @param header gives a header of the request; {@code null} where there is none
     */
    static boolean isFrom(HookSecret secret, UnaryOperator<@Nullable String> header, byte[] body, Instant now) {
        return switch (secret) {
            case HookSecret.Token(var token) -> bearer(token.reveal(), header);
            case HookSecret.PagerDuty(var key) ->
                anyOf(header.apply(PAGERDUTY), ",", "v1=" + hex(hmac(bytes(key.reveal()), body)));
            case HookSecret.Sentry(var key) -> anyOf(header.apply(SENTRY), ",", hex(hmac(bytes(key.reveal()), body)));
            case HookSecret.StandardWebhook(var key) -> standard(key.reveal(), header, body, now);
        };
    }

    /** Whether the headers do not rule it out. */
    static boolean mayBeFrom(HookSecret secret, UnaryOperator<@Nullable String> header) {
        return switch (secret) {
            case HookSecret.Token(var token) -> bearer(token.reveal(), header);
            case HookSecret.PagerDuty _ -> header.apply(PAGERDUTY) != null;
            case HookSecret.Sentry _ -> header.apply(SENTRY) != null;
            case HookSecret.StandardWebhook _ -> header.apply(STANDARD) != null;
        };
    }

    private static boolean bearer(String token, UnaryOperator<@Nullable String> header) {
        String given = header.apply("Authorization");
        return given != null && same(given, "Bearer " + token);
    }

    private static boolean standard(String key, UnaryOperator<@Nullable String> header, byte[] body, Instant now) {
        String id = header.apply("webhook-id");
        String time = header.apply("webhook-timestamp");
        if (id == null || time == null || !time.matches("\\d{1,12}")) {
            return false;
        }
        Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now)
                .abs();
        if (apart.compareTo(CLOCKS_APART) > 0) {
            return false;
        }
        byte[] head = bytes(id + "." + time + ".");
        byte[] signed = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        String signature = Base64.getEncoder().encodeToString(hmac(decoded(key), signed));
        return anyOf(header.apply(STANDARD), " ", "v1," + signature);
    }

    /** The key of a Standard Webhook is base64 behind {@code whsec_}; any other text is taken as it is. */
    private static byte[] decoded(String key) {
        if (!key.startsWith("whsec_")) {
            return bytes(key);
        }
        try {
            return Base64.getDecoder().decode(key.substring("whsec_".length()));
        } catch (IllegalArgumentException e) {
            return bytes(key);
        }
    }

    private static boolean anyOf(@Nullable String given, String separator, String right) {
        boolean found = false;
        if (given != null) {
            for (String each : given.split(separator, -1)) {
                found |= same(each.strip(), right);
            }
        }
        return found;
    }

    private static boolean same(String given, String right) {
        return MessageDigest.isEqual(bytes(given), bytes(right));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }
}
