package dev.opspilot.adapters.slack.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One conversation: its messages in the order of posting, each in its latest state. Guarded by {@link FakeSlack}. */
final class FakeChannel {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<FakeSlack.Posted> messages = new ArrayList<>();
    private final Map<String, FakeStream> streams = new HashMap<>();
    private boolean member = true;
    private boolean open = true;
    private boolean archived;
    private boolean deleted;

    List<FakeSlack.Posted> messages() {
        return List.copyOf(messages);
    }

    /** Why Slack lets nothing be written there, or read where that is asked for; empty where it does. */
    Optional<String> closed(boolean forWriting) {
        if (deleted) {
            return Optional.of("channel_not_found");
        }
        if (archived && forWriting) {
            return Optional.of("is_archived");
        }
        return member ? Optional.empty() : Optional.of("not_in_channel");
    }

    void archive() {
        archived = true;
    }

    void delete() {
        deleted = true;
    }

    void withBot() {
        member = true;
        archived = false;
        deleted = false;
    }

    /** Takes the bot out; a closed channel cannot be joined either. */
    void withoutBot(boolean joinable) {
        member = false;
        open = joinable;
    }

    /** Why Slack does not let the bot in; empty once it is. */
    Optional<String> join() {
        if (deleted || archived) {
            return closed(true);
        }
        member = member || open;
        return member ? Optional.empty() : Optional.of("method_not_supported_for_channel_type");
    }

    void post(FakeSlack.Posted message) {
        messages.add(message);
    }

    void begin(String ts, String thread, Map<String, String> form, Instant now) {
        FakeStream stream = new FakeStream(now, form.containsKey("chunks"));
        stream.take(form);
        streams.put(ts, stream);
        post(new FakeSlack.Posted(ts, Optional.of(thread), stream.text(), stream.blocks(), JSON.createObjectNode(), 0));
    }

    /** Why Slack refuses it; empty when it was done. */
    Optional<String> stream(String ts, Map<String, String> form, boolean stop, Instant now) {
        if (messages.stream().noneMatch(each -> each.ts().equals(ts))) {
            return Optional.of("message_not_found");
        }
        FakeStream stream = streams.get(ts);
        if (stream == null) {
            return Optional.of("message_not_in_streaming_state");
        }
        Optional<String> refusal = stream.refusal(form, now);
        if (refusal.isEmpty()) {
            stream.take(form);
            if (stop) {
                stream.stop();
            }
            redraw(ts, stream, form);
        }
        return refusal;
    }

    private void redraw(String ts, FakeStream stream, Map<String, String> form) {
        messages.replaceAll(old -> old.ts().equals(ts)
                ? new FakeSlack.Posted(
                        ts,
                        old.thread(),
                        stream.text(),
                        stream.blocks(),
                        form.containsKey("metadata") ? read(form.get("metadata")) : old.metadata(),
                        old.revisions() + 1)
                : old);
    }

    boolean isLive(String ts, Instant now) {
        FakeStream stream = streams.get(ts);
        return stream != null && stream.isLive(now);
    }

    void stopByUser(String ts) {
        Optional.ofNullable(streams.get(ts)).orElseThrow().stopByUser();
    }

    boolean update(String ts, Map<String, String> form) {
        for (int i = 0; i < messages.size(); i++) {
            FakeSlack.Posted old = messages.get(i);
            if (old.ts().equals(ts)) {
                messages.set(
                        i,
                        new FakeSlack.Posted(
                                ts,
                                old.thread(),
                                form.getOrDefault("text", old.text()),
                                form.containsKey("blocks") ? read(form.get("blocks")) : old.blocks(),
                                form.containsKey("metadata") ? read(form.get("metadata")) : old.metadata(),
                                old.revisions() + 1));
                return true;
            }
        }
        return false;
    }

    boolean remove(String ts) {
        return messages.removeIf(message -> message.ts().equals(ts));
    }

    /** A page, newest first for a channel, oldest first for a thread. */
    ObjectNode page(Map<String, String> form, Optional<String> thread) {
        BigDecimal oldest = new BigDecimal(form.getOrDefault("oldest", "0"));
        List<FakeSlack.Posted> all = new ArrayList<>(messages.stream()
                .filter(each -> new BigDecimal(each.ts()).compareTo(oldest) > 0)
                .filter(each -> thread.isPresent()
                        ? thread.equals(each.thread()) || thread.get().equals(each.ts())
                        : each.thread().isEmpty())
                .toList());
        if (thread.isEmpty()) {
            all = all.reversed();
        }
        int from = Integer.parseInt(form.getOrDefault("cursor", "0"));
        int to = Math.min(all.size(), from + Integer.parseInt(form.getOrDefault("limit", "100")));
        ObjectNode page = JSON.createObjectNode().put("ok", true).put("has_more", to < all.size());
        ArrayNode found = page.putArray("messages");
        boolean metadata = form.getOrDefault("include_all_metadata", "false").matches("true|1");
        for (FakeSlack.Posted each : all.subList(from, to)) {
            ObjectNode message = found.addObject().put("type", "message").put("ts", each.ts());
            message.put("text", each.text()).set("blocks", each.blocks());
            if (metadata && !each.metadata().isEmpty()) {
                message.set("metadata", each.metadata());
            }
        }
        page.putObject("response_metadata").put("next_cursor", to < all.size() ? Integer.toString(to) : "");
        return page;
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
