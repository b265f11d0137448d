package dev.opspilot.bot.policy;

import dev.opspilot.bot.config.ActingSpec;
import dev.opspilot.bot.store.PgGovernance;
import dev.opspilot.rituals.automation.FreezeRule;
import dev.opspilot.rituals.automation.FreezeWords;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Governance;
import dev.opspilot.rituals.play.Halt;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Rules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of the file and of the database, as one. Thread-safe. */
public final class HouseRules implements Governance {
    private static final Logger LOG = LoggerFactory.getLogger(HouseRules.class);

    /** How old rules may be for whoever only shows or decides something; a call looks anew. */
    private static final Duration LATELY = Duration.ofSeconds(1);

    private final ActingSpec file;
    private final PgGovernance set;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(Snapshot rules, Instant at) {
        boolean isFresh(Instant now) {
            Duration age = Duration.between(at, now);
            return !age.isNegative() && age.compareTo(LATELY) < 0;
        }
    }

    public HouseRules(ActingSpec file, PgGovernance set, InstantSource clock) {
        this.file = file;
        this.set = set;
        this.clock = clock;
    }

    @Override
    public Rules now() {
        return read();
    }

    @Override
    public Rules lately() {
        Known before = known;
        return before != null && before.isFresh(clock.instant()) ? before.rules : read();
    }

    private Snapshot read() {
        Instant now = clock.instant();
        Snapshot rules = new Snapshot(file, set.stand());
        known = new Known(rules, now);
        return rules;
    }

    /** A freeze with the id that names it. */
    record Named(String id, FreezeRule rule, String by) {}

    /** Every freeze, those of the file first. */
    List<Named> freezes() {
        return read().freezes;
    }

    private static final class Snapshot implements Rules {
        private final Judging judging;
        private final List<Named> freezes;
        private final Optional<Halt> halt;
        private final List<Set<String>> accounts;

        Snapshot(ActingSpec file, PgGovernance.Stand set) {
            judging = new Judging(set.overrides(), file.policies(), file.metaTools());
            freezes = named(file, set.freezes());
            halt = set.halt();
            accounts = file.roles().same();
        }

        private static List<Named> named(ActingSpec file, List<PgGovernance.Frozen> set) {
            List<Named> all = new ArrayList<>();
            for (int i = 0; i < file.freezes().size(); i++) {
                all.add(new Named("file-" + (i + 1), file.freezes().get(i), "opspilot.yml"));
            }
            for (PgGovernance.Frozen each : set) {
                if (FreezeWords.read(each.rule(), ZoneId.of("UTC"))
                        instanceof FreezeWords.Understood(FreezeRule rule)) {
                    all.add(new Named("chat-" + each.id(), rule, each.by()));
                } else {
                    LOG.error("The freeze chat-{} cannot be read and does not hold: {}", each.id(), each.rule());
                }
            }
            return all;
        }

        @Override
        public Policy policy(Act act, String environment, String actor, String role) {
            return judging.of(act, environment, actor, role);
        }

        @Override
        public Policy mildest(Act act, String environment) {
            return judging.mildest(act, environment);
        }

        @Override
        public List<Freeze> freezes(Instant from, Instant to) {
            return freezes.stream()
                    .flatMap(each -> each.rule().within(each.id(), from, to).stream())
                    .sorted(Comparator.comparing(Freeze::from).thenComparing(Freeze::id))
                    .toList();
        }

        @Override
        public Optional<Halt> halt() {
            return halt;
        }

        /** One token opens the API and the page, so whoever comes by them is one person. */
        @Override
        public String who(String actor) {
            String account = actor.startsWith(HouseRoles.CONSOLE + ":") ? HouseRoles.CONSOLE : actor;
            return accounts.stream()
                    .filter(person -> person.contains(account))
                    .flatMap(person -> person.stream().sorted().limit(1))
                    .findFirst()
                    .orElse(account);
        }
    }
}
