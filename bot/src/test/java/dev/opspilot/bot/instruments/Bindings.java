package dev.opspilot.bot.instruments;

import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Sources with one binding, to the list of deploys that a tool answers. */
final class Bindings {
    static final Instant NOW = Instant.parse("2026-11-23T14:07:30Z");
    static final Query QUERY =
            new Query(Capability.DEPLOYS_RECENT, NOW.minus(Duration.ofHours(6)), NOW, Duration.ofMinutes(1), 7);

    private Bindings() {}

    static McpInstruments to(String server, String tool) {
        return to(server, tool, "5s", "1MiB");
    }

    static McpInstruments to(String server, String tool, String timeout, String maxBytes) {
        String yaml = """
                servers:
                  shop: %s
                bindings:
                  - capability: deploys.recent
                    server: shop
                    tool: %s
                    source: Deploys
                    timeout: %s
                    maxBytes: %s
                    arguments: {since: "{from}", days: "{earlierDays}", step: "{stepSeconds}", z: 1, a: ["to {to}"]}
                    link: https://deploys.example/
                    result:
                      changes:
                        - {at: /deploys, id: /id, kind: deploy, title: /title, time: /at, author: /author}
                """.formatted(server, tool, timeout, maxBytes);
        try {
            return McpInstruments.of(OpsPilotYml.parse("opspilot.yml", yaml, Map.of()), InstantSource.fixed(NOW));
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Reading read(McpInstruments sources) {
        return sources.instruments().all().getFirst().read(QUERY);
    }
}
