package dev.opspilot.rituals.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceChipTest {
    private static final Instant NOW = Instant.parse("2026-03-04T11:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, just now",
        "PT0.9S, just now",
        "PT-5S, just now",
        "PT1S, 1s ago",
        "PT59.9S, 59s ago",
        "PT1M, 1m ago",
        "PT59M59S, 59m ago",
        "PT1H, 1h ago",
        "PT23H59M, 23h ago",
        "PT24H, 1d ago",
        "PT100H, 4d ago"
    })
    void the_age_is_told_in_its_largest_whole_unit(Duration age, String told) {
        assertThat(chip(age, false, Outcome.FOUND).label(NOW)).isEqualTo("Stripe · " + told);
    }

    @ParameterizedTest
    @CsvSource({
        "true, FOUND, ' · cached'",
        "false, FOUND, ''",
        "false, NOTHING, ' · nothing found'",
        "false, DENIED, ' · denied'",
        "true, FAILED, ' · failed'"
    })
    void what_was_cached_or_did_not_answer_is_marked(boolean cached, Outcome outcome, String mark) {
        assertThat(chip(Duration.ofSeconds(12), cached, outcome).label(NOW)).isEqualTo("Stripe · 12s ago" + mark);
    }

    private static SourceChip chip(Duration age, boolean cached, Outcome outcome) {
        return new SourceChip("Stripe", NOW.minus(age), cached, outcome, Optional.empty());
    }
}
