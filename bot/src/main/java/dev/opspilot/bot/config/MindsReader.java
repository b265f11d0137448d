package dev.opspilot.bot.config;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.mind.Mind;
import dev.opspilot.rituals.surface.RitualName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code minds} and {@code rituals} of a configuration. */
final class MindsReader {
    /** What a ritual names that wants no language mind. */
    static final String PLAYBOOK = "playbook";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _-]{0,39}");
    private static final int LONGEST_INSTRUCTIONS = 4_000;
    private static final int MOST_CALLS = 20;
    private static final int MOST_TOKENS = 1_000_000;
    private static final int MOST_SECONDS = 120;

    private final Map<String, String> environment;

    MindsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    List<MindSpec> minds(Optional<Spot> minds) throws ConfigException {
        List<MindSpec> specs = new ArrayList<>();
        if (minds.isPresent()) {
            for (Map.Entry<String, Spot> entry : minds.get().entries().entrySet()) {
                specs.add(mind(entry.getKey(), entry.getValue()));
            }
        }
        return specs;
    }

    private MindSpec mind(String name, Spot spot) throws ConfigException {
        if (!NAME.matcher(name).matches() || PLAYBOOK.equalsIgnoreCase(name)) {
            throw spot.wrong("a mind's name has letters, digits, spaces, - and _, at most 40, and is not playbook");
        }
        spot.withKeys("provider", "model", "baseUrl", "apiKey", "instructions", "instruments", "budget");
        Spot provider = spot.get("provider");
        return new MindSpec(
                name,
                Words.find(MindSpec.Provider.class, provider.text())
                        .orElseThrow(() -> provider.expected("one of " + Words.of(MindSpec.Provider.class))),
                spot.get("model").text(),
                url(spot.find("baseUrl")),
                key(spot.find("apiKey")),
                instructions(spot.find("instructions")),
                instruments(spot.find("instruments")),
                budget(spot.find("budget")));
    }

    private Optional<URI> url(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Spot spot = given.get().confidential();
        try {
            URI url = new URI(spot.substituted(environment));
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null && url.getUserInfo() == null) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // Falls through: the exception quotes the value, the message below does not.
        }
        throw spot.wrong("expected an address such as https://models.example.com/v1, without a user in it");
    }

    private Optional<Secret> key(Optional<Spot> given) throws ConfigException {
        return given.isEmpty()
                ? Optional.empty()
                : Optional.of(new Secret(given.get().confidential().substituted(environment)));
    }

    private static String instructions(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return "";
        }
        String text = given.get().text();
        if (text.length() > LONGEST_INSTRUCTIONS) {
            throw given.get().wrong("at most " + LONGEST_INSTRUCTIONS + " characters, not " + text.length());
        }
        return text;
    }

    private static Set<Capability> instruments(Optional<Spot> given) throws ConfigException {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        if (given.isPresent()) {
            for (Spot item : given.get().items()) {
                capabilities.add(
                        Capability.of(item.text()).orElseThrow(() -> item.expected("one of " + Capability.keys())));
            }
        }
        return capabilities;
    }

    private static Mind.Budget budget(Optional<Spot> given) throws ConfigException {
        if (given.isEmpty()) {
            return MindSpec.DEFAULT_BUDGET;
        }
        Spot spot = given.get().withKeys("calls", "tokens", "seconds");
        Mind.Budget usual = MindSpec.DEFAULT_BUDGET;
        return new Mind.Budget(
                whole(spot.find("calls"), usual.calls(), MOST_CALLS),
                whole(spot.find("tokens"), (int) usual.tokens(), MOST_TOKENS),
                Duration.ofSeconds(
                        whole(spot.find("seconds"), (int) usual.time().toSeconds(), MOST_SECONDS)));
    }

    private static int whole(Optional<Spot> given, int otherwise, int most) throws ConfigException {
        if (given.isEmpty()) {
            return otherwise;
        }
        Spot spot = given.get();
        if (spot.node().isInt() && spot.node().intValue() >= 1 && spot.node().intValue() <= most) {
            return spot.node().intValue();
        }
        throw spot.expected("a whole number from 1 to " + most);
    }

    /** Which mind each ritual names; a ritual that is told by the playbook is absent. */
    static Map<RitualName, String> rituals(Optional<Spot> rituals, List<MindSpec> minds) throws ConfigException {
        Map<RitualName, String> named = new EnumMap<>(RitualName.class);
        if (rituals.isEmpty()) {
            return named;
        }
        Spot all = rituals.get().withKeys("incident", "brief", "experiment");
        for (RitualName ritual : RitualName.BY_NAME) {
            Optional<Spot> spot = all.find(ritual.key());
            if (spot.isPresent()) {
                Spot mind = spot.get().withKeys("mind").get("mind");
                String name = mind.text();
                if (!PLAYBOOK.equals(name)) {
                    if (minds.stream().noneMatch(each -> each.name().equals(name))) {
                        throw mind.wrong("no mind “" + name + "” under minds; there are: "
                                + String.join(
                                        ", ", minds.stream().map(MindSpec::name).toList())
                                + (minds.isEmpty() ? "" : ", ") + PLAYBOOK);
                    }
                    named.put(ritual, name);
                }
            }
        }
        return named;
    }
}
