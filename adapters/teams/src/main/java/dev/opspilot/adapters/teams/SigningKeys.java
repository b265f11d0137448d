package dev.opspilot.adapters.teams;

import com.auth0.jwk.Jwk;
import com.auth0.jwk.JwkException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys with which Bot Framework signs, fetched once a day, and again for a key that is not known: keys are replaced
 * now and then. Whoever sends unknown keys can make it ask every five minutes at most. Thread-safe.
 */
final class SigningKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration BETWEEN_FETCHES = Duration.ofMinutes(5);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    /**
     * A key.
     *
     * @param endorsements the channels for which it signs
     */
    record SigningKey(RSAPublicKey key, Set<String> endorsements) {}

    private final HttpClient http;
    private final URI openId;
    private final InstantSource clock;
    private final ObjectMapper json = new ObjectMapper();

    private Map<String, SigningKey> keys = Map.of();
    private Instant fetchedAt = Instant.MIN;
    private Instant nextFetch = Instant.MIN;

    SigningKeys(HttpClient http, URI openId, InstantSource clock) {
        this.http = http;
        this.openId = openId;
        this.clock = clock;
    }

    /**
     * Finds a key by its id.
     *
     * @throws IOException if no keys can be had now
     */
    synchronized Optional<SigningKey> find(String id) throws IOException {
        Instant now = clock.instant();
        boolean old = fetchedAt.equals(Instant.MIN) || now.isAfter(fetchedAt.plus(KEPT));
        if ((old || !keys.containsKey(id)) && !now.isBefore(nextFetch)) {
            fetch(now);
        }
        if (keys.isEmpty()) {
            throw new IOException("the keys of Bot Framework cannot be fetched from " + openId);
        }
        return Optional.ofNullable(keys.get(id));
    }

    /** Old keys stay in use while new ones cannot be had. */
    private void fetch(Instant now) {
        try {
            JsonNode metadata = get(openId);
            JsonNode set = get(URI.create(metadata.path("jwks_uri").asText()));
            Map<String, SigningKey> fetched = new HashMap<>();
            for (JsonNode each : set.path("keys")) {
                read(each).ifPresent(key -> fetched.put(each.path("kid").asText(), key));
            }
            keys = Map.copyOf(fetched);
            fetchedAt = now;
            nextFetch = now.plus(BETWEEN_FETCHES);
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("the keys of Bot Framework cannot be fetched from {}: {}", openId, e.toString());
            nextFetch = now.plus(AFTER_A_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<SigningKey> read(JsonNode key) {
        try {
            Jwk jwk = Jwk.fromValues(json.convertValue(key, new TypeReference<Map<String, Object>>() {}));
            Set<String> endorsements = new HashSet<>();
            key.path("endorsements").forEach(each -> endorsements.add(each.asText()));
            return jwk.getPublicKey() instanceof RSAPublicKey rsa
                    ? Optional.of(new SigningKey(rsa, Set.copyOf(endorsements)))
                    : Optional.empty();
        } catch (JwkException | IllegalArgumentException unusable) {
            LOG.debug("a key that is not understood", unusable);
            return Optional.empty();
        }
    }

    private JsonNode get(URI url) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(url).timeout(PATIENCE).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != OK) {
            throw new IOException(url + " answers status " + response.statusCode());
        }
        return json.readTree(response.body());
    }
}
