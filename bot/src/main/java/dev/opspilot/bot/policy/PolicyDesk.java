package dev.opspilot.bot.policy;

import dev.opspilot.bot.config.ActSpec;
import dev.opspilot.bot.config.ActingSpec;
import dev.opspilot.bot.config.PolicySpec;
import dev.opspilot.bot.store.PgGovernance;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Governance;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Moments;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Role;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may act: {@code policy} lists, {@code policy deploys/rollback} tells of one tool, {@code policy deploys/* off} sets,
 * {@code policy deploys/* reset} takes back.
 */
public final class PolicyDesk implements OrderDesk {
    private static final Pattern SET = Pattern.compile(
            "(?<tool>[^/\\s]+/\\S+|\\*)\\s+(?<mode>auto|ask|two[ _]people|off|reset)(?:\\s+in\\s+(?<environment>\\S+))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ASKED = Pattern.compile(
            "(?<server>[^/\\s*]+)/(?<tool>[^\\s*]+)(?:\\s+in\\s+(?<environment>\\S+))?", Pattern.CASE_INSENSITIVE);
    private static final String EXAMPLE =
            "Write “policy deploys/* off”, “policy deploys/rollback two people in production”, or “policy deploys/* reset”.";
    private static final int LATEST = 5;

    private final ActingSpec file;
    private final Governance rules;
    private final PgGovernance set;
    private final InstantSource clock;
    private final Set<String> servers;
    private final BiFunction<Person, Place, ZoneId> homes;

    /**
     * A desk.
     *
     * @param rules those of the file and of what was set, as one
     * @param servers whose tools there are
     * @param homes the zone of whoever asks
     */
    public PolicyDesk(
            ActingSpec file,
            Governance rules,
            PgGovernance set,
            Set<String> servers,
            BiFunction<Person, Place, ZoneId> homes,
            InstantSource clock) {
        this.servers = Set.copyOf(servers);
        this.homes = homes;
        this.file = file;
        this.rules = rules;
        this.set = set;
        this.clock = clock;
    }

    @Override
    public Command.Topic topic() {
        return Command.Topic.POLICY;
    }

    @Override
    public Role needs(Command.Order order) {
        String words = order.words().strip();
        return words.isEmpty() || ASKED.matcher(words).matches() ? Role.VIEWER : Role.ADMIN;
    }

    @Override
    public Notice take(Heard.Ordered order) {
        String words = order.order().words().strip();
        if (words.isEmpty()) {
            return list("What may act", order);
        }
        Matcher asked = ASKED.matcher(words);
        if (asked.matches()) {
            return one(
                    new Act(asked.group("server"), asked.group("tool"), "{}"),
                    Optional.ofNullable(asked.group("environment")).orElse(""),
                    order.person());
        }
        Matcher wish = SET.matcher(words);
        if (!wish.matches()) {
            return Notice.of("Not understood", "I do not know “" + words + "”.", EXAMPLE);
        }
        String tool = wish.group("tool");
        String environment = Optional.ofNullable(wish.group("environment")).orElse("");
        Optional<Policy.Mode> mode = mode(wish.group("mode"));
        if (mode.isPresent() && nobodyHas(tool)) {
            return Notice.of(
                    "Nothing was set",
                    "No server of opspilot.yml is called like that of “" + tool + "”; there are: "
                            + String.join(", ", servers.stream().sorted().toList()) + ".",
                    EXAMPLE);
        }
        boolean known = set.stand().overrides().stream()
                .anyMatch(each -> each.tool().equals(tool) && each.environment().equals(environment));
        if (mode.isEmpty() && !known && !set.knows(order.key())) {
            return list(
                    "Nothing was set in chat for " + tool + (environment.isEmpty() ? "" : " in " + environment)
                            + ", so nothing was taken back",
                    order);
        }
        if (mode.isPresent()) {
            set.setPolicy(order.key(), order.person(), tool, environment, mode.get(), clock.instant());
        } else {
            set.resetPolicy(order.key(), order.person(), tool, environment, clock.instant());
        }
        return list(
                mode.map(to -> tool + " is set to “" + to.key() + "”" + doubt(environment))
                        .orElse("What was set in chat for " + tool + " is taken back"),
                order);
    }

    private boolean nobodyHas(String pattern) {
        int slash = pattern.indexOf('/');
        return slash >= 0 && servers.stream().noneMatch(server -> Judging.matches(pattern.substring(0, slash), server));
    }

    /** A step of a workflow may name an environment that no act does, so it is set all the same. */
    private String doubt(String environment) {
        List<String> known = file.acts().stream()
                .map(ActSpec::environment)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return environment.isEmpty() || known.contains(environment)
                ? ""
                : " in “" + environment + "”, where no act of opspilot.yml is"
                        + (known.isEmpty() ? "" : "; they are in " + String.join(", ", known));
    }

    /** What holds for a tool, and what could hold instead. */
    private Notice one(Act act, String environment, Person person) {
        String where = environment.isEmpty() ? "" : " in " + environment;
        Policy policy = rules.now().policy(act, environment, person.actor(), "");
        boolean meta = file.metaTools().stream().anyMatch(each -> Judging.matches(each.tool(), act.name()));
        List<Notice.Action> actions = new ArrayList<>();
        for (Policy.Mode mode : Policy.Mode.values()) {
            if (mode != policy.mode()) {
                actions.add(new Notice.Action(
                        "Set to " + mode.key(),
                        "policy " + act.name() + " " + mode.key() + where,
                        mode == Policy.Mode.AUTO ? "It will run without anybody being asked." : ""));
            }
        }
        actions.add(new Notice.Action("As opspilot.yml says", "policy " + act.name() + " reset" + where, ""));
        return new Notice(
                meta
                        ? act.name() + where + " is judged by what it would call"
                        : act.name() + where + ": " + policy.mode().key(),
                List.of(Notice.Line.of(policy.because()), Notice.Line.of("Rules about arguments may say otherwise.")),
                actions);
    }

    private static Optional<Policy.Mode> mode(String word) {
        String key = word.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Arrays.stream(Policy.Mode.values())
                .filter(each -> each.key().equals(key))
                .findFirst();
    }

    private Notice list(String title, Heard.Ordered order) {
        List<Notice.Line> lines = new ArrayList<>();
        for (PgGovernance.Toggled each : set.stand().overrides()) {
            String where = each.environment().isEmpty() ? "" : " in " + each.environment();
            lines.add(new Notice.Line(
                    each.tool() + where + ": " + each.mode().key() + ", set by " + each.by(),
                    List.of(new Notice.Action("Take back", "policy " + each.tool() + " reset" + where, ""))));
        }
        for (PolicySpec each : file.policies()) {
            String where = each.environment().map(name -> " in " + name).orElse("");
            String conditions = each.conditions();
            lines.add(new Notice.Line(
                    each.tool() + (conditions.isEmpty() ? "" : " " + conditions) + ": "
                            + each.mode().key() + ", by opspilot.yml",
                    each.mode() == Policy.Mode.OFF || !conditions.equals(where.strip())
                            ? List.of()
                            : List.of(new Notice.Action(
                                    "Turn off", "policy " + each.tool() + " off" + where, "Nothing of it will run."))));
        }
        lines.add(Notice.Line.of("Everything else: ask. " + EXAMPLE));
        Moments moments = new Moments(homes.apply(order.person(), order.place()));
        for (PgGovernance.Change change : set.changes(LATEST)) {
            lines.add(Notice.Line.of(moments.at(change.at()) + ": " + change.by() + " " + change.what()));
        }
        return new Notice(title, lines, List.of());
    }
}
