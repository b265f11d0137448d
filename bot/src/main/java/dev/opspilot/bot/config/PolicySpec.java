package dev.opspilot.bot.config;

import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.surface.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule about acts. All that it names must hold; the first rule that does counts.
 *
 * @param tool {@code server/tool}, where {@code *} stands for anything
 * @param environment empty for any
 * @param arguments what must stand in the arguments
 * @param person an actor as on receipts, as in {@code slack:U123}; empty for anybody
 * @param role what the actor must be exactly; empty for anybody
 * @param because why, for people; may be empty
 */
public record PolicySpec(
        String tool,
        Optional<String> environment,
        List<Argument> arguments,
        Optional<String> person,
        Optional<Role> role,
        Policy.Mode mode,
        String because) {

    /** A place in the arguments, as a JSON Pointer, and what its text must match as a whole. */
    public record Argument(String at, Pattern matches) {
        public Argument {
            Objects.requireNonNull(at);
            Objects.requireNonNull(matches);
        }
    }

    /** What else must hold besides the tool, as words: {@code where /deploy is db-.*, for the role viewer}. */
    public String conditions() {
        List<String> parts = new ArrayList<>();
        environment.ifPresent(name -> parts.add("in " + name));
        arguments.forEach(each -> parts.add(
                "where " + each.at() + " is " + each.matches().pattern().replaceAll("\\\\[QE]", "")));
        person.ifPresent(each -> parts.add("for " + each));
        role.ifPresent(each -> parts.add("for the role " + each.key()));
        return String.join(", ", parts);
    }

    public PolicySpec {
        Objects.requireNonNull(tool);
        Objects.requireNonNull(environment);
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(person);
        Objects.requireNonNull(role);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(because);
    }
}
