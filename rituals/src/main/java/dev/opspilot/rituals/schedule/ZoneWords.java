package dev.opspilot.rituals.schedule;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the time zone that words name: by its id, or by its city where only one zone has it. */
final class ZoneWords {
    private static final Set<String> AREAS =
            Set.of("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific");

    private static final Map<String, String> IDS = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.contains("/") || id.equals("UTC") || id.equals("GMT"))
            .collect(Collectors.toUnmodifiableMap(ZoneWords::lower, Function.identity()));

    private static final Map<String, List<String>> CITIES = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.indexOf('/') == id.lastIndexOf('/')
                    && AREAS.contains(id.substring(0, Math.max(0, id.indexOf('/')))))
            .collect(Collectors.groupingBy(id -> lower(id.substring(id.indexOf('/') + 1))));

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
                Optional<ZoneId> zone = named(lower(String.join("_", words.subList(at, at + length))));
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

    /** The zone with an id, or of a city. */
    static Optional<ZoneId> named(String word) {
        String id = IDS.get(lower(word));
        if (id != null) {
            return Optional.of(ZoneId.of(id));
        }
        List<String> places = CITIES.getOrDefault(lower(word), List.of());
        return places.size() == 1 ? Optional.of(ZoneId.of(places.getFirst())) : Optional.empty();
    }

    private static void refuse(String word) throws MistakeException {
        String lower = lower(word);
        if (AMBIGUOUS.contains(lower)) {
            throw new MistakeException("“" + word + "” is not one place’s time the whole year; name the place, as in"
                    + " Europe/London or America/New_York.");
        }
        List<String> places = CITIES.getOrDefault(lower, List.of());
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
