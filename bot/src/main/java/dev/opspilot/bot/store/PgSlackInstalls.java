package dev.opspilot.bot.store;

import dev.opspilot.adapters.slack.install.BotToken;
import dev.opspilot.adapters.slack.install.Installation;
import dev.opspilot.adapters.slack.install.Installations;
import dev.opspilot.adapters.slack.install.Tenant;
import dev.opspilot.bot.vault.SealBrokenException;
import dev.opspilot.bot.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Where the Slack app is installed, in PostgreSQL; tokens are sealed for the tenant that they belong to. */
public final class PgSlackInstalls implements Installations {
    private static final String COLUMNS =
            "tenant, kind, name, app_id, bot_user, scopes, installed_by, installed_at, sealed, expires_at";

    private final Jdbi jdbi;
    private final Vault vault;

    public PgSlackInstalls(Database database, Vault vault) {
        this.jdbi = database.jdbi();
        this.vault = vault;
    }

    /** What is sealed. */
    private record Secrets(String access, Optional<String> refresh) {}

    @Override
    public void save(Installation it) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into slack_install (tenant, kind, name, app_id, bot_user, scopes, installed_by,
                                                   installed_at, sealed, expires_at)
                        values (:tenant, :kind, :name, :app, :bot, :scopes, :by, :at, :sealed, :expires)
                        on conflict (tenant) do update set
                            kind = :kind, name = :name, app_id = :app, bot_user = :bot, scopes = :scopes,
                            installed_by = :by, installed_at = :at, sealed = :sealed, expires_at = :expires
                        """)
                .bind("tenant", it.tenant().id())
                .bind("kind", kind(it.tenant()))
                .bind("name", it.name())
                .bind("app", it.appId())
                .bind("bot", it.botUser())
                .bindArray("scopes", String.class, it.scopes())
                .bind("by", it.installedBy())
                .bind("at", utc(it.installedAt()))
                .bind("sealed", sealed(it))
                .bind("expires", expires(it.token()))
                .execute());
    }

    @Override
    public Optional<Installation> serving(Tenant.Team team) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select %s from slack_install
                        where tenant = :team or tenant = (select org from slack_team where team = :team)
                        order by kind = 'team' desc limit 1
                        """.formatted(COLUMNS))
                .bind("team", team.id())
                .map((row, _) -> read(row))
                .findOne());
    }

    @Override
    public void belongs(Tenant.Team team, Tenant.Org org) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into slack_team (team, org) values (:team, :org)
                        on conflict (team) do update set org = :org
                        """)
                .bind("team", team.id())
                .bind("org", org.id())
                .execute());
    }

    @Override
    public List<Installation> all() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select %s from slack_install order by tenant".formatted(COLUMNS))
                        .map((row, _) -> read(row))
                        .list());
    }

    @Override
    public List<Tenant> overAt(Instant time) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select tenant, kind from slack_install where expires_at <= :time order by expires_at")
                .bind("time", utc(time))
                .map((row, _) -> tenant(row))
                .list());
    }

    /** The row stays locked while the next token is fetched. */
    @Override
    public void renew(Tenant tenant, Predicate<Installation> due, Function<Installation, Optional<BotToken>> renewal) {
        jdbi.useTransaction(handle -> locked(handle, tenant)
                .filter(due)
                .flatMap(each -> renewal.apply(each).map(each::with))
                .ifPresent(renewed -> handle.createUpdate(
                                "update slack_install set sealed = :sealed, expires_at = :expires where tenant = :tenant")
                        .bind("sealed", sealed(renewed))
                        .bind("expires", expires(renewed.token()))
                        .bind("tenant", tenant.id())
                        .execute()));
    }

    private Optional<Installation> locked(Handle handle, Tenant tenant) {
        return handle.createQuery("select %s from slack_install where tenant = :tenant for update".formatted(COLUMNS))
                .bind("tenant", tenant.id())
                .map((row, _) -> read(row))
                .findOne();
    }

    @Override
    public boolean remove(Tenant tenant, Instant until) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "delete from slack_install where tenant = :tenant and installed_at <= :until")
                        .bind("tenant", tenant.id())
                        .bind("until", utc(until))
                        .execute())
                > 0;
    }

    private Installation read(ResultSet row) throws SQLException {
        Tenant tenant = tenant(row);
        @Nullable OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        Secrets secrets = secrets(tenant, row.getBytes("sealed"));
        Optional<BotToken.Renewal> renewal = expires == null
                ? Optional.empty()
                : secrets.refresh().map(each -> new BotToken.Renewal(each, expires.toInstant()));
        return new Installation(
                tenant,
                row.getString("name"),
                row.getString("app_id"),
                row.getString("bot_user"),
                Set.of((String[]) row.getArray("scopes").getArray()),
                row.getString("installed_by"),
                row.getObject("installed_at", OffsetDateTime.class).toInstant(),
                new BotToken(secrets.access(), renewal));
    }

    private static Tenant tenant(ResultSet row) throws SQLException {
        String id = row.getString("tenant");
        return "org".equals(row.getString("kind")) ? new Tenant.Org(id) : new Tenant.Team(id);
    }

    private Secrets secrets(Tenant tenant, byte[] sealed) {
        try {
            return StoreJson.read(vault.open(sealed, purpose(tenant)), Secrets.class);
        } catch (SealBrokenException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private byte[] sealed(Installation it) {
        Secrets secrets = new Secrets(it.token().access(), it.token().renewal().map(BotToken.Renewal::refreshToken));
        return vault.seal(StoreJson.tree(secrets).toString(), purpose(it.tenant()));
    }

    private static String purpose(Tenant tenant) {
        return "slack/" + kind(tenant) + "/" + tenant.id();
    }

    private static String kind(Tenant tenant) {
        return switch (tenant) {
            case Tenant.Team _ -> "team";
            case Tenant.Org _ -> "org";
        };
    }

    private static @Nullable OffsetDateTime expires(BotToken token) {
        return token.renewal().map(each -> utc(each.expiresAt())).orElse(null);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
