package dev.opspilot.bot;

import dev.opspilot.bot.instruments.McpInstruments;
import dev.opspilot.bot.instruments.ServerHealth;
import dev.opspilot.bot.store.LatestReadings;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.surface.Sources;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configured servers, each with its health and its last reading. Thread-safe. */
record SourceBoard(McpInstruments instruments, LatestReadings readings) implements Sources {

    @Override
    public List<Source> all() {
        List<ServerHealth> health = instruments.health();
        Map<String, Receipt> latest =
                readings.of(health.stream().map(ServerHealth::server).toList());
        return health.stream()
                .map(each -> source(each, Optional.ofNullable(latest.get(each.server()))))
                .sorted(Comparator.comparing(Source::name))
                .toList();
    }

    private static Source source(ServerHealth health, Optional<Receipt> latest) {
        return switch (health.state()) {
            case ServerHealth.State.NotAsked() -> new Source(health.server(), State.NOT_ASKED, "", latest);
            case ServerHealth.State.Ok(List<String> tools) ->
                new Source(health.server(), State.OK, tools.isEmpty() ? "" : tools.size() + " tools", latest);
            case ServerHealth.State.Failed(String reason) -> new Source(health.server(), State.FAILED, reason, latest);
        };
    }
}
