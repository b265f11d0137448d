package dev.opspilot.rituals.surface;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which ritual plain words ask for, told by rules.
 *
 * @param clear whether the words leave little doubt; otherwise it is the likeliest
 */
record Meaning(RitualName ritual, boolean clear) {
    private static final Map<RitualName, Pattern> STEMS = Map.of(
            RitualName.BRIEF,
            stems("brief|summar|recap|digest|catch (me|us) up|what('s| is| has)? (new|changed)|changed|"
                    + "how (are|did) we|report\\b(?! (that|they|it|we|he|she|i|of)\\b)|(any|the|good|bad) news|"
                    + "the (numbers|figures)|did (i|we) miss|update (me|us)|any updates?|what happened\\b(?! (to|with))|"
                    + "weekly|compar(e|ed|ing|ison)|overview|how('s| is) business"),
            RitualName.INCIDENT,
            stems("fail|down\\b|broke|break|error|outage|incident|slow|latency|time?d? ?out|crash|5\\d\\d|alert|stuck|"
                    + "spik|drop|not work|can'?t|cannot|declin|wrong|degrad|missing|complain|odd\\b|strange|weird|"
                    + "unusual|trouble|problem|unavailable|unreachable|hang|hung\\b|reject|refus|dying|dead\\b|dies\\b|"
                    + "sluggish|lagg|lock(ed|ing)? ?(me |us |them )?out|unable|losing|lost\\b|looks? (low|off|bad)\\b|"
                    + "affected"),
            RitualName.EXPERIMENT,
            stems("experiment|a/?b\\b|test|hypothes|variant|what if|gating|pricing|price|uplift|sample size|"
                    + "significan|readout|read ?-out|roll ?out|try\\b|should we ship|\\d ?%? power\\b|power of|"
                    + "how many (users|people|customers|units|visitors)\\b.*\\b(need|detect)"));

    /** A time alone asks for a brief; beside other words it may be that of anything. */
    private static final Pattern TIMES =
            stems("overnight|morning|yesterday|last (night|week|24)|this week|weekend|since");

    /** So many words are a time alone. */
    private static final int SHORT = 4;

    private static final int WORD = 2;

    private static Pattern stems(String alternatives) {
        return Pattern.compile("\\b(" + alternatives + ")");
    }

    static Meaning of(String words) {
        String text = words.toLowerCase(Locale.ROOT);
        List<RitualName> order = RitualName.BY_NAME.stream()
                .sorted(Comparator.comparingLong((RitualName each) -> -count(text, each))
                        .thenComparingInt(each -> each == RitualName.INCIDENT ? 0 : 1))
                .toList();
        long most = count(text, order.getFirst());
        long next = count(text, order.get(1));
        boolean told = most >= WORD || text.split(" ").length <= SHORT;
        return new Meaning(order.getFirst(), most > next && told);
    }

    private static long count(String text, RitualName ritual) {
        Pattern pattern = STEMS.get(ritual);
        long words = pattern == null ? 0 : pattern.matcher(text).results().count();
        return WORD * words + (ritual == RitualName.BRIEF && TIMES.matcher(text).find() ? 1 : 0);
    }
}
