package dev.opspilot.adapters.slack.call;

import com.slack.api.RequestConfigurator;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.request.conversations.ConversationsHistoryRequest;
import com.slack.api.methods.request.conversations.ConversationsJoinRequest;
import com.slack.api.methods.request.conversations.ConversationsRepliesRequest;
import com.slack.api.util.json.GsonFactory;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.SlackMessage;
import dev.opspilot.adapters.slack.draw.StreamChunk;
import dev.opspilot.adapters.slack.install.Tokens;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.FormBody;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Slack's Web API that are made in one workspace; blocks until Slack answers. Never throws for what Slack or
 * the net does. Thread-safe.
 */
public final class SlackCalls {
    /* A 429 names its pause; this is for one that does not. */
    public static final Duration UNNAMED_PAUSE = Duration.ofSeconds(30);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final MethodsClient methods;
    private final Tokens tokens;
    private final String workspace;

    public SlackCalls(MethodsClient methods, Tokens tokens, String workspace) {
        this.methods = methods;
        this.tokens = tokens;
        this.workspace = workspace;
    }

    public CallResult post(Place place, SlackMessage message) {
        return call(
                SlackMethod.POST,
                RequestFormBuilder.toForm(ChatPostMessageRequest.builder()
                        .channel(place.channel())
                        .threadTs(place.thread().orElse(null))
                        .text(message.text())
                        .blocks(message.blocks())
                        .metadata(message.metadata())
                        .unfurlLinks(false)
                        .unfurlMedia(false)
                        .build()));
    }

    public CallResult update(PostRef ref, SlackMessage message) {
        return call(
                SlackMethod.UPDATE,
                RequestFormBuilder.toForm(ChatUpdateRequest.builder()
                        .channel(ref.channel())
                        .ts(ref.message())
                        .text(message.text())
                        .blocks(message.blocks())
                        .metadata(message.metadata())
                        .build()));
    }

    /** Opens a stream in a thread; its mode is fixed by this, so that all of it goes in chunks. */
    public CallResult start(Place place, StreamRecipient recipient, List<StreamChunk> chunks) {
        FormBody.Builder form = new FormBody.Builder()
                .add("channel", place.channel())
                .add("thread_ts", place.thread().orElseThrow())
                .add("task_display_mode", "plan")
                .add("recipient_user_id", recipient.user())
                .add("recipient_team_id", recipient.team())
                .add("chunks", json(chunks));
        return call(SlackMethod.START_STREAM, form);
    }

    public CallResult append(PostRef ref, List<StreamChunk> chunks) {
        return call(SlackMethod.APPEND_STREAM, stream(ref).add("chunks", json(chunks)));
    }

    /** Ends a stream; from then on the message is known by the key. */
    public CallResult stop(PostRef ref, List<StreamChunk> chunks, PostKey key) {
        FormBody.Builder form = stream(ref).add("metadata", json(SlackMessage.mark(key)));
        return call(SlackMethod.STOP_STREAM, chunks.isEmpty() ? form : form.add("chunks", json(chunks)));
    }

    private static FormBody.Builder stream(PostRef ref) {
        return new FormBody.Builder().add("channel", ref.channel()).add("ts", ref.message());
    }

    private static String json(Object value) {
        return GsonFactory.createSnakeCase().toJson(value);
    }

    /** One page of the channel's messages, newest first. */
    public CallResult history(Place place, Optional<Instant> since, Optional<String> cursor) {
        return call(
                SlackMethod.HISTORY,
                RequestFormBuilder.toForm(ConversationsHistoryRequest.builder()
                        .channel(place.channel())
                        .oldest(since.map(SlackCalls::timestamp).orElse(null))
                        .cursor(cursor.orElse(null))
                        .limit(SlackLimits.HISTORY_PAGE)
                        .includeAllMetadata(true)
                        .build()));
    }

    /** One page of a thread. */
    public CallResult replies(Place place, String thread, Optional<String> cursor) {
        return call(
                SlackMethod.REPLIES,
                RequestFormBuilder.toForm(ConversationsRepliesRequest.builder()
                        .channel(place.channel())
                        .ts(thread)
                        .cursor(cursor.orElse(null))
                        .limit(SlackLimits.HISTORY_PAGE)
                        .includeAllMetadata(true)
                        .build()));
    }

    public CallResult join(String channel) {
        return call(
                SlackMethod.JOIN,
                RequestFormBuilder.toForm(
                        ConversationsJoinRequest.builder().channel(channel).build()));
    }

    /** Any call. A token that was replaced meanwhile, by another node or a new install, costs one more. */
    public CallResult call(SlackMethod method, FormBody.Builder form) {
        Optional<String> token = tokens.of(workspace);
        if (token.isEmpty()) {
            return Refusals.notInstalled();
        }
        CallResult result = call(method, form, token.get());
        if (!Refusals.isOfToken(result)) {
            return result;
        }
        tokens.refused(workspace, token.get());
        Optional<String> fresh = tokens.of(workspace).filter(each -> !each.equals(token.get()));
        return fresh.isEmpty() ? result : call(method, form, fresh.get());
    }

    private CallResult call(SlackMethod method, FormBody.Builder form, String token) {
        RequestConfigurator<FormBody.Builder> filled = _ -> form;
        try {
            SlackReply reply =
                    methods.postFormWithTokenAndParseResponse(filled, method.path(), token, SlackReply.class);
            return reply.isOk() ? new CallResult.Done(reply) : Refusals.read(reply);
        } catch (SlackApiException e) {
            return failed(e);
        } catch (IOException e) {
            return new CallResult.Unsure(e.toString());
        } catch (RuntimeException unreadable) {
            return new CallResult.Unsure("an answer that is not understood: " + unreadable.getMessage());
        }
    }

    private static CallResult failed(SlackApiException e) {
        int status = e.getResponse().code();
        if (status == TOO_MANY_REQUESTS) {
            return new CallResult.Limited(pause(e.getResponse().header("Retry-After")));
        }
        if (status >= SERVER_ERROR) {
            return new CallResult.Unsure("status " + status);
        }
        return new CallResult.Refused("status " + status, "check SLACK_API_URL: this is not how Slack answers");
    }

    private static Duration pause(@Nullable String seconds) {
        try {
            return seconds == null ? UNNAMED_PAUSE : Duration.ofSeconds(Math.max(1, Long.parseLong(seconds.strip())));
        } catch (NumberFormatException notSeconds) {
            return UNNAMED_PAUSE;
        }
    }

    private static String timestamp(Instant at) {
        return at.getEpochSecond() + ".000000";
    }
}
