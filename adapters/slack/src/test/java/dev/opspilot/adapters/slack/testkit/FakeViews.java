package dev.opspilot.adapters.slack.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Modals, App Home, and the agent's pane, with the limits of views. Guarded by {@link FakeSlack}. */
final class FakeViews {
    private static final int MOST_BYTES = 250_000;

    private final Map<String, JsonNode> open = new LinkedHashMap<>();
    private final Map<String, JsonNode> homes = new LinkedHashMap<>();
    private final Map<String, String> hashes = new LinkedHashMap<>();
    private final Set<String> spentTriggers = new HashSet<>();
    private final List<Map<String, String>> statuses = new ArrayList<>();
    private boolean homeEnabled = true;
    private int count;

    Map<String, JsonNode> open() {
        return Map.copyOf(open);
    }

    Optional<JsonNode> home(String user) {
        return Optional.ofNullable(homes.get(user));
    }

    Optional<String> hash(String user) {
        return Optional.ofNullable(hashes.get(user));
    }

    List<Map<String, String>> statuses() {
        return List.copyOf(statuses);
    }

    void withoutHome() {
        homeEnabled = false;
    }

    void forget() {
        open.clear();
        homes.clear();
        hashes.clear();
        spentTriggers.clear();
        statuses.clear();
        homeEnabled = true;
    }

    /** Somebody else publishes, so that a hash that was handed out is old. */
    void republish(String user) {
        hashes.put(user, hash());
    }

    ObjectNode done(String method, Map<String, String> form) {
        return switch (method) {
            case "views.open" -> open(form);
            case "views.update" -> update(form);
            case "views.publish" -> publish(form);
            case "agents.sessions.setStatus" ->
                agent(method, form, Set.of("active", "processing", "suspended", "closed"));
            case "assistant.threads.setStatus" -> agent(method, form, Set.of());
            case "assistant.threads.setSuggestedPrompts" -> prompts(method, form);
            default -> Reply.error("unknown_method");
        };
    }

    private ObjectNode open(Map<String, String> form) {
        String trigger = form.getOrDefault("trigger_id", "");
        JsonNode view = FakeChannel.read(form.getOrDefault("view", "{}"));
        if (trigger.startsWith("expired")) {
            return Reply.error("expired_trigger_id");
        }
        if (!spentTriggers.add(trigger)) {
            return Reply.error("exchanged_trigger_id");
        }
        if (!flaws(view, "modal").isEmpty()) {
            return Reply.error("invalid_arguments");
        }
        count++;
        String id = "V" + count;
        open.put(id, view);
        return stands(id);
    }

    private ObjectNode update(Map<String, String> form) {
        String id = form.getOrDefault("view_id", "");
        JsonNode view = FakeChannel.read(form.getOrDefault("view", "{}"));
        if (!open.containsKey(id)) {
            return Reply.error("not_found");
        }
        if (!flaws(view, "modal").isEmpty()) {
            return Reply.error("invalid_arguments");
        }
        open.put(id, view);
        return stands(id);
    }

    private ObjectNode publish(Map<String, String> form) {
        String user = form.getOrDefault("user_id", "");
        JsonNode view = FakeChannel.read(form.getOrDefault("view", "{}"));
        if (!homeEnabled) {
            return Reply.error("not_enabled");
        }
        String hash = form.get("hash");
        if (hash != null && !hash.equals(hashes.getOrDefault(user, ""))) {
            return Reply.error("hash_conflict");
        }
        if (view.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Reply.error("view_too_large");
        }
        if (!flaws(view, "home").isEmpty()) {
            return Reply.error("invalid_arguments");
        }
        homes.put(user, view);
        hashes.put(user, hash());
        return stands("VH" + user, hashes.get(user));
    }

    private ObjectNode agent(String method, Map<String, String> form, Set<String> allowed) {
        if (!form.containsKey("channel_id") || !form.containsKey("thread_ts")) {
            return Reply.error("invalid_arguments");
        }
        String status = form.getOrDefault("status", "");
        if (!allowed.isEmpty() && !allowed.contains(status)) {
            return Reply.error("invalid_arguments");
        }
        if (form.getOrDefault("title", "").length() > 200) {
            return Reply.error("invalid_arguments");
        }
        return noted(method, form);
    }

    /** An agent app must not name a thread: the call then silently does nothing. */
    private ObjectNode prompts(String method, Map<String, String> form) {
        JsonNode prompts = FakeChannel.read(form.getOrDefault("prompts", "[]"));
        if (prompts.isEmpty() || prompts.size() > 4) {
            return Reply.error("invalid_arguments");
        }
        return form.containsKey("thread_ts") ? Reply.ok() : noted(method, form);
    }

    private ObjectNode noted(String method, Map<String, String> form) {
        Map<String, String> noted = new LinkedHashMap<>(form);
        noted.put("method", method);
        statuses.add(noted);
        return Reply.ok();
    }

    private static List<String> flaws(JsonNode view, String type) {
        List<String> flaws = new ArrayList<>(BlockRules.flawsOfView(view));
        if (!view.path("type").asText().equals(type)) {
            flaws.add("a view of type " + view.path("type"));
        }
        return flaws;
    }

    private String hash() {
        count++;
        return "h" + count;
    }

    private ObjectNode stands(String id) {
        return stands(id, hash());
    }

    private static ObjectNode stands(String id, String hash) {
        ObjectNode reply = Reply.ok();
        reply.putObject("view").put("id", id).put("hash", hash);
        return reply;
    }
}
