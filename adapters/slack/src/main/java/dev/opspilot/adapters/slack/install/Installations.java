package dev.opspilot.adapters.slack.install;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Where the app is installed, shared by all nodes and kept across restarts. Thread-safe. */
public interface Installations {

    /** Keeps an install in place of the one before it. */
    void save(Installation installation);

    /** The install that serves a workspace: its own, else that of its organisation. */
    Optional<Installation> serving(Tenant.Team team);

    /** Remembers which organisation a workspace belongs to. */
    void belongs(Tenant.Team team, Tenant.Org org);

    /** Every install, by id. */
    List<Installation> all();

    /** The installs whose token is over at that time. */
    List<Tenant> overAt(Instant time);

    /**
     * Replaces a token, on one node at a time: whoever comes second waits, and then sees what the first left.
     *
     * @param due whether the install still needs another token
     * @param renewal makes it; empty keeps what is there. May take as long as a call of Slack
     */
    void renew(Tenant tenant, Predicate<Installation> due, Function<Installation, Optional<BotToken>> renewal);

    /**
     * Forgets an install.
     *
     * @param until the time of the farewell; an install that was made after it stays
     * @return whether there was one
     */
    boolean remove(Tenant tenant, Instant until);
}
