package dev.opspilot.adapters.slack.call;

import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.request.agents.sessions.AgentsSessionsSetStatusRequest;
import com.slack.api.methods.request.assistant.threads.AssistantThreadsSetStatusRequest;
import com.slack.api.methods.request.assistant.threads.AssistantThreadsSetSuggestedPromptsRequest;
import com.slack.api.methods.request.chat.ChatPostEphemeralRequest;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.conversations.ConversationsHistoryRequest;
import com.slack.api.methods.request.conversations.ConversationsOpenRequest;
import com.slack.api.methods.request.conversations.ConversationsRepliesRequest;
import com.slack.api.methods.request.views.ViewsOpenRequest;
import com.slack.api.methods.request.views.ViewsPublishRequest;
import com.slack.api.methods.request.views.ViewsUpdateRequest;
import com.slack.api.model.assistant.SuggestedPrompt;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.draw.Drawn;
import dev.opspilot.rituals.surface.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The calls by which doors answer: words for one person, modals, App Home, and the agent's pane. Blocks as they do. */
public final class DoorCalls {
    private final SlackApi api;

    public DoorCalls(SlackApi api) {
        this.api = api;
    }

    /** Says something that only one person in a channel sees. */
    public CallResult whisper(Place place, String user, Drawn what) {
        return api.in(place.workspace())
                .call(
                        SlackMethod.WHISPER,
                        RequestFormBuilder.toForm(ChatPostEphemeralRequest.builder()
                                .channel(place.channel())
                                .threadTs(place.thread().orElse(null))
                                .user(user)
                                .text(what.text())
                                .blocks(what.blocks().isEmpty() ? null : what.blocks())
                                .build()));
    }

    /** Says something to all who are in a conversation; for one that only one person is in, that person's id stands. */
    public CallResult post(Place place, Drawn what) {
        return api.in(place.workspace())
                .call(
                        SlackMethod.POST,
                        RequestFormBuilder.toForm(ChatPostMessageRequest.builder()
                                .channel(place.channel())
                                .threadTs(place.thread().orElse(null))
                                .text(what.text())
                                .blocks(what.blocks().isEmpty() ? null : what.blocks())
                                .unfurlLinks(false)
                                .unfurlMedia(false)
                                .build()));
    }

    /** Joins a public channel. */
    public CallResult join(Place place) {
        return api.in(place.workspace()).join(place.channel());
    }

    /** Asks for what was said in a conversation after a moment: of what is to come there is nothing, and nothing is read. */
    public CallResult peek(Place place, Instant after) {
        return api.in(place.workspace())
                .call(
                        SlackMethod.HISTORY,
                        RequestFormBuilder.toForm(ConversationsHistoryRequest.builder()
                                .channel(place.channel())
                                .oldest(after.getEpochSecond() + ".000000")
                                .limit(1)
                                .build()));
    }

    /** Opens the direct message of the app with somebody, where it is not open yet; the answer has its channel. */
    public CallResult openDirect(String workspace, String user) {
        return api.in(workspace)
                .call(
                        SlackMethod.OPEN_DIRECT,
                        RequestFormBuilder.toForm(ConversationsOpenRequest.builder()
                                .users(List.of(user))
                                .build()));
    }

    /** Opens a modal for whoever pressed; a trigger lives three seconds. */
    public CallResult open(String workspace, String trigger, View view) {
        return api.in(workspace)
                .call(
                        SlackMethod.VIEW_OPEN,
                        RequestFormBuilder.toForm(ViewsOpenRequest.builder()
                                .triggerId(trigger)
                                .view(view)
                                .build()));
    }

    /** Replaces what an open modal shows. */
    public CallResult update(String workspace, String viewId, View view) {
        return api.in(workspace)
                .call(
                        SlackMethod.VIEW_UPDATE,
                        RequestFormBuilder.toForm(ViewsUpdateRequest.builder()
                                .viewId(viewId)
                                .view(view)
                                .build()));
    }

    /** Publishes somebody's App Home; with a hash only if it still shows what the hash names. */
    public CallResult publish(String workspace, String user, Optional<String> hash, View view) {
        return api.in(workspace)
                .call(
                        SlackMethod.HOME,
                        RequestFormBuilder.toForm(ViewsPublishRequest.builder()
                                .userId(user)
                                .hash(hash.orElse(null))
                                .view(view)
                                .build()));
    }

    /** The first messages of a thread, oldest first. */
    public CallResult thread(Place place, String thread, int limit) {
        return api.in(place.workspace())
                .call(
                        SlackMethod.REPLIES,
                        RequestFormBuilder.toForm(ConversationsRepliesRequest.builder()
                                .channel(place.channel())
                                .ts(thread)
                                .limit(limit)
                                .build()));
    }

    /** Says in the thread's head whether work goes on there; Slack shows its stop button while it does. */
    public CallResult agentStatus(Place thread, String status, String title, Optional<String> initiator) {
        return api.in(thread.workspace())
                .call(
                        SlackMethod.AGENT_STATUS,
                        RequestFormBuilder.toForm(AgentsSessionsSetStatusRequest.builder()
                                .channelId(thread.channel())
                                .threadTs(thread.thread().orElse(null))
                                .status(status)
                                .title(title)
                                .initiatorUserId(initiator.orElse(null))
                                .build()));
    }

    /** Shows what is being done under the thread, turning through the messages. */
    public CallResult threadStatus(Place thread, String status, List<String> loading) {
        return api.in(thread.workspace())
                .call(
                        SlackMethod.THREAD_STATUS,
                        RequestFormBuilder.toForm(AssistantThreadsSetStatusRequest.builder()
                                .channelId(thread.channel())
                                .threadTs(thread.thread().orElse(null))
                                .status(status)
                                .loadingMessages(loading.isEmpty() ? null : loading)
                                .build()));
    }

    /** Offers what can be asked, where the agent's pane is open. */
    public CallResult prompts(String workspace, String channel, String title, List<SuggestedPrompt> prompts) {
        return api.in(workspace)
                .call(
                        SlackMethod.PROMPTS,
                        RequestFormBuilder.toForm(AssistantThreadsSetSuggestedPromptsRequest.builder()
                                .channelId(channel)
                                .title(title)
                                .prompts(prompts)
                                .build()));
    }
}
