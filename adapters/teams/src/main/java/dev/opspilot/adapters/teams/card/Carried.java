package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.widget.WidgetId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came with a press, each part empty unless it is as we write it. */
record Carried(JsonNode data) {
    /** One line that is there and of bearable length. */
    Optional<String> text(String name) {
        JsonNode value = data.path(name);
        return Optional.of(value.asText())
                .filter(text -> value.isTextual() && !text.isBlank() && text.length() <= CardAction.LONGEST)
                .filter(text -> text.equals(PlainText.of(text).replace('\n', ' ')));
    }

    /** What a person typed; empty when nothing. */
    String typed(String name, int max) {
        JsonNode value = data.path(name);
        return value.isTextual()
                ? PlainText.clipped(PlainText.of(value.asText()).strip(), max)
                : "";
    }

    Optional<Boolean> truth(String name) {
        JsonNode value = data.path(name);
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }

    Optional<Integer> page() {
        JsonNode value = data.path(CardAction.PAGE);
        return value.isInt() && value.intValue() >= 1 && value.intValue() <= 10_000
                ? Optional.of(value.intValue())
                : Optional.empty();
    }

    Optional<RitualName> ritual() {
        return text("ritual").flatMap(name -> RitualName.of(name.toLowerCase(Locale.ROOT)));
    }

    Optional<Ruling.Choice> choice() {
        return text("choice")
                .flatMap(key -> Arrays.stream(Ruling.Choice.values())
                        .filter(each -> each.key().equals(key))
                        .findFirst());
    }

    Optional<Digest> digest(String name) {
        try {
            return text(name).map(Digest::new);
        } catch (IllegalArgumentException notADigest) {
            return Optional.empty();
        }
    }

    Optional<WidgetId> kit() {
        return text("kit").map(WidgetId::new);
    }

    Optional<SessionId> session() {
        try {
            return text("session").map(SessionId::new);
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
