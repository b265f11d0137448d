package dev.opspilot.bot.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The page's cookie: when it ends, and an HMAC-SHA-256 of that under the token. Every node that knows the token knows
 * the cookie, nobody gets from it to the token, and a new token ends all cookies.
 */
final class PageCookie {
    static final Duration LIFE = Duration.ofHours(12);

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\.([0-9a-f]{64})");

    private final String name;
    private final String token;
    private final boolean secure;
    private final InstantSource clock;

    PageCookie(int port, String token, boolean secure, InstantSource clock) {
        // Cookies do not tell ports apart: two demos on one machine would sign each other out.
        this.name = "opspilot-" + port;
        this.token = token;
        this.secure = secure;
        this.clock = clock;
    }

    /** The value of a {@code Set-Cookie} header. */
    String issue() {
        long end = clock.instant().plus(LIFE).getEpochSecond();
        return name + "=" + end + "." + seal(end) + "; Path=/api; Max-Age=" + LIFE.toSeconds()
                + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    /** When the cookie of a request ends, if it has one that is good. */
    Optional<Instant> in(Context ctx) {
        String value = ctx.cookie(name);
        if (value == null) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            return Optional.empty();
        }
        long end = Long.parseLong(form.group(1));
        boolean sealed = MessageDigest.isEqual(
                form.group(2).getBytes(StandardCharsets.US_ASCII), seal(end).getBytes(StandardCharsets.US_ASCII));
        return Optional.of(Instant.ofEpochSecond(end)).filter(time -> sealed && time.isAfter(clock.instant()));
    }

    private String seal(long end) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(("opspilot page " + end).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }
}
