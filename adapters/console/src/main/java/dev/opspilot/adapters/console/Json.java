package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How single values are written. */
final class Json {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static <T> ArrayNode array(Collection<T> items, Function<T, ? extends JsonNode> form) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(form.apply(item)));
        return array;
    }

    static ArrayNode texts(List<String> texts) {
        return array(texts, NODES::textNode);
    }

    static ArrayNode receipts(List<ReceiptId> receipts) {
        return array(receipts, receipt -> NODES.textNode(receipt.value()));
    }

    /** Numbers; JSON has no word for what is missing or beyond all bounds but {@code null}. */
    static ArrayNode numbers(List<Double> numbers) {
        return array(
                numbers, number -> Double.isFinite(number) ? NODES.numberNode(number.doubleValue()) : NODES.nullNode());
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static @Nullable String time(Optional<Instant> time) {
        return time.map(Json::time).orElse(null);
    }

    static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}
