package dev.opspilot.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.config.RolesSpec;
import dev.opspilot.rituals.surface.Directory;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HouseRolesTest {
    private static final Place OPS = new Place("slack", "T1", "COPS", Optional.empty());
    private static final Place ELSEWHERE = new Place("slack", "T1", "C9", Optional.empty());

    private final HouseRoles roles = new HouseRoles(
            new RolesSpec(
                    Role.OPERATOR,
                    Map.of(
                            Role.APPROVER, Set.of("slack:UBOB", "group:slack:SONCALL", "channel:slack:COPS"),
                            Role.ADMIN, Set.of("slack:UMO", "slack:UGUEST"),
                            Role.VIEWER, Set.of("slack:UVIEW", "slack:UBOB")),
                    List.of()),
            List.of(new Slack()));

    /** A platform where {@code UGUEST} is a guest, {@code UDUTY} on call, and {@code UAWAY} cannot be looked up. */
    private static final class Slack implements Directory {
        @Override
        public String surface() {
            return "slack";
        }

        @Override
        public Standing standing(Person person, Place place) {
            if (person.id().equals("UAWAY")) {
                throw new IllegalStateException("Slack does not answer");
            }
            return new Standing(
                    !person.id().equals("UGUEST"), person.id().equals("UDUTY") ? Set.of("SONCALL") : Set.of());
        }
    }

    private Role of(String id, Place place) {
        return roles.of(new Person("slack", id, id), place);
    }

    @Test
    void aPersonHasTheHighestOfTheRolesGivenByNameByGroupAndByChannel() {
        assertThat(of("UADA", ELSEWHERE)).isEqualTo(Role.OPERATOR);
        assertThat(of("UBOB", ELSEWHERE)).isEqualTo(Role.APPROVER);
        assertThat(of("UDUTY", ELSEWHERE)).isEqualTo(Role.APPROVER);
        assertThat(of("UADA", OPS)).isEqualTo(Role.APPROVER);
        assertThat(of("UMO", OPS)).isEqualTo(Role.ADMIN);
        assertThat(of("UVIEW", ELSEWHERE)).isEqualTo(Role.VIEWER);
    }

    @Test
    void aGuestIsAViewerWhateverTheFileSays() {
        assertThat(of("UGUEST", OPS)).isEqualTo(Role.VIEWER);
    }

    @Test
    void whoCannotBeLookedUpIsAViewerForNow() {
        assertThat(of("UAWAY", OPS)).isEqualTo(Role.VIEWER);
    }

    @Test
    void aNameCountsOnItsOwnPlatformOnly() {
        Place teams = new Place("teams", "", "COPS", Optional.empty());

        assertThat(roles.of(new Person("teams", "UMO", "Mo"), teams)).isEqualTo(Role.OPERATOR);
    }

    @Test
    void theTokenIsTheOwners() {
        Place page = new Place("console", "", "page", Optional.empty());

        assertThat(roles.of(new Person("console", "api", "API"), page)).isEqualTo(Role.ADMIN);
    }
}
