package dev.opspilot.bot.store;

import dev.opspilot.adapters.slack.install.OAuthStates;
import dev.opspilot.bot.vault.SealBrokenException;
import dev.opspilot.bot.vault.Vault;
import dev.opspilot.rituals.receipt.Digest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begun installs of the Slack app, in PostgreSQL. */
public final class PgOAuthStates implements OAuthStates {
    /** Anybody may begin one, so there is an end to them. */
    static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(PgOAuthStates.class);

    private final Jdbi jdbi;
    private final Vault vault;

    public PgOAuthStates(Database database, Vault vault) {
        this.jdbi = database.jdbi();
        this.vault = vault;
    }

    @Override
    public boolean keep(Begun begun, Instant until) {
        String digest = digest(begun.state());
        byte @Nullable [] verifier =
                begun.verifier().map(each -> vault.seal(each, purpose(digest))).orElse(null);
        return jdbi.withHandle(handle -> {
            handle.execute("delete from slack_oauth_state where until < now()");
            return handle.createUpdate("""
                            insert into slack_oauth_state (digest, verifier, until)
                            select :digest, :verifier, :until
                            where (select count(*) from slack_oauth_state) < :most
                            """)
                            .bind("digest", digest)
                            .bind("verifier", verifier)
                            .bind("until", until.atOffset(ZoneOffset.UTC))
                            .bind("most", MOST)
                            .execute()
                    > 0;
        });
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Taken(byte @Nullable [] verifier) {}

    @Override
    public Optional<Begun> take(String state, Instant now) {
        String digest = digest(state);
        Optional<Taken> taken = jdbi.withHandle(handle -> handle.createQuery(
                        "delete from slack_oauth_state where digest = :digest and until > :now returning verifier")
                .bind("digest", digest)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, _) -> new Taken(row.getBytes("verifier")))
                .findOne());
        return taken.flatMap(each -> begun(state, digest, each));
    }

    private Optional<Begun> begun(String state, String digest, Taken taken) {
        if (taken.verifier() == null) {
            return Optional.of(new Begun(state, Optional.empty()));
        }
        try {
            return Optional.of(new Begun(state, Optional.of(vault.open(taken.verifier(), purpose(digest)))));
        } catch (SealBrokenException e) {
            LOG.error("an install was begun that cannot be finished: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static String digest(String state) {
        return Digest.of(state).toString();
    }

    private static String purpose(String digest) {
        return "slack/verifier/" + digest;
    }
}
