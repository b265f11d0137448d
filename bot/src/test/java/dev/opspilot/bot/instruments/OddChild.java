package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A child process that speaks just enough MCP to misbehave. */
final class OddChild {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int PIECE = 1 << 16;
    private static final int PIECES = 800;

    private OddChild() {}

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode message = JSON.readTree(line);
                if (message.has("id")) {
                    answer(message, out);
                }
            }
        }
    }

    private static void answer(JsonNode message, PrintStream out) {
        ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", message.get("id"));
        ObjectNode result = answer.putObject("result");
        if (message.path("method").asText().equals("initialize")) {
            result.put("protocolVersion", "2025-06-18");
            result.putObject("capabilities").putObject("tools");
            result.putObject("serverInfo").put("name", "odd").put("version", "1");
            out.println("a banner that does not belong here");
            out.println(answer);
            return;
        }
        if (message.path("method").asText().equals("tools/list")) {
            result.putArray("tools");
            out.println(answer);
            return;
        }
        switch (message.path("params").path("name").asText()) {
            case "dies" -> System.exit(3);
            case "babbles" -> out.println("once upon a time");
            case "huge" -> {
                // Made up while it is written: the whole would not fit into this process either.
                out.print(answer.toString().replace("{}}", "\""));
                String piece = "x".repeat(PIECE);
                for (int i = 0; i < PIECES; i++) {
                    out.print(piece);
                }
                out.println("\"}");
            }
            default -> {
                result.putArray("content");
                result.putObject("structuredContent").putArray("deploys");
                out.println(answer);
                System.exit(0);
            }
        }
    }
}
