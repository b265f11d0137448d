package dev.opspilot.bot.config;

import dev.opspilot.rituals.surface.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose alerts are taken, and where their incidents are shown.
 *
 * @param routes the first that fits counts
 */
public record AlertsSpec(Map<Hook, HookSecret> secrets, List<Route> routes) {
    /** The page, where no route leads elsewhere. */
    public static final Place PAGE = new Place("console", "", "page", Optional.empty());

    /** Nothing is set. */
    public static final AlertsSpec NONE = new AlertsSpec(Map.of(), List.of());

    /**
     * Alerts whose labels all fit go to a place.
     *
     * @param labels patterns by the name of the label
     */
    public record Route(Map<String, Pattern> labels, Place place) {
        public Route {
            labels = Map.copyOf(labels);
        }

        boolean fits(Map<String, String> of) {
            return labels.entrySet().stream()
                    .allMatch(each -> each.getValue()
                            .matcher(of.getOrDefault(each.getKey(), ""))
                            .matches());
        }
    }

    public AlertsSpec {
        secrets = Map.copyOf(secrets);
        routes = List.copyOf(routes);
    }

    /** Where an alert with these labels is shown. */
    public Place place(Map<String, String> labels) {
        return routes.stream()
                .filter(route -> route.fits(labels))
                .map(Route::place)
                .findFirst()
                .orElse(PAGE);
    }
}
