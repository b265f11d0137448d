package dev.opspilot.rituals.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Freeze;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChangeWindowTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant WEEK = NOON.plus(Duration.ofDays(7));

    @Test
    void without_freezes_it_begins_at_once() {
        assertThat(ChangeWindow.earliest(List.of(), Optional.of("web"), NOON, WEEK, HOUR))
                .contains(new ChangeWindow(NOON, NOON.plus(HOUR), List.of()));
    }

    @Test
    void it_begins_behind_freezes_that_follow_too_closely_upon_each_other() {
        Freeze first = freeze("a", 0, 120, Optional.empty());
        Freeze second = freeze("b", 150, 200, Optional.empty());

        ChangeWindow window = ChangeWindow.earliest(List.of(second, first), Optional.of("web"), NOON, WEEK, HOUR)
                .orElseThrow();

        assertThat(window.from()).isEqualTo(second.to());
        assertThat(window.avoided()).containsExactly(first, second);
    }

    @Test
    void it_fits_exactly_between_two_freezes() {
        Freeze first = freeze("a", -10, 30, Optional.empty());
        Freeze second = freeze("b", 90, 200, Optional.empty());

        assertThat(ChangeWindow.earliest(List.of(first, second), Optional.of("web"), NOON, WEEK, HOUR))
                .contains(new ChangeWindow(first.to(), second.from(), List.of(first)));
    }

    @Test
    void a_freeze_of_another_service_does_not_count_unless_the_service_is_not_known() {
        List<Freeze> freezes = List.of(freeze("a", -10, 30, Optional.of("payments-api")));

        assertThat(ChangeWindow.broken(freezes, Optional.of("web"), NOON)).isEmpty();
        assertThat(ChangeWindow.broken(freezes, Optional.of("Payments-API"), NOON))
                .isPresent();
        assertThat(ChangeWindow.broken(freezes, Optional.empty(), NOON)).isPresent();
    }

    @Test
    void a_freeze_that_ends_now_or_begins_later_is_not_broken() {
        List<Freeze> freezes = List.of(freeze("a", -10, 0, Optional.empty()), freeze("b", 1, 9, Optional.empty()));

        assertThat(ChangeWindow.broken(freezes, Optional.empty(), NOON)).isEmpty();
    }

    @Test
    void there_is_none_when_freezes_last_as_long_as_they_are_known() {
        List<Freeze> freezes = List.of(new Freeze("a", "Long", NOON, WEEK, Optional.empty()));

        assertThat(ChangeWindow.earliest(freezes, Optional.of("web"), NOON, WEEK, HOUR))
                .isEmpty();
    }

    private static Freeze freeze(String id, int fromMinute, int toMinute, Optional<String> service) {
        return new Freeze(
                id,
                "No changes",
                NOON.plus(Duration.ofMinutes(fromMinute)),
                NOON.plus(Duration.ofMinutes(toMinute)),
                service);
    }
}
