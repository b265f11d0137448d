package dev.opspilot.bot.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed slash commands as bytes on the wire, each with a trigger of its own. */
record SlashRequests(String signingSecret, Instant now) {

    List<byte[]> make(String run, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> request("token=t&team_id=T1&team_domain=acme&channel_id=C1&channel_name=ops&user_id=U1"
                        + "&user_name=ada&command=%2Fopspilot&text=incident+payments+just+failed&api_app_id=A1"
                        + "&is_enterprise_install=false&trigger_id=" + run + "." + i))
                .toList();
    }

    private byte[] request(String body) {
        String timestamp = Long.toString(now.getEpochSecond());
        return ("POST /slack/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "X-Slack-Request-Timestamp: " + timestamp + "\r\nX-Slack-Signature: "
                        + signature("v0:" + timestamp + ":" + body) + "\r\nContent-Length: " + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String signature(String base) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
