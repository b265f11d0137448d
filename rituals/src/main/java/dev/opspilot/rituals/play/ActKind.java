package dev.opspilot.rituals.play;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kind of act that rituals propose. The configuration says which tool carries it out. */
public enum ActKind {
    /** Puts back the version that ran before a deploy. */
    DEPLOYS_ROLLBACK("deploys.rollback", "change", "service"),
    /** Sets a flag to what it was before a change of it. */
    FLAGS_REVERT("flags.revert", "change", "service"),
    /** Puts back what another kind of change changed. */
    CHANGES_REVERT("changes.revert", "change", "service"),
    /** Sends new traffic to another provider. */
    PROVIDERS_FAILOVER("providers.failover", "from", "to"),
    /** Stops an experiment from taking more people. */
    EXPERIMENTS_PAUSE("experiments.pause", "experiment"),
    /** Runs an automation once more. */
    AUTOMATIONS_RUN("automations.run", "automation"),
    /** Calls a tool that a workflow names; the workflow binds it. */
    TOOLS_CALL("tools.call", "server", "tool", "arguments"),
    /** Lets a workflow go on; OpsPilot's own. */
    STEPS_APPROVE("steps.approve", "question"),
    /** Begins an incident drill, which reads and changes nothing; OpsPilot's own. */
    DRILLS_START("drills.start", "intent", "session");

    /** Those that the configuration does not bind. */
    public static final Set<ActKind> UNBOUND = Set.of(TOOLS_CALL, STEPS_APPROVE, DRILLS_START);

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which nobody can change
    private final List<String> parameters;

    ActKind(String key, String... parameters) {
        this.key = key;
        this.parameters = List.of(parameters);
    }

    /** The name in the configuration. */
    public String key() {
        return key;
    }

    /** What a template of its arguments may name; one that a proposal does not know makes it a proposal by hand. */
    public List<String> parameters() {
        return parameters;
    }

    /** The one that the configuration calls so. */
    public static Optional<ActKind> of(String key) {
        return bindable().filter(each -> each.key.equals(key)).findFirst();
    }

    /** All names, for messages that say what would have been right. */
    public static String keys() {
        return bindable().map(ActKind::key).collect(Collectors.joining(", "));
    }

    private static Stream<ActKind> bindable() {
        return Arrays.stream(values()).filter(each -> !UNBOUND.contains(each));
    }
}
