package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.adapters.slack.install.BotToken;
import dev.opspilot.adapters.slack.install.Installation;
import dev.opspilot.adapters.slack.install.OAuthStates.Begun;
import dev.opspilot.adapters.slack.install.Tenant;
import dev.opspilot.bot.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgSlackInstallsTest {
    private static final Instant AT = Instant.parse("2026-11-23T14:00:00Z");
    private static final Tenant.Team T1 = new Tenant.Team("T1");
    private static final Tenant.Team T2 = new Tenant.Team("T2");
    private static final Tenant.Org E1 = new Tenant.Org("E1");

    @TempDir
    static Path home;

    private Database database;
    private PgSlackInstalls installs;

    @BeforeEach
    void open() {
        database = TestDatabase.open();
        installs = new PgSlackInstalls(database, Vault.ofHome(home));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Installation install(Tenant tenant, String token) {
        return new Installation(
                tenant, "Acme", "A1", "UBOT", Set.of("commands"), "U9", AT, new BotToken(token, Optional.empty()));
    }

    private static Installation rotating(String token, String refresh, Instant over) {
        return install(T1, "x").with(new BotToken(token, Optional.of(new BotToken.Renewal(refresh, over))));
    }

    @Test
    void aTeamIsServedByItsOwnInstallElseByItsOrganisations() {
        assertThat(installs.serving(T1)).isEmpty();

        installs.save(install(E1, "xoxb-org"));
        assertThat(installs.serving(T1)).isEmpty();
        installs.belongs(T1, E1);
        assertThat(installs.serving(T1)).contains(install(E1, "xoxb-org"));

        installs.save(install(T1, "xoxb-old"));
        installs.save(install(T1, "xoxb-team"));
        assertThat(installs.serving(T1)).contains(install(T1, "xoxb-team"));
        assertThat(installs.serving(T2)).isEmpty();
        assertThat(installs.all()).containsExactly(install(E1, "xoxb-org"), install(T1, "xoxb-team"));
    }

    @Test
    void tokensAreNotReadableInTheDatabaseAndCannotBeMovedToAnotherTeam() {
        installs.save(rotating("xoxb-s3cret", "xoxe-s3cret", AT));
        installs.save(install(T2, "xoxb-other"));

        String everything = database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select string_agg(slack_install::text || encode(sealed, 'escape'), ' ') from slack_install")
                        .mapTo(String.class)
                        .one());
        assertThat(everything).contains("T1").doesNotContain("s3cret");

        database.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "update slack_install set sealed = (select sealed from slack_install where tenant = 'T1') where tenant = 'T2'"));
        assertThatThrownBy(() -> installs.serving(T2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEnterpriseIsNeverStoredAsATeam() {
        assertThatThrownBy(() -> new Tenant.Team("E1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> database.jdbi()
                        .useHandle(handle -> handle.execute(
                                "insert into slack_install values ('E1', 'team', '', '', '', '{}', '', now(), '')")))
                .hasMessageContaining("check constraint");
    }

    @Test
    void twoNodesRenewATokenOnce() throws Exception {
        installs.save(rotating("xoxb-1", "xoxe-1", AT));
        PgSlackInstalls other = new PgSlackInstalls(database, Vault.ofHome(home));
        AtomicInteger renewals = new AtomicInteger();

        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : nodes.invokeAll(List.of(
                    () -> renew(installs, renewals), () -> renew(other, renewals), () -> renew(other, renewals)))) {
                done.get();
            }
        }

        assertThat(renewals).hasValue(1);
        assertThat(installs.serving(T1)).contains(rotating("xoxb-2", "xoxe-2", AT.plus(Duration.ofHours(12))));
        assertThat(installs.overAt(AT.plus(Duration.ofHours(1)))).isEmpty();
        assertThat(installs.overAt(AT.plus(Duration.ofHours(13)))).containsExactly(T1);
    }

    private static Void renew(PgSlackInstalls node, AtomicInteger renewals) {
        node.renew(T1, each -> each.token().isOverAt(AT.plusSeconds(60)), each -> {
            renewals.incrementAndGet();
            return Optional.of(
                    new BotToken("xoxb-2", Optional.of(new BotToken.Renewal("xoxe-2", AT.plus(Duration.ofHours(12))))));
        });
        return null;
    }

    @Test
    void aTokenThatCannotBeRenewedStays() {
        installs.save(rotating("xoxb-1", "xoxe-1", AT));

        installs.renew(T1, _ -> true, _ -> Optional.empty());

        assertThat(installs.serving(T1)).contains(rotating("xoxb-1", "xoxe-1", AT));
    }

    @Test
    void aFarewellTakesAwayWhatIsOlderThanIt() {
        installs.save(install(T1, "xoxb-1"));

        assertThat(installs.remove(T1, AT.minusSeconds(1))).isFalse();
        assertThat(installs.serving(T1)).isPresent();
        assertThat(installs.remove(T1, AT)).isTrue();
        assertThat(installs.serving(T1)).isEmpty();
    }

    @Test
    void aBegunInstallIsTakenOnceAndInTime() {
        PgOAuthStates states = new PgOAuthStates(database, Vault.ofHome(home));
        Instant now = Instant.now();
        Begun begun = new Begun("state-1", Optional.of("verifier-1"));

        assertThat(states.keep(begun, now.plusSeconds(60))).isTrue();
        assertThat(states.keep(new Begun("state-2", Optional.empty()), now.plusSeconds(60)))
                .isTrue();

        assertThat(states.take("state-1", now)).contains(begun);
        assertThat(states.take("state-1", now)).isEmpty();
        assertThat(states.take("state-3", now)).isEmpty();
        assertThat(states.take("state-2", now.plusSeconds(60))).isEmpty();
    }

    @Test
    void thereIsAnEndToWhatCanBeBegun() {
        PgOAuthStates states = new PgOAuthStates(database, Vault.ofHome(home));
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into slack_oauth_state select 'd' || n, null, now() + interval '1 hour' from generate_series(1, ?) n",
                        PgOAuthStates.MOST));

        assertThat(states.keep(
                        new Begun("state-1", Optional.empty()), Instant.now().plusSeconds(60)))
                .isFalse();
    }

    @Test
    void aNodeWithAnotherKeysetDoesNotStart(@TempDir Path elsewhere) {
        PgVaultSeal.check(database, Vault.ofHome(home));
        PgVaultSeal.check(database, Vault.ofHome(home));

        assertThatThrownBy(() -> PgVaultSeal.check(database, Vault.ofHome(elsewhere)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OPSPILOT_KEYSET");
    }
}
