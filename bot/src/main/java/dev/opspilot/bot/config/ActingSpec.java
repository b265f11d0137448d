package dev.opspilot.bot.config;

import dev.opspilot.rituals.automation.FreezeRule;
import java.util.List;
import java.util.Objects;

/** What may act, by whose leave, and when: the sections {@code acts}, {@code policies}, {@code metaTools}, {@code roles} and {@code freezes}. */
public record ActingSpec(
        List<ActSpec> acts,
        List<PolicySpec> policies,
        List<MetaToolSpec> metaTools,
        RolesSpec roles,
        List<FreezeRule> freezes) {

    /** Nothing acts. */
    public static final ActingSpec NONE = new ActingSpec(List.of(), List.of(), List.of(), RolesSpec.DEFAULT, List.of());

    public ActingSpec {
        acts = List.copyOf(acts);
        policies = List.copyOf(policies);
        metaTools = List.copyOf(metaTools);
        Objects.requireNonNull(roles);
        freezes = List.copyOf(freezes);
    }
}
