package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.analysis.Zones;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the time zone that words name: by its id, or by its city where only one zone has it. */
final class ZoneWords {
    /** Names that people use for more than one zone, or that stand still while their clocks are turned. */
    private static final Set<String> AMBIGUOUS = Set.of(
            "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "ct", "mt", "pt", "cet", "cest", "eet",
            "eest", "wet", "west", "bst", "ist", "jst", "msk", "aest", "aedt", "hst");

    private static final int MOST_WORDS = 3;

    private ZoneWords() {}

    /**
     * Takes the zone out of the words.
     *
     * @param words is changed: the words that named the zone are removed
     */
    static Optional<ZoneId> takeFrom(List<String> words) throws MistakeException {
        for (int at = 0; at < words.size(); at++) {
            for (int length = Math.min(MOST_WORDS, words.size() - at); length > 0; length--) {
                Optional<ZoneId> zone = Zones.named(String.join("_", words.subList(at, at + length)));
                if (zone.isPresent()) {
                    boolean time =
                            at + length < words.size() && words.get(at + length).equalsIgnoreCase("time");
                    words.subList(at, at + length + (time ? 1 : 0)).clear();
                    if (at > 0 && Set.of("in", "of").contains(lower(words.get(at - 1)))) {
                        words.remove(at - 1);
                    }
                    return zone;
                }
            }
            refuse(words.get(at));
        }
        return Optional.empty();
    }

    private static void refuse(String word) throws MistakeException {
        String lower = lower(word);
        if (AMBIGUOUS.contains(lower)) {
            throw new MistakeException("“" + word + "” is not one place’s time the whole year; name the place, as in"
                    + " Europe/London or America/New_York.");
        }
        List<String> places = Zones.of(word);
        if (places.size() > 1) {
            throw new MistakeException(
                    "There are several of “" + word + "”: type " + String.join(" or ", places) + ".");
        }
        if (lower.matches("[a-z_]+(/[a-z_-]+)+")) {
            throw new MistakeException(
                    "I do not know the time zone “" + word + "”; they are named as in Europe/London.");
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
