package dev.opspilot.adapters.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.adapters.teams.testkit.FakeConnector;
import dev.opspilot.rituals.surface.Directory.Standing;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.UnansweredException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who somebody is, as Teams says it, or does not. */
class TeamsDirectoryTest {
    private static final String CHANNEL = "19:ops@thread.tacv2";
    private static final Person ANA = new Person("teams", "aad-ana", "Ana");
    private static final Place PLACE = new Place("teams", TeamsDoor.TENANT, CHANNEL, Optional.empty());
    private static final Standing MEMBER = new Standing(true, Set.of("19:team@thread.tacv2"));
    private static final Standing STRANGER = new Standing(false, Set.of());

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T14:00:00Z"));
    private final InstantSource clock = now::get;
    private final HttpClient http = HttpClient.newHttpClient();
    private FakeConnector teams;
    private TeamsDirectory directory;

    @BeforeEach
    void open() {
        teams = FakeConnector.start(clock);
        MemoryConversations conversations = new MemoryConversations(clock);
        conversations.keep(new Conversation(
                CHANNEL,
                Conversation.Kind.CHANNEL,
                TeamsDoor.TENANT,
                teams.serviceUrl(),
                "28:app",
                Optional.of("19:team@thread.tacv2"),
                Optional.empty(),
                Optional.empty()));
        Connector connector = new Connector(http, AccessTokens.of(TeamsDoor.APP, new TeamsAuth.Off()));
        directory = new TeamsDirectory(connector, conversations, clock);
    }

    @AfterEach
    void close() {
        http.close();
        teams.close();
    }

    @Test
    void aMemberIsOneAndAGuestIsNone() {
        teams.member(ANA.id(), "user", TeamsDoor.TENANT);
        teams.member("aad-eve", "guest", TeamsDoor.TENANT);

        assertThat(directory.standing(ANA, PLACE)).isEqualTo(MEMBER);
        assertThat(directory
                        .standing(new Person("teams", "aad-eve", "Eve"), PLACE)
                        .member())
                .isFalse();
    }

    @Test
    void whoIsNotInTheConversationIsAStranger() {
        assertThat(directory.standing(ANA, PLACE)).isEqualTo(STRANGER);
    }

    @Test
    void whereTheAppIsNotInTheConversationEverybodyIsAStranger() {
        teams.member(ANA.id(), "user", TeamsDoor.TENANT);
        teams.expel(CHANNEL);

        assertThat(directory.standing(ANA, PLACE)).isEqualTo(STRANGER);
    }

    @ParameterizedTest
    @CsvSource({
        "429, TooManyRequests",
        "500, ServiceError",
        "502, BadGateway",
        "503, ServiceUnavailable",
        "412, Precondition",
        "401, Unauthorized",
        "403, Forbidden"
    })
    void whileTeamsDoesNotSayNobodyIsAStranger(int status, String code) {
        teams.member(ANA.id(), "user", TeamsDoor.TENANT);
        teams.refuse("GET", status, code, "not now", 1);

        assertThatThrownBy(() -> directory.standing(ANA, PLACE)).isInstanceOf(UnansweredException.class);
        assertThat(directory.standing(ANA, PLACE)).isEqualTo(MEMBER);
    }

    @Test
    void aConnectionThatBreaksSaysNothing() {
        teams.member(ANA.id(), "user", TeamsDoor.TENANT);
        teams.dropBefore("GET", 3);

        assertThatThrownBy(() -> directory.standing(ANA, PLACE)).isInstanceOf(UnansweredException.class);
    }

    @Test
    void whileTeamsIsSilentSomebodyIsWhoHeWasForAnHour() {
        teams.member(ANA.id(), "user", TeamsDoor.TENANT);
        assertThat(directory.standing(ANA, PLACE)).isEqualTo(MEMBER);

        teams.refuse("GET", 503, "ServiceUnavailable", "not now", 2);
        now.updateAndGet(before -> before.plus(Duration.ofMinutes(59)));
        assertThat(directory.standing(ANA, PLACE)).isEqualTo(MEMBER);

        now.updateAndGet(before -> before.plus(Duration.ofMinutes(2)));
        assertThatThrownBy(() -> directory.standing(ANA, PLACE)).isInstanceOf(UnansweredException.class);
    }
}
