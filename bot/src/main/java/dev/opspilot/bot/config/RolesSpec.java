package dev.opspilot.bot.config;

import dev.opspilot.rituals.surface.Role;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who may do what.
 *
 * @param members what a full member of the organisation is who is named nowhere
 * @param named by role: {@code slack:U123} a person, {@code group:slack:S123} a user group, {@code channel:slack:C123}
 *     everybody in a channel
 * @param same accounts that belong to one person each, as in {@code slack:U123} and {@code teams:…}; they count once where
 *     two people must agree
 */
public record RolesSpec(Role members, Map<Role, Set<String>> named, List<Set<String>> same) {

    /** Full members start rituals; who may let something act has to be named. */
    public static final RolesSpec DEFAULT = new RolesSpec(Role.OPERATOR, Map.of(), List.of());

    public RolesSpec {
        Objects.requireNonNull(members);
        Map<Role, Set<String>> copy = new EnumMap<>(Role.class);
        named.forEach((role, names) -> copy.put(role, Set.copyOf(names)));
        named = Map.copyOf(copy);
        same = same.stream().map(Set::copyOf).toList();
    }
}
