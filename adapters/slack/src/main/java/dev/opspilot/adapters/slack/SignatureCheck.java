package dev.opspilot.adapters.slack;

import dev.opspilot.adapters.slack.draw.SlackLimits;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Slack's request signature, version 0. Ours instead of the SDK's, which takes a timestamp of the far future and
 * compares in a time that tells how much was right. Thread-safe.
 */
final class SignatureCheck {
    static final String TIMESTAMP_HEADER = "X-Slack-Request-Timestamp";
    static final String SIGNATURE_HEADER = "X-Slack-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final SecretKeySpec key;
    private final InstantSource clock;

    SignatureCheck(String signingSecret, InstantSource clock) {
        this.key = new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
    }

    /** Whether the headers are there and the time is near enough; cheap, before the body is read. */
    boolean timely(@Nullable String timestamp, @Nullable String signature) {
        if (timestamp == null
                || signature == null
                || !SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        Duration off = Duration.ofSeconds(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
        return off.abs().compareTo(SlackLimits.SIGNATURE_WINDOW) <= 0;
    }

    /** Whether Slack signed these bytes at that time. */
    boolean signed(String timestamp, String signature, byte[] body) {
        return MessageDigest.isEqual(
                signature(timestamp, body).getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    /** What Slack would send beside these bytes at that time. */
    String signature(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + ALGORITHM, e);
        }
    }
}
