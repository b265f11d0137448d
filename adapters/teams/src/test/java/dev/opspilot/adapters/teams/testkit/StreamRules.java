package dev.opspilot.adapters.teams.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.teams.testkit.FakeConnector.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The protocol in which messages are streamed into a personal chat, with its refusals. */
final class StreamRules {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration APART = Duration.ofSeconds(1);
    private static final int LONGEST_LINE = 1_024;

    private static final class Open {
        final String chat;
        final Instant begun;
        int sequence = 1;
        String text = "";
        Instant last;

        Open(String chat, Instant begun) {
            this.chat = chat;
            this.begun = begun;
            this.last = begun;
        }
    }

    private final InstantSource clock;
    private final Map<String, Open> streams = new HashMap<>();
    private final Map<String, String> over = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    StreamRules(InstantSource clock) {
        this.clock = clock;
    }

    static String kind(JsonNode activity) {
        return info(activity)
                .map(each -> each.path("streamType").asText())
                .orElseGet(() -> activity.path("type").asText());
    }

    boolean concerns(JsonNode activity) {
        return info(activity).isPresent();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void stop(String chat) {
        streams.entrySet().removeIf(each -> {
            boolean here = each.getValue().chat.equals(chat);
            if (here) {
                over.put(each.getKey(), "Content stream was canceled by user");
            }
            return here;
        });
    }

    void forget() {
        streams.clear();
        over.clear();
        lines.clear();
    }

    Answered line(String chat, JsonNode activity, Supplier<String> ids, Consumer<String> asMessage) {
        JsonNode info = info(activity).orElseThrow();
        String id = info.path("streamId").asText();
        if (chat.startsWith("19:")) {
            return refused("Content stream is not allowed in this conversation");
        }
        if (id.isEmpty()) {
            return begin(chat, activity, info, ids);
        }
        Open open = streams.get(id);
        if (open == null) {
            return refused(over.getOrDefault(id, "Content stream is not allowed on an already completed message"));
        }
        if (!clock.instant().isBefore(open.begun.plus(LONGEST))) {
            return end(id, "Content stream finished due to exceeded streaming time.");
        }
        if (clock.instant().isBefore(open.last.plus(APART))) {
            return refused("Content stream is too fast");
        }
        open.last = clock.instant();
        return info.path("streamType").asText().equals("final")
                ? last(id, open, activity, info, asMessage)
                : more(open, activity, info);
    }

    private Answered begin(String chat, JsonNode activity, JsonNode info, Supplier<String> ids) {
        if (streams.values().stream().anyMatch(each -> each.chat.equals(chat))) {
            return refused("Content stream is not allowed: another is open in this chat");
        }
        Optional<String> wrong = wrong(activity, info, null);
        if (wrong.isPresent() || info.path("streamSequence").asInt() != 1) {
            return Answered.error(400, "BadArgument", wrong.orElse("a stream begins with sequence 1"));
        }
        String id = ids.get();
        streams.put(id, new Open(chat, clock.instant()));
        lines.add(kind(activity) + ": " + activity.path("text").asText());
        return Answered.id(201, id);
    }

    private Answered more(Open open, JsonNode activity, JsonNode info) {
        Optional<String> wrong = wrong(activity, info, open);
        if (wrong.isPresent()) {
            return Answered.error(400, "BadArgument", wrong.get());
        }
        open.sequence = info.path("streamSequence").asInt();
        if (info.path("streamType").asText().equals("streaming")) {
            open.text = activity.path("text").asText();
        }
        lines.add(kind(activity) + ": " + activity.path("text").asText());
        return Answered.of(202);
    }

    private Answered last(String id, Open open, JsonNode activity, JsonNode info, Consumer<String> asMessage) {
        if (!activity.path("type").asText().equals("message") || info.has("streamSequence")) {
            return Answered.error(400, "BadArgument", "a stream ends with a message that has no sequence");
        }
        if (!activity.path("text").asText().startsWith(open.text)) {
            return Answered.error(400, "BadRequest", "Bad request because the streamed content changed");
        }
        over.put(id, "Content stream is not allowed on an already completed message");
        streams.remove(id);
        lines.add("final of " + open.chat);
        asMessage.accept(id);
        return Answered.of(202);
    }

    private Optional<String> wrong(JsonNode activity, JsonNode info, @Nullable Open open) {
        String text = activity.path("text").asText();
        boolean informative = info.path("streamType").asText().equals("informative");
        if (!activity.path("type").asText().equals("typing")) {
            return Optional.of("a line of a stream is of type typing");
        }
        if (activity.has("attachments") || activity.has("channelData")) {
            return Optional.of("only the last message has attachments and channel data");
        }
        if (text.isBlank()) {
            return Optional.of("a line says something");
        }
        if (informative && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE) {
            return Optional.of("an informative line has at most a kilobyte");
        }
        if (open == null) {
            return Optional.empty();
        }
        if (info.path("streamSequence").asInt() <= open.sequence) {
            return Optional.of("the sequence goes up");
        }
        return informative || text.startsWith(open.text)
                ? Optional.empty()
                : Optional.of("the text of a stream only grows");
    }

    private Answered end(String id, String why) {
        streams.remove(id);
        over.put(id, why);
        return refused(why);
    }

    private static Answered refused(String why) {
        return Answered.error(403, "ContentStreamNotAllowed", why);
    }

    private static Optional<JsonNode> info(JsonNode activity) {
        for (JsonNode each : activity.path("entities")) {
            if (each.path("type").asText().equals("streaminfo")) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
