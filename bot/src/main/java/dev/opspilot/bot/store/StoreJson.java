package dev.opspilot.bot.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.opspilot.rituals.automation.Condition;
import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.Work;
import dev.opspilot.rituals.session.CallId;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.StepId;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How the domain's records are written into the database. The records stay free of it: a sealed type carries the name
 * of its case as {@code type}, an id is its text.
 */
final class StoreJson {
    private static final List<Class<?>> SEALED = List.of(
            SessionEvent.class,
            Reading.class,
            Widget.class,
            Heard.class,
            Heard.Button.class,
            Act.Answer.class,
            PlayPolicy.class,
            Rollback.class,
            Heard.Signal.class,
            Task.class,
            Condition.class,
            Announcement.State.class,
            Work.class);

    private static final List<Class<?>> TEXTS = List.of(
            Digest.class,
            SessionId.class,
            ReceiptId.class,
            FindingId.class,
            WidgetId.class,
            PlayId.class,
            StepId.class,
            CallId.class,
            HeardKey.class);

    private static final ObjectMapper MAPPER = mapper();

    private StoreJson() {}

    private static ObjectMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .addMixIn(Samples.class, SamplesText.class)
                .addMixIn(Facts.class, FactsText.class)
                .addMixIn(PastSession.class, PastSessionText.class);
        TEXTS.forEach(type -> builder.addMixIn(type, Text.class));
        SEALED.forEach(type -> {
            builder.addMixIn(type, Typed.class);
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                builder.registerSubtypes(new NamedType(permitted, permitted.getSimpleName()));
            }
        });
        ObjectMapper mapper = builder.build();
        // Logs of earlier versions lack lists that records have grown since.
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        return mapper;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    /** An id or a digest, whose text is what it prints. */
    @SuppressWarnings("unused") // Jackson reads the signatures
    private abstract static class Text {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Text(String text) {}

        @Override
        @JsonValue
        public abstract String toString();
    }

    @SuppressWarnings("unused") // Jackson reads the signatures
    private abstract static class SamplesText {
        @JsonCreator
        SamplesText(
                @JsonProperty("start") Instant start,
                @JsonProperty("step") Duration step,
                @JsonProperty("values") double[] values) {}

        @JsonProperty
        abstract Instant start();

        @JsonProperty
        abstract Duration step();

        @JsonProperty
        abstract double[] values();
    }

    @SuppressWarnings("unused") // Jackson reads the signatures
    private interface FactsText {
        @JsonIgnore
        boolean isEmpty();
    }

    /** Earlier versions wrote only the titles of what was done. */
    @JsonIgnoreProperties("done")
    private interface PastSessionText {}

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static JsonNode parse(String text) {
        return read(text, JsonNode.class);
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read a stored " + type.getSimpleName(), e);
        }
    }

    static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read a stored " + type.getSimpleName(), e);
        }
    }
}
