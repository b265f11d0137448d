package dev.opspilot.adapters.teams;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets in what Bot Framework signed for this app, and nothing else: neither a token of another app, nor one that this app
 * got for its own calls. Thread-safe.
 */
final class TokenCheck {
    static final String ISSUER = "https://api.botframework.com";
    static final String SERVICE_URL = "serviceurl";

    private static final String SCHEME = "Bearer ";
    private static final String ALGORITHM = "RS256";
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final SigningKeys keys;
    private final String appId;
    private final InstantSource clock;

    TokenCheck(SigningKeys keys, String appId, InstantSource clock) {
        this.keys = keys;
        this.appId = appId;
        this.clock = clock;
    }

    /**
     * Checks the header of a request.
     *
     * @return why it is refused; empty when it passes
     * @throws IOException if it cannot be told, because the keys cannot be had now
     */
    Optional<String> refusal(@Nullable String header, Activity activity) throws IOException {
        if (header == null || !mayPass(header)) {
            return Optional.of("there is no token");
        }
        String token = header.substring(SCHEME.length()).strip();
        DecodedJWT decoded;
        try {
            decoded = JWT.decode(token);
        } catch (JWTDecodeException notAToken) {
            return Optional.of("the token is none");
        }
        // Cheap looks first: only a token that claims the right issuer makes anybody fetch keys.
        if (!ISSUER.equals(decoded.getIssuer()) || !ALGORITHM.equals(decoded.getAlgorithm())) {
            return Optional.of("issuer or algorithm is another: " + decoded.getIssuer());
        }
        if (decoded.getExpiresAtAsInstant() == null) {
            return Optional.of("the token never expires");
        }
        String id = decoded.getKeyId();
        Optional<SigningKeys.SigningKey> key = id == null ? Optional.empty() : keys.find(id);
        if (key.isEmpty()) {
            return Optional.of("the key is unknown");
        }
        if (!key.get().endorsements().contains(activity.channelId())) {
            return Optional.of("the key does not sign for " + activity.channelId());
        }
        return unverified(token, key.get(), activity);
    }

    /** Whether the header looks like one with a token. */
    static boolean mayPass(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private Optional<String> unverified(String token, SigningKeys.SigningKey key, Activity activity) {
        JWTVerifier.BaseVerification wanted =
                (JWTVerifier.BaseVerification) JWT.require(Algorithm.RSA256(key.key(), null))
                        .withIssuer(ISSUER)
                        .withAudience(appId)
                        .withClaim(SERVICE_URL, (claim, _) -> activity.isServedBy(claim.asString()))
                        .acceptLeeway(CLOCKS_APART.toSeconds());
        try {
            wanted.build(clock.withZone(ZoneOffset.UTC)).verify(token);
            return Optional.empty();
        } catch (JWTVerificationException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
