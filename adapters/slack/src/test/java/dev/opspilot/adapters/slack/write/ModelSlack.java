package dev.opspilot.adapters.slack.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.util.json.GsonFactory;
import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.call.Refusals;
import dev.opspilot.adapters.slack.call.SlackReply;
import dev.opspilot.rituals.surface.PostRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** As much of Slack as the writer of one message sees, with every kind of trouble. For one thread. */
final class ModelSlack {
    private static final class Message {
        private final Instant since;
        private final List<Long> told = new ArrayList<>();
        private boolean stream;
        private boolean stoppedByUser;
        private OptionalLong drawn = OptionalLong.empty();

        Message(Instant since) {
            this.since = since;
        }

        boolean isLive(Instant now) {
            return stream && !stoppedByUser && now.isBefore(since.plus(Duration.ofMinutes(5)));
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RandomGenerator random;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private boolean calm;

    ModelSlack(RandomGenerator random) {
        this.random = random;
    }

    /** From now on every call comes through. */
    void calmDown() {
        calm = true;
    }

    void stopByUser() {
        messages.values().forEach(each -> each.stoppedByUser = each.stream);
    }

    CallResult call(CallKind kind, Optional<PostRef> ref, long version, Instant now) {
        int luck = calm ? 99 : random.nextInt(100);
        if (luck < 8) {
            return new CallResult.Limited(Duration.ofSeconds(1 + random.nextInt(60)));
        }
        if (luck < 16) {
            return new CallResult.Unsure("lost on the way");
        }
        if (luck < 22 && kind == CallKind.START) {
            return new CallResult.Refused("missing_recipient_user_id", "");
        }
        if (luck < 24 && (kind == CallKind.POST || kind == CallKind.UPDATE)) {
            return new CallResult.Unfit("invalid_blocks");
        }
        CallResult result = done(kind, ref, version, now);
        return luck < 34 ? new CallResult.Unsure("the answer was lost") : result;
    }

    private CallResult done(CallKind kind, Optional<PostRef> ref, long version, Instant now) {
        return switch (kind) {
            case POST, START -> {
                String ts = Integer.toString(messages.size() + 1);
                Message message = new Message(now);
                message.stream = kind == CallKind.START;
                if (message.stream) {
                    message.told.add(version);
                } else {
                    message.drawn = OptionalLong.of(version);
                }
                messages.put(ts, message);
                yield new CallResult.Done(reply(ts));
            }
            case APPEND, STOP -> {
                Message message = at(ref);
                if (message.stoppedByUser) {
                    yield new CallResult.Refused(Refusals.STOPPED_BY_USER, "");
                }
                if (!message.isLive(now)) {
                    yield new CallResult.Refused(Refusals.NOT_STREAMING, "");
                }
                if (kind == CallKind.STOP) {
                    message.stream = false;
                } else {
                    assertThat(message.told).doesNotContain(version);
                    message.told.add(version);
                }
                yield new CallResult.Done(new SlackReply());
            }
            case UPDATE -> {
                Message message = at(ref);
                if (message.isLive(now)) {
                    yield new CallResult.Refused(Refusals.STREAMING, "");
                }
                message.stream = false;
                message.drawn = OptionalLong.of(version);
                yield new CallResult.Done(new SlackReply());
            }
            case SEARCH, JOIN -> throw new IllegalStateException("not modelled so");
        };
    }

    private Message at(Optional<PostRef> ref) {
        return Optional.ofNullable(messages.get(ref.orElseThrow().message())).orElseThrow();
    }

    private static SlackReply reply(String ts) {
        String json = JSON.createObjectNode()
                .put("ok", true)
                .put("channel", "C1")
                .put("ts", ts)
                .toString();
        return GsonFactory.createSnakeCase().fromJson(json, SlackReply.class);
    }

    Optional<MessageEvent.Searched.Found> search() {
        return messages.entrySet().stream()
                .findFirst()
                .map(each -> new MessageEvent.Searched.Found(
                        new PostRef("C1", each.getKey()), each.getValue().drawn.isEmpty()));
    }

    boolean fails() {
        return !calm && random.nextInt(100) < 10;
    }

    int count() {
        return messages.size();
    }

    /** What stands there, once nothing is under way. */
    void assertShows(long version, Instant now) {
        assertThat(messages).hasSize(1);
        Message only = messages.values().iterator().next();
        assertThat(only.isLive(now)).isFalse();
        assertThat(only.drawn).hasValue(version);
    }
}
