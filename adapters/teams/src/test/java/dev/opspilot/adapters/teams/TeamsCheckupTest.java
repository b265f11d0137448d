package dev.opspilot.adapters.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.checkup.Check;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@code doctor} says of Teams, against a bot that runs and one that does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TeamsCheckupTest {
    private static final TeamsAuth PASSWORD = new TeamsAuth.Password(TeamsDoor.TENANT, "secret");
    private static final URI NOBODY = URI.create("http://127.0.0.1:9/");

    private TeamsDoor door;

    @BeforeAll
    void open() throws Exception {
        door = new TeamsDoor(
                InstantSource.fixed(Instant.parse("2026-11-23T14:00:00Z")), ServiceHosts.MICROSOFT, PASSWORD);
    }

    @AfterAll
    void close() throws Exception {
        door.close();
    }

    private static List<Check> run(TeamsAuth auth, AccessTokens tokens, URI openId, URI publicUrl) {
        TeamsSettings settings =
                new TeamsSettings(TeamsDoor.APP, auth, openId, ServiceHosts.MICROSOFT, publicUrl, false);
        return new TeamsCheckup(settings, tokens).run();
    }

    private static Check named(List<Check> checks, String name) {
        return checks.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatAnswersIsRight() {
        List<Check> checks = run(
                PASSWORD,
                () -> Optional.of("token"),
                door.tokens.openId(),
                door.url().resolve("/"));

        assertThat(checks).extracting(Check::name).containsExactly("credentials", "keys", "endpoint");
        assertThat(named(checks, "credentials").verdict()).isEqualTo(Check.Verdict.OK);
        assertThat(named(checks, "keys").verdict()).isEqualTo(Check.Verdict.OK);
        assertThat(named(checks, "endpoint").verdict()).isEqualTo(Check.Verdict.OK);
    }

    private static Optional<String> expired() throws IOException {
        throw new IOException("AADSTS7000222: the secret expired");
    }

    @Test
    void whatDoesNotIsToldWithWhatToDo() {
        List<Check> checks = run(PASSWORD, TeamsCheckupTest::expired, NOBODY, NOBODY);

        assertThat(checks).allSatisfy(check -> {
            assertThat(check.verdict()).isEqualTo(Check.Verdict.FAIL);
            assertThat(check.next()).isNotBlank();
        });
        assertThat(named(checks, "credentials").next()).contains("TEAMS_APP_PASSWORD");
        assertThat(named(checks, "credentials").found()).contains("the secret expired");
        assertThat(named(checks, "endpoint").next()).contains("/api/messages");
    }

    @Test
    void withTheCheckOffOnlyThatIsSaid() {
        assertThat(run(new TeamsAuth.Off(), Optional::empty, NOBODY, NOBODY))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.verdict()).isEqualTo(Check.Verdict.WARN);
                    assertThat(check.found()).contains("only this machine");
                });
    }
}
