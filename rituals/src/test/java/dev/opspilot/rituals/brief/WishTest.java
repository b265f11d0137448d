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
                "weekly recap | 2026-11-16T07:40:00Z | 2026-11-23T07:40:00Z",
                "what happened between 5 and 7 this morning? | 2026-11-23T04:00:00Z | 2026-11-23T06:00:00Z",
                "what happened yesterday between 2 and 4pm | 2026-11-22T13:00:00Z | 2026-11-22T15:00:00Z",
                "yesterday from 11am to 1 pm | 2026-11-22T10:00:00Z | 2026-11-22T12:00:00Z",
                "between 11 and 1pm yesterday | 2026-11-22T10:00:00Z | 2026-11-22T12:00:00Z",
                "friday afternoon between 2 and 4 | 2026-11-20T13:00:00Z | 2026-11-20T15:00:00Z",
                "what is new since about 6am | 2026-11-23T05:00:00Z | 2026-11-23T07:40:00Z",
                "how was Tuesday? | 2026-11-16T23:00:00Z | 2026-11-17T23:00:00Z",
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
                "how are we doing?",
                "any news?",
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
                "what happened between 9 and 11 this morning?",
                "what happened between 25 and 27",
                "a monthly recap",
                "how was Friday afternoon?",
                "between 5 and 5:20",
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
    void endsTheWeekendOnMonday() {
        Instant thursday = Instant.parse("2026-11-26T17:00:00Z");

        assertThat(Wish.of("what did I miss over the weekend?", ZURICH, thursday)
                        .span())
                .contains(new Span(Instant.parse("2026-11-20T17:00:00Z"), Instant.parse("2026-11-22T23:00:00Z")));
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
