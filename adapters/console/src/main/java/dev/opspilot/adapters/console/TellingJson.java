package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.surface.Question;
import dev.opspilot.rituals.surface.SessionView.Telling;
import dev.opspilot.rituals.surface.Understood;

/** Who tells what, and what was asked and understood in plain words. */
final class TellingJson {
    private TellingJson() {}

    static ObjectNode telling(Telling telling) {
        ObjectNode json =
                Json.object().put("asked", telling.asked().orElse(null)).put("silence", telling.silence());
        json.set("narrative", telling.narrative().map(TellingJson::narrative).orElse(null));
        return json;
    }

    static ObjectNode narrative(Narrative narrative) {
        ObjectNode json = Json.object().put("mind", narrative.mind());
        json.set("sentences", Json.array(narrative.sentences(), TellingJson::sentence));
        json.set("dropped", Json.array(narrative.dropped(), TellingJson::dropped));
        return json;
    }

    private static ObjectNode sentence(Narrative.Sentence sentence) {
        ObjectNode json = Json.object().put("text", sentence.text());
        json.set("receipts", Json.receipts(sentence.receipts()));
        return json;
    }

    private static ObjectNode dropped(Narrative.Dropped dropped) {
        return Json.object().put("text", dropped.text()).put("because", dropped.because());
    }

    static ObjectNode question(Question question) {
        ObjectNode json = Json.object()
                .put("key", question.key().value())
                .put("question", question.text())
                .put("actor", question.person().actor())
                .put("askedAt", Json.time(question.askedAt()))
                .put("mind", question.mind());
        json.set("answer", question.answer().map(SessionJson::finding).orElse(null));
        return json;
    }

    static ObjectNode understood(Understood understood) {
        return Json.object().put("words", understood.words()).put("by", Json.name(understood.by()));
    }
}
