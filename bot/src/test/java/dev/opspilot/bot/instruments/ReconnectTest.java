package dev.opspilot.bot.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Reading;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ReconnectTest {
    private static final Map<String, Function<CallToolRequest, CallToolResult>> TOOLS = Map.of(
            "deploys",
            _ -> CallToolResult.builder()
                    .structuredContent(Map.of("deploys", List.of()))
                    .build());

    @Test
    void findsAServerThatWasDownAtTheStartAndOneThatWasRestarted() throws Exception {
        int port = freePort();
        try (McpInstruments sources = Bindings.to("{url: \"http://127.0.0.1:" + port + "/mcp\"}", "deploys")) {
            assertThat(Bindings.read(sources))
                    .isInstanceOfSatisfying(
                            Reading.Failed.class,
                            failed -> assertThat(failed.reason())
                                    .isEqualTo("The server cannot be reached: the connection was refused."));
            assertThat(sources.health().getFirst().isOk()).isFalse();

            try (ToolServer _ = ToolServer.start(port, TOOLS)) {
                assertThat(Bindings.read(sources)).isInstanceOf(Reading.Nothing.class);
                assertThat(Bindings.read(sources)).isInstanceOf(Reading.Nothing.class);
                assertThat(sources.health().getFirst().isOk()).isTrue();
            }
            assertThat(Bindings.read(sources)).isInstanceOf(Reading.Failed.class);

            try (ToolServer _ = ToolServer.start(port, TOOLS)) {
                assertThat(Bindings.read(sources)).isInstanceOf(Reading.Nothing.class);
            }
            // Nobody asks while it is away this time: the old session is unknown to the new process.
            try (ToolServer _ = ToolServer.start(port, TOOLS)) {
                assertThat(Bindings.read(sources)).isInstanceOf(Reading.Nothing.class);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
