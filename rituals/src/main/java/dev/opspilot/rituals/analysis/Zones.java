package dev.opspilot.rituals.analysis;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The time zones that a word may name: by their id, or by a city where only one zone has it; capitals do not matter. */
public final class Zones {
    private static final Set<String> AREAS =
            Set.of("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific");

    private static final Map<String, String> IDS = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.contains("/") || id.equals("UTC") || id.equals("GMT"))
            .collect(Collectors.toUnmodifiableMap(Zones::lower, Function.identity()));

    private static final Map<String, List<String>> CITIES = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.indexOf('/') == id.lastIndexOf('/')
                    && AREAS.contains(id.substring(0, Math.max(0, id.indexOf('/')))))
            .collect(Collectors.groupingBy(id -> lower(id.substring(id.indexOf('/') + 1))));

    private Zones() {}

    /** The zone with an id, or of a city whose words are joined as in {@code new_york}. */
    public static Optional<ZoneId> named(String word) {
        String id = IDS.get(lower(word));
        if (id != null) {
            return Optional.of(ZoneId.of(id));
        }
        List<String> places = of(word);
        return places.size() == 1 ? Optional.of(ZoneId.of(places.getFirst())) : Optional.empty();
    }

    /** The ids of the zones of cities with this name. */
    public static List<String> of(String city) {
        return CITIES.getOrDefault(lower(city), List.of());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
