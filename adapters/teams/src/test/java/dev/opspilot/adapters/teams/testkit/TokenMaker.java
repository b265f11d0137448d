package dev.opspilot.adapters.teams.testkit;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Signs tokens with keys of its own, and publishes them as Bot Framework does. */
public final class TokenMaker implements AutoCloseable {
    public static final String ISSUER = "https://api.botframework.com";

    private static final String KEY = "key-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final KeyPair pair;
    private final InstantSource clock;
    private final AtomicInteger fetches = new AtomicInteger();

    private TokenMaker(HttpServer server, KeyPair pair, InstantSource clock) {
        this.server = server;
        this.pair = pair;
        this.clock = clock;
    }

    public static TokenMaker start(InstantSource clock) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TokenMaker maker = new TokenMaker(server, generator.generateKeyPair(), clock);
            server.createContext("/openid", exchange -> maker.send(exchange, maker.metadata()));
            server.createContext("/keys", exchange -> {
                maker.fetches.incrementAndGet();
                maker.send(exchange, maker.keys());
            });
            server.start();
            return maker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI openId() {
        return URI.create(base() + "/openid");
    }

    /** How often the keys were fetched. */
    public int fetches() {
        return fetches.get();
    }

    /** The header of a good request, after a change. */
    public String header(String app, String serviceUrl, UnaryOperator<JWTCreator.Builder> change) {
        JWTCreator.Builder good = JWT.create()
                .withKeyId(KEY)
                .withIssuer(ISSUER)
                .withAudience(app)
                .withClaim("serviceurl", serviceUrl)
                .withNotBefore(clock.instant().minus(Duration.ofMinutes(1)))
                .withExpiresAt(clock.instant().plus(Duration.ofHours(1)));
        return "Bearer "
                + change.apply(good)
                        .sign(Algorithm.RSA256((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate()));
    }

    public String header(String app, String serviceUrl) {
        return header(app, serviceUrl, UnaryOperator.identity());
    }

    private ObjectNode metadata() {
        return JSON.createObjectNode().put("issuer", ISSUER).put("jwks_uri", base() + "/keys");
    }

    private ObjectNode keys() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        ObjectNode set = JSON.createObjectNode();
        ArrayNode keys = set.putArray("keys");
        ObjectNode one = keys.addObject();
        one.put("kty", "RSA").put("use", "sig").put("kid", KEY).put("n", number(key.getModulus()));
        one.put("e", number(key.getPublicExponent())).putArray("endorsements").add("msteams");
        ObjectNode other = keys.addObject();
        other.put("kty", "RSA").put("use", "sig").put("kid", "key-of-others").put("n", number(key.getModulus()));
        other.put("e", number(key.getPublicExponent())).putArray("endorsements").add("webchat");
        return set;
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int skip = bytes[0] == 0 ? 1 : 0;
        byte[] plain = new byte[bytes.length - skip];
        System.arraycopy(bytes, skip, plain, 0, plain.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    private void send(HttpExchange exchange, ObjectNode body) throws IOException {
        byte[] sent = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, sent.length);
        try (var out = exchange.getResponseBody()) {
            out.write(sent);
        }
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
