package dev.opspilot.adapters.slack.testkit;

import dev.opspilot.adapters.slack.install.BotToken;
import dev.opspilot.adapters.slack.install.Installation;
import dev.opspilot.adapters.slack.install.Installations;
import dev.opspilot.adapters.slack.install.OAuthStates;
import dev.opspilot.adapters.slack.install.Tenant;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Installs, and those that were begun, in memory. Thread-safe. */
public final class MemoryInstalls implements Installations, OAuthStates {
    private final Map<String, Installation> installs = new TreeMap<>();
    private final Map<String, String> orgs = new HashMap<>();
    private final Map<String, Begun> begun = new HashMap<>();
    private final Map<String, Instant> until = new HashMap<>();

    @Override
    public synchronized void save(Installation installation) {
        installs.put(installation.tenant().id(), installation);
    }

    @Override
    public synchronized Optional<Installation> serving(Tenant.Team team) {
        return Optional.ofNullable(installs.get(team.id()))
                .or(() -> Optional.ofNullable(orgs.get(team.id())).map(installs::get));
    }

    @Override
    public synchronized void belongs(Tenant.Team team, Tenant.Org org) {
        orgs.put(team.id(), org.id());
    }

    @Override
    public synchronized List<Installation> all() {
        return List.copyOf(installs.values());
    }

    @Override
    public synchronized List<Tenant> overAt(Instant time) {
        return installs.values().stream()
                .filter(each -> each.token().isOverAt(time))
                .map(Installation::tenant)
                .toList();
    }

    @Override
    public synchronized void renew(
            Tenant tenant, Predicate<Installation> due, Function<Installation, Optional<BotToken>> renewal) {
        Optional.ofNullable(installs.get(tenant.id()))
                .filter(due)
                .flatMap(each -> renewal.apply(each).map(each::with))
                .ifPresent(this::save);
    }

    @Override
    public synchronized boolean remove(Tenant tenant, Instant until) {
        return installs.values()
                .removeIf(each ->
                        each.tenant().equals(tenant) && !each.installedAt().isAfter(until));
    }

    @Override
    public synchronized boolean keep(Begun one, Instant end) {
        begun.put(one.state(), one);
        until.put(one.state(), end);
        return true;
    }

    @Override
    public synchronized Optional<Begun> take(String state, Instant now) {
        return Optional.ofNullable(begun.remove(state))
                .filter(each -> until.getOrDefault(each.state(), Instant.MIN).isAfter(now));
    }
}
