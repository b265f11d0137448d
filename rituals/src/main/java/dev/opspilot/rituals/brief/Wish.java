package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Span;
import dev.opspilot.rituals.analysis.TimeWords;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which stretch of time a person wants to hear of, told by rules.
 *
 * @param zone that the words name, or the one that is usual
 * @param span empty for what has happened since the last brief
 * @param understood whether the words told; otherwise the usual stretch is taken, and that is said
 */
record Wish(ZoneId zone, Optional<Span> span, boolean understood) {
    /** The longest that a brief tells of: what came before is what it compares with. */
    static final Duration LONGEST = Duration.ofDays(14);

    static final Duration SHORTEST = Duration.ofHours(1);

    /** What names a time, whether or not it can be taken; a brief of Mondays is called so, and names none. */
    private static final Pattern TIME_NAMED =
            Pattern.compile("\\b(?:(?:19|20)\\d{2}|tomorrow|next|ago|between \\d{1,2}|noon|afternoon|evening"
                    + "|hours?|days?|weeks?|weekly|months?|monthly|quarters?|quarterly|q[1-4]|years?|(?:"
                    + TimeWords.DAYS
                    + ")s?(?! (?:morning )?(?:brief|summary|recap))"
                    + "|january|february|march|april|june|july|august|september|october|november|december"
                    + "|\\d{1,2}(?::\\d{2}| ?[ap]m))\\b");

    private static final Pattern USUAL =
            Pattern.compile("\\b(last brief|changed|change|new|brief|catch (me|us) up|summary|recap|happened|morning"
                    + "|news|updates?|numbers|figures|overview|report|miss|going|doing|anything)\\b");

    /** Understands words as of a moment. */
    static Wish of(String words, ZoneId usual, Instant now) {
        ZoneId zone = TimeWords.zone(words).orElse(usual);
        String text = words.toLowerCase(Locale.ROOT);
        ZonedDateTime here = now.atZone(zone);
        Optional<Span> asked = TimeWords.span(text, here);
        Optional<Span> span = asked.filter(each -> fits(each, now));
        boolean namesNone = asked.isEmpty() && !TIME_NAMED.matcher(text).find();
        boolean understood =
                span.isPresent() || (namesNone && USUAL.matcher(text).find());
        return new Wish(zone, span, understood);
    }

    private static boolean fits(Span span, Instant now) {
        return !span.to().isAfter(now)
                && span.length().compareTo(SHORTEST) >= 0
                && !span.from().isBefore(now.minus(LONGEST));
    }
}
