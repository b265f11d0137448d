package dev.opspilot.bot.policy;

import dev.opspilot.bot.config.RolesSpec;
import dev.opspilot.rituals.surface.Directory;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.Roles;
import dev.opspilot.rituals.surface.UnansweredException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Roles as the configuration gives them: the highest that a person has by name, by a group, or by the channel; what
 * members are otherwise. A guest, a stranger, and whoever the platform does not know is a viewer at most. Thread-safe.
 *
 * <p>Whoever came in by the API token, or by the page that it opens, is an admin: the token is the owner's.
 */
public final class HouseRoles implements Roles {
    /** The surface of the API and of the page. */
    public static final String CONSOLE = "console";

    private static final Directory.Standing STRANGER = new Directory.Standing(false, Set.of());
    private static final Logger LOG = LoggerFactory.getLogger(HouseRoles.class);

    private final RolesSpec spec;
    private final Map<String, Directory> directories;

    public HouseRoles(RolesSpec spec, List<Directory> directories) {
        this.spec = spec;
        this.directories =
                directories.stream().collect(Collectors.toUnmodifiableMap(Directory::surface, Function.identity()));
    }

    @Override
    public Role of(Person person, Place place) {
        if (person.surface().equals(CONSOLE)) {
            return Role.ADMIN;
        }
        if (person.ofHouse()) {
            return Role.OPERATOR; // it begins workflows and rituals; what acts is let act by others
        }
        Directory.Standing standing = standing(person, place);
        if (!standing.member()) {
            return Role.VIEWER;
        }
        for (Role role : List.of(Role.ADMIN, Role.APPROVER, Role.OPERATOR, Role.VIEWER)) {
            if (isNamed(role, person, place, standing)) {
                return role;
            }
        }
        return spec.members();
    }

    @Override
    public Person named(Person person, Place place) {
        Directory directory = directories.get(person.surface());
        return directory == null
                ? person
                : directory
                        .name(person, place)
                        .map(name -> new Person(person.surface(), person.id(), name))
                        .orElse(person);
    }

    private boolean isNamed(Role role, Person person, Place place, Directory.Standing standing) {
        Set<String> names = spec.named().getOrDefault(role, Set.of());
        return names.contains(person.actor())
                || names.contains("channel:" + place.surface() + ":" + place.channel())
                || standing.groups().stream()
                        .anyMatch(group -> names.contains("group:" + person.surface() + ":" + group));
    }

    private Directory.Standing standing(Person person, Place place) {
        Directory directory = directories.get(person.surface());
        if (directory == null) {
            return new Directory.Standing(true, Set.of()); // a platform that knows members only
        }
        try {
            return directory.standing(person, place);
        } catch (UnansweredException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be looked up, and counts as a stranger for now", person.actor(), e);
            return STRANGER;
        }
    }
}
