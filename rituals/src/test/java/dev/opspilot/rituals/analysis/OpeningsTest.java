package dev.opspilot.rituals.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.rituals.analysis.Openings.Said;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class OpeningsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T07:00:00Z");
    private static final Openings EIGHT = Openings.of("A", "B", "C", "D", "E", "F", "G", "H");

    @Property
    void repeatsNoneInSevenDaysInARow(@ForAll @IntRange(max = 40_000) int day) {
        List<String> week = LongStream.range(0, 7)
                .mapToObj(each ->
                        EIGHT.on(Instant.EPOCH.plus(Duration.ofDays(day + each)).plusSeconds(7 * 3600), ZoneOffset.UTC))
                .toList();

        assertThat(week).doesNotHaveDuplicates();
    }

    @Property
    void repeatsNoneThatIsKnownFromTheWeekBeforeHoweverManyADay(
            @ForAll @Size(max = 7) List<@IntRange(max = 7 * 24 - 1) Integer> hoursBefore) {
        List<Said> said = new ArrayList<>();
        for (int hours : hoursBefore.stream().sorted(Comparator.reverseOrder()).toList()) {
            Instant at = MONDAY.minus(Duration.ofHours(hours + 1));
            said.add(new Said(at, EIGHT.on(at, ZoneOffset.UTC, said) + " since then."));
        }

        assertThat(said).extracting(Said::text).doesNotHaveDuplicates();
    }

    @Test
    void takesWhatWasSaidLongestAgoWhereAllWereSaid() {
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            said.add(new Said(
                    MONDAY.minus(Duration.ofHours(50 - i)), EIGHT.ways().get(7 - i)));
        }

        assertThat(EIGHT.on(MONDAY, ZoneOffset.UTC, said)).isEqualTo("H");
    }

    @Test
    void changesAtTheMidnightOfTheZone() {
        ZoneId zurich = ZoneId.of("Europe/Zurich");
        Instant before = Instant.parse("2026-11-23T22:59:00Z");

        assertThat(EIGHT.on(before, zurich)).isNotEqualTo(EIGHT.on(before.plusSeconds(120), zurich));
        assertThat(EIGHT.on(before, ZoneOffset.UTC)).isEqualTo(EIGHT.on(before.plusSeconds(120), ZoneOffset.UTC));
    }

    @Test
    void needsOneForEachDay() {
        assertThatThrownBy(() -> Openings.of("A", "B", "C", "D", "E", "F", "F"))
                .hasMessageStartingWith("a week needs seven ways to begin");
    }
}
