package dev.opspilot.adapters.slack.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Posted;
import dev.opspilot.adapters.slack.testkit.FakeSlack.Whispered;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods that write and read messages, in every channel. Guarded by {@link FakeSlack}. */
final class FakeChat {
    private static final Set<String> METHODS = Set.of(
            "chat.postMessage",
            "chat.update",
            "chat.startStream",
            "chat.appendStream",
            "chat.stopStream",
            "chat.postEphemeral",
            "conversations.join",
            "conversations.open",
            "conversations.history",
            "conversations.replies");
    private static final int LONGEST_POST = 40_000;
    private static final int LONGEST_UPDATE = 4_000;

    private final InstantSource clock;
    private final Map<String, FakeChannel> channels = new LinkedHashMap<>();
    private final List<Whispered> whispers = new ArrayList<>();
    private long count;

    FakeChat(InstantSource clock) {
        this.clock = clock;
    }

    void forget() {
        channels.clear();
        whispers.clear();
    }

    FakeChannel channel(String id) {
        return channels.computeIfAbsent(id, _ -> new FakeChannel());
    }

    List<Whispered> whispers() {
        return List.copyOf(whispers);
    }

    /** What Slack answers; empty for a method of something else. */
    Optional<ObjectNode> done(String method, Map<String, String> form) {
        return METHODS.contains(method)
                ? Optional.of(refusal(method, form).map(Reply::error).orElseGet(() -> take(method, form)))
                : Optional.empty();
    }

    private ObjectNode take(String method, Map<String, String> form) {
        return switch (method) {
            case "chat.postMessage" -> post(form);
            case "chat.update" -> update(form);
            case "chat.startStream" -> start(form);
            case "chat.appendStream" -> stream(form, false);
            case "chat.stopStream" -> stream(form, true);
            case "chat.postEphemeral" -> whisper(form);
            case "conversations.join" ->
                channel(form).join().map(Reply::error).orElseGet(() -> conversation(form.getOrDefault("channel", "")));
            case "conversations.open" -> conversation("D-" + form.get("users"));
            default -> look(form);
        };
    }

    /* Slack answers with the whole of it, and not with its id. */
    private static ObjectNode conversation(String id) {
        ObjectNode answer = Reply.ok();
        answer.putObject("channel").put("id", id);
        return answer;
    }

    private FakeChannel channel(Map<String, String> form) {
        return channel(form.getOrDefault("channel", ""));
    }

    private Optional<String> refusal(String method, Map<String, String> form) {
        if (form.getOrDefault(method.equals("conversations.open") ? "users" : "channel", "")
                .isEmpty()) {
            return Optional.of("invalid_arguments");
        }
        return switch (method) {
            case "conversations.join", "conversations.open" -> Optional.empty();
            // A person's id stands for a direct message where something is posted, and nowhere else.
            case "conversations.history", "conversations.replies" ->
                form.getOrDefault("channel", "").startsWith("U")
                        ? Optional.of("channel_not_found")
                        : channel(form).closed(false);
            default -> channel(form).closed(true);
        };
    }

    private String nextTs() {
        count++;
        return "%d.%06d".formatted(clock.instant().getEpochSecond(), count);
    }

    private static ObjectNode written(Map<String, String> form, String ts) {
        return Reply.ok().put("channel", form.get("channel")).put("ts", ts);
    }

    private ObjectNode post(Map<String, String> form) {
        Optional<String> flaw = flaw(form, LONGEST_POST);
        if (flaw.isPresent()) {
            return Reply.error(flaw.get());
        }
        String ts = nextTs();
        JsonNode blocks = FakeChannel.read(form.getOrDefault("blocks", "[]"));
        JsonNode metadata = FakeChannel.read(form.getOrDefault("metadata", "{}"));
        Optional<String> thread = Optional.ofNullable(form.get("thread_ts"));
        channel(form).post(new Posted(ts, thread, form.getOrDefault("text", ""), blocks, metadata, 0));
        return written(form, ts);
    }

    private ObjectNode start(Map<String, String> form) {
        boolean direct = form.getOrDefault("channel", "").startsWith("D");
        Optional<String> refusal = FakeStream.flaw(form);
        if (!form.containsKey("thread_ts")) {
            refusal = Optional.of("invalid_thread_ts");
        } else if (!direct && !form.containsKey("recipient_user_id")) {
            refusal = Optional.of("missing_recipient_user_id");
        } else if (!direct && !form.containsKey("recipient_team_id")) {
            refusal = Optional.of("missing_recipient_team_id");
        }
        if (refusal.isPresent()) {
            return Reply.error(refusal.get());
        }
        String ts = nextTs();
        channel(form).begin(ts, form.getOrDefault("thread_ts", ""), form, clock.instant());
        return written(form, ts);
    }

    private ObjectNode stream(Map<String, String> form, boolean stop) {
        String ts = form.getOrDefault("ts", "");
        if (stop && form.containsKey("metadata") && isBad(FakeChannel.read(form.get("metadata")))) {
            return Reply.error("invalid_metadata_format");
        }
        return channel(form).stream(ts, form, stop, clock.instant())
                .map(Reply::error)
                .orElseGet(() -> written(form, ts));
    }

    private ObjectNode update(Map<String, String> form) {
        Optional<String> flaw = flaw(form, LONGEST_UPDATE);
        if (flaw.isPresent()) {
            return Reply.error(flaw.get());
        }
        String ts = form.getOrDefault("ts", "");
        if (channel(form).isLive(ts, clock.instant())) {
            return Reply.error("streaming_state_conflict");
        }
        return channel(form).update(ts, form) ? written(form, ts) : Reply.error("message_not_found");
    }

    private ObjectNode whisper(Map<String, String> form) {
        Optional<String> flaw = flaw(form, LONGEST_POST);
        if (flaw.isPresent()) {
            return Reply.error(flaw.get());
        }
        whispers.add(new Whispered(
                form.getOrDefault("channel", ""),
                Optional.ofNullable(form.get("thread_ts")),
                form.getOrDefault("user", ""),
                form.getOrDefault("text", ""),
                FakeChannel.read(form.getOrDefault("blocks", "[]"))));
        return Reply.ok().put("message_ts", "0.0");
    }

    private ObjectNode look(Map<String, String> form) {
        return channel(form).page(form, Optional.ofNullable(form.get("ts")));
    }

    private static Optional<String> flaw(Map<String, String> form, int longestText) {
        String text = form.getOrDefault("text", "");
        if (text.isBlank()) {
            return Optional.of("no_text");
        }
        if (text.length() > longestText) {
            return Optional.of("msg_too_long");
        }
        JsonNode metadata = FakeChannel.read(form.getOrDefault("metadata", "{}"));
        if (!metadata.isEmpty() && isBad(metadata)) {
            return Optional.of("invalid_metadata_format");
        }
        List<String> flaws = BlockRules.flaws(FakeChannel.read(form.getOrDefault("blocks", "[]")));
        return flaws.isEmpty() ? Optional.empty() : Optional.of("invalid_blocks");
    }

    private static boolean isBad(JsonNode metadata) {
        return !(metadata.path("event_type").isTextual()
                && metadata.path("event_payload").isObject());
    }
}
