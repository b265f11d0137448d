package dev.opspilot.adapters.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.opspilot.adapters.teams.testkit.TokenMaker;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Who is let in, and that nobody else is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
    private static final String SERVICE = "https://smba.trafficmanager.net/emea/";

    private TeamsDoor door;

    @BeforeAll
    void open() throws Exception {
        door = new TeamsDoor(
                InstantSource.fixed(NOW), ServiceHosts.MICROSOFT, new TeamsAuth.Password(TeamsDoor.TENANT, "secret"));
    }

    @BeforeEach
    void forget() {
        door.inbox.forget();
    }

    @AfterAll
    void close() throws Exception {
        door.close();
    }

    private static String said(String tenant, String serviceUrl, String channelId) {
        return """
               {"type":"message","id":"1","channelId":"%3$s","serviceUrl":"%2$s","text":"incident payments just failed",
                "from":{"id":"29:1","name":"Ana","aadObjectId":"ana"},"recipient":{"id":"28:app"},
                "conversation":{"id":"a:1","conversationType":"personal","tenantId":"%1$s"},"timestamp":"2026-11-23T14:00:00Z",
                "locale":"tr-TR","channelData":{"tenant":{"id":"%1$s"}}}
               """.formatted(tenant, serviceUrl, channelId);
    }

    private static String good() {
        return said(TeamsDoor.TENANT, SERVICE, "msteams");
    }

    @Test
    void letsInWhatBotFrameworkSigned() {
        Locale before = Locale.getDefault();

        assertThat(door.send(Optional.of(door.tokens.header(TeamsDoor.APP, SERVICE)), good())
                        .statusCode())
                .isEqualTo(200);
        assertThat(door.inbox.heard()).hasSize(1);
        assertThat(Locale.getDefault()).isEqualTo(before);
    }

    @Test
    void clocksMayBeSomeMinutesApart() {
        for (Duration apart : List.of(Duration.ofMinutes(4), Duration.ofMinutes(-4))) {
            String header = header(token -> token.withNotBefore(NOW.plus(apart)).withExpiresAt(NOW.plus(apart)));
            assertThat(door.send(Optional.of(header), good()).statusCode()).isEqualTo(200);
        }
    }

    private String header(UnaryOperator<JWTCreator.Builder> change) {
        return door.tokens.header(TeamsDoor.APP, SERVICE, change);
    }

    @TestFactory
    Stream<DynamicTest> refusesEverythingElse() {
        String app = TeamsDoor.APP;
        return Stream.of(
                refused("no header", Optional.empty(), good()),
                refused("an empty header", Optional.of(""), good()),
                refused("another scheme", Optional.of("Basic YTpi"), good()),
                refused("no token at all", Optional.of("Bearer garbage"), good()),
                refused("a token of dots", Optional.of("Bearer a.b.c"), good()),
                refused("another audience", Optional.of(door.tokens.header("another-app", SERVICE)), good()),
                refused("no audience", header0(token -> token.withAudience()), good()),
                refused("another issuer", header0(token -> token.withIssuer("https://evil.example")), good()),
                refused(
                        "an app's own token for its calls, replayed",
                        header0(token -> token.withIssuer("https://sts.windows.net/" + TeamsDoor.TENANT + "/")
                                .withAudience("https://api.botframework.com")
                                .withClaim("appid", app)),
                        good()),
                refused(
                        "a token for the emulator",
                        header0(token -> token.withIssuer(
                                        "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/")
                                .withClaim("ver", "1.0")
                                .withClaim("appid", app)),
                        good()),
                refused(
                        "a skill's token",
                        header0(token -> token.withIssuer(
                                        "https://login.microsoftonline.com/" + TeamsDoor.TENANT + "/v2.0")
                                .withClaim("ver", "2.0")
                                .withClaim("azp", "another-app")),
                        good()),
                refused("expired", header0(token -> token.withExpiresAt(NOW.minusSeconds(301))), good()),
                refused("not valid yet", header0(token -> token.withNotBefore(NOW.plusSeconds(301))), good()),
                refused("without end", header0(token -> token.withExpiresAt((Instant) null)), good()),
                refused(
                        "for another service URL",
                        header0(token -> token.withClaim("serviceurl", "https://smba.trafficmanager.net/amer/")),
                        good()),
                refused("for no service URL", header0(token -> token.withClaim("serviceurl", (String) null)), good()),
                refused("of an unknown key", header0(token -> token.withKeyId("nobody's")), good()),
                refused("of a key for other channels", header0(token -> token.withKeyId("key-of-others")), good()),
                refused("without a key", header0(token -> token.withKeyId(null)), good()),
                refused("signed with a password", Optional.of(symmetric()), good()),
                refused("signed with another key", Optional.of(foreign()), good()),
                refused(
                        "from another tenant",
                        header0(UnaryOperator.identity()),
                        said("another-tenant", SERVICE, "msteams")),
                refused(
                        "of another channel of Bot Framework",
                        header0(UnaryOperator.identity()),
                        said(TeamsDoor.TENANT, SERVICE, "webchat")),
                refused(
                        "with a service URL that is not Teams'",
                        Optional.of(door.tokens.header(app, "https://evil.example/")),
                        said(TeamsDoor.TENANT, "https://evil.example/", "msteams")),
                refused(
                        "with a service URL that looks like Teams'",
                        Optional.of(door.tokens.header(app, "https://smba.trafficmanager.net@evil.example/")),
                        said(TeamsDoor.TENANT, "https://smba.trafficmanager.net@evil.example/", "msteams")),
                refused(
                        "without a service URL",
                        header0(UnaryOperator.identity()),
                        "{\"type\":\"message\",\"channelId\":\"msteams\",\"conversation\":{\"id\":\"a:1\"}}"));
    }

    private Optional<String> header0(UnaryOperator<JWTCreator.Builder> change) {
        return Optional.of(header(change));
    }

    private DynamicTest refused(String what, Optional<String> header, String body) {
        return DynamicTest.dynamicTest(what, () -> {
            door.inbox.forget();
            assertThat(door.send(header, body).statusCode()).isEqualTo(401);
            assertThat(door.inbox.heard()).isEmpty();
        });
    }

    private static String symmetric() {
        return "Bearer "
                + JWT.create()
                        .withKeyId("key-1")
                        .withIssuer(TokenMaker.ISSUER)
                        .withAudience(TeamsDoor.APP)
                        .withClaim("serviceurl", SERVICE)
                        .withExpiresAt(NOW.plusSeconds(60))
                        .sign(Algorithm.HMAC256("secret"));
    }

    private static String foreign() {
        try (TokenMaker other = TokenMaker.start(InstantSource.fixed(NOW))) {
            return other.header(TeamsDoor.APP, SERVICE);
        }
    }

    @Test
    void garbageIsAnswered400AndNeverByAFault() {
        Optional<String> header = Optional.of(door.tokens.header(TeamsDoor.APP, SERVICE));
        for (String garbage : List.of(
                "", "null", "[]", "17", "{", "{}", "\"text\"", "{\"type\":7.5e999", "[".repeat(100_000), "\u0000")) {
            assertThat(door.send(header, garbage).statusCode())
                    .as(garbage.substring(0, Math.min(9, garbage.length())))
                    .isIn(400, 401);
        }
        assertThat(door.send(header, "\"" + "x".repeat(1_100_000) + "\"").statusCode())
                .isEqualTo(413);
        assertThat(door.send(HttpRequest.newBuilder(door.url()).GET().build()).statusCode())
                .isEqualTo(405);
        assertThat(door.inbox.heard()).isEmpty();
    }

    @Test
    void unknownKeysDoNotMakeItAskAgainAndAgain() {
        assertThat(door.send(Optional.of(door.tokens.header(TeamsDoor.APP, SERVICE)), good())
                        .statusCode())
                .isEqualTo(200);
        int before = door.tokens.fetches();
        for (int i = 0; i < 20; i++) {
            String key = "unknown-" + i;
            door.send(header0(token -> token.withKeyId(key)), good());
        }
        assertThat(door.tokens.fetches()).isEqualTo(before);
    }
}
