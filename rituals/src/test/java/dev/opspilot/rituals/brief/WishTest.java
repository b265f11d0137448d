package dev.opspilot.rituals.brief;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WishTest {
    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

    /** A Monday, 08:40 in Zurich. */
    private static final Instant NOW = Instant.parse("2026-11-23T07:40:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what changed overnight? | 2026-11-22T17:00:00Z | 2026-11-23T07:40:00Z",
                "Anything last night | 2026-11-22T17:00:00Z | 2026-11-23T07:40:00Z",
                "since Friday | 2026-11-19T23:00:00Z | 2026-11-23T07:40:00Z",
                "since friday 17:30 | 2026-11-20T16:30:00Z | 2026-11-23T07:40:00Z",
                "since last Friday at 5pm | 2026-11-20T16:00:00Z | 2026-11-23T07:40:00Z",
                "since Monday | 2026-11-15T23:00:00Z | 2026-11-23T07:40:00Z",
                "since yesterday | 2026-11-21T23:00:00Z | 2026-11-23T07:40:00Z",
                "since yesterday 18:00 | 2026-11-22T17:00:00Z | 2026-11-23T07:40:00Z",
                "since 18:00 | 2026-11-22T17:00:00Z | 2026-11-23T07:40:00Z",
                "since 6am | 2026-11-23T05:00:00Z | 2026-11-23T07:40:00Z",
                "since 2026-11-20 | 2026-11-19T23:00:00Z | 2026-11-23T07:40:00Z",
                "last 24 hours | 2026-11-22T07:40:00Z | 2026-11-23T07:40:00Z",
                "the past 3 days please | 2026-11-20T07:40:00Z | 2026-11-23T07:40:00Z",
                "last 2 weeks | 2026-11-09T07:40:00Z | 2026-11-23T07:40:00Z",
                "this week | 2026-11-22T23:00:00Z | 2026-11-23T07:40:00Z",
                "last week | 2026-11-15T23:00:00Z | 2026-11-22T23:00:00Z",
                "how was the weekend? | 2026-11-20T17:00:00Z | 2026-11-23T07:40:00Z",
                "yesterday | 2026-11-21T23:00:00Z | 2026-11-22T23:00:00Z",
                "today so far | 2026-11-22T23:00:00Z | 2026-11-23T07:40:00Z",
                "since Friday 18:00 America/New_York | 2026-11-20T23:00:00Z | 2026-11-23T07:40:00Z",
            })
    void takesTheStretchThatTheWordsName(String words, Instant from, Instant to) {
        Wish wish = Wish.of(words, ZURICH, NOW);

        assertThat(wish.span()).contains(new Span(from, to));
        assertThat(wish.understood()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What changed since the last brief?",
                "brief me",
                "what is new?",
                "Good morning",
                "catch me up",
                "the Monday morning brief"
            })
    void meansWhatHappenedSinceTheLastBriefWhereNoTimeIsNamed(String words) {
        assertThat(Wish.of(words, ZURICH, NOW)).isEqualTo(new Wish(ZURICH, Optional.empty(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bananas",
                "what happened in 2019?",
                "what will change tomorrow?",
                "compare Monday with Sunday in New York time",
                "what changed in March?",
                "what happened 3 days ago?",
                "a summary of the quarter",
                "what is new as of 5pm",
                "last 900 days",
                "since 2031-01-01",
                "since 2020-02-02",
                "since 2026-99-99",
                "since 27:80"
            })
    void saysThatItDidNotUnderstandWhereNoUsefulTimeIsNamed(String words) {
        Wish wish = Wish.of(words, ZURICH, NOW);

        assertThat(wish.span()).isEmpty();
        assertThat(wish.understood()).isFalse();
    }

    @Test
    void countsDaysByTheClockOnTheWallWhenItChanges() {
        Instant sunday = Instant.parse("2026-10-25T09:00:00Z");

        assertThat(Wish.of("since yesterday", ZURICH, sunday).span())
                .contains(new Span(Instant.parse("2026-10-23T22:00:00Z"), sunday));
        assertThat(Wish.of("today", ZURICH, sunday).span())
                .contains(new Span(Instant.parse("2026-10-24T22:00:00Z"), sunday));
    }

    @Property
    void neverTakesAStretchThatIsTooLongOrNotOverYet(@ForAll String words) {
        Wish.of(words, ZURICH, NOW).span().ifPresent(span -> {
            assertThat(span.to()).isBeforeOrEqualTo(NOW);
            assertThat(span.length()).isBetween(Wish.SHORTEST, Wish.LONGEST);
        });
    }
}
