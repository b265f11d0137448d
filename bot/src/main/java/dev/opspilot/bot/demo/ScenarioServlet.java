package dev.opspilot.bot.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The control endpoint: {@code GET} tells the scenario, {@code POST {"scenario":"healthy"}} begins another one now.
 * A page in a browser cannot post here: what it may send without asking first is not {@code application/json}.
 */
final class ScenarioServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int MOST_BYTES = 1_000;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final transient Supplier<Scenario> current;
    private final transient Consumer<Scenario> begin;

    ScenarioServlet(Supplier<Scenario> current, Consumer<Scenario> begin) {
        this.current = current;
        this.begin = begin;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(response, HttpServletResponse.SC_OK, "scenario", current.get().key());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = String.valueOf(request.getContentType());
        if (!type.startsWith("application/json")) {
            answer(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "error", "expected application/json");
            return;
        }
        Optional<Scenario> wanted = wanted(request.getInputStream().readNBytes(MOST_BYTES));
        if (wanted.isEmpty()) {
            answer(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "error",
                    "expected {\"scenario\": …} with one of " + Scenario.keys());
            return;
        }
        begin.accept(wanted.get());
        answer(response, HttpServletResponse.SC_OK, "scenario", wanted.get().key());
    }

    private static Optional<Scenario> wanted(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            return Scenario.of(tree.path("scenario").asText());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static void answer(HttpServletResponse response, int status, String name, String value) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(JSON.createObjectNode().put(name, value).toString());
    }
}
