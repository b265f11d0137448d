package dev.opspilot.adapters.slack.call;

import com.google.gson.JsonElement;
import com.slack.api.methods.SlackApiTextResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is read of any answer of the Web API; the SDK fills it in. Blocks are left unread on purpose: one that the SDK
 * cannot parse would turn a call that worked into one that seems to have failed.
 */
public final class SlackReply implements SlackApiTextResponse {
    private boolean ok;
    private @Nullable String warning;
    private @Nullable String error;
    private @Nullable String needed;
    private @Nullable String provided;
    /* Its id, or the whole conversation: as the method has it. */
    private @Nullable JsonElement channel;
    private @Nullable String ts;
    private boolean hasMore;
    private @Nullable List<Found> messages;
    private @Nullable Shown view;
    private @Nullable Cursor responseMetadata;
    private transient @Nullable Map<String, List<String>> httpResponseHeaders;

    /**
     * A message of a conversation; its metadata as Slack keeps it, as much of its blocks as tells a plan of ours, and what
     * it says.
     */
    public record Found(
            @Nullable String ts,
            @Nullable Mark metadata,
            @Nullable List<Part> blocks,
            @Nullable String text,
            @Nullable List<Attached> attachments) {
        public List<Attached> attached() {
            return attachments == null ? List.of() : attachments;
        }
    }

    public record Part(
            @Nullable String type,
            @Nullable String taskId,
            @Nullable List<Part> tasks) {}

    /** What hangs below a message, as alerts have it. */
    public record Attached(
            @Nullable String title,
            @Nullable String text,
            @Nullable String fallback) {}

    /** A view that stands now; its hash changes with every change of it. */
    public record Shown(@Nullable String id, @Nullable String hash) {}

    public record Mark(@Nullable String eventType, @Nullable Map<String, Object> eventPayload) {}

    public record Cursor(@Nullable String nextCursor) {}

    public Optional<String> channel() {
        return Optional.ofNullable(channel)
                .map(each -> each.isJsonObject() ? each.getAsJsonObject().get("id") : each)
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString);
    }

    public Optional<String> ts() {
        return Optional.ofNullable(ts);
    }

    public Optional<String> viewId() {
        return Optional.ofNullable(view).map(Shown::id);
    }

    public Optional<String> viewHash() {
        return Optional.ofNullable(view).map(Shown::hash);
    }

    public List<Found> messages() {
        return messages == null ? List.of() : messages;
    }

    /** Where the next page begins; empty on the last. */
    public Optional<String> next() {
        return Optional.ofNullable(responseMetadata)
                .map(Cursor::nextCursor)
                .filter(cursor -> hasMore && !cursor.isEmpty());
    }

    @Override
    public boolean isOk() {
        return ok;
    }

    @Override
    public void setOk(boolean isOk) {
        this.ok = isOk;
    }

    @Override
    public @Nullable String getWarning() {
        return warning;
    }

    @Override
    public void setWarning(@Nullable String warning) {
        this.warning = warning;
    }

    @Override
    public @Nullable String getError() {
        return error;
    }

    @Override
    public void setError(@Nullable String error) {
        this.error = error;
    }

    @Override
    public @Nullable String getNeeded() {
        return needed;
    }

    @Override
    public void setNeeded(@Nullable String needed) {
        this.needed = needed;
    }

    @Override
    public @Nullable String getProvided() {
        return provided;
    }

    @Override
    public void setProvided(@Nullable String provided) {
        this.provided = provided;
    }

    @Override
    public @Nullable Map<String, List<String>> getHttpResponseHeaders() {
        return httpResponseHeaders;
    }

    @Override
    public void setHttpResponseHeaders(Map<String, List<String>> headers) {
        this.httpResponseHeaders = headers;
    }
}
