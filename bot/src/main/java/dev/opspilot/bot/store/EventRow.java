package dev.opspilot.bot.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionEvent.Receipted;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as a row of the log. What a receipt says stands in the receipt's table alone: what a call left is written
 * without its receipt and result, and gets them back when it is read.
 */
record EventRow(String body, @Nullable Long receiptSeq) {
    private static final String RECEIPT = "receipt";
    /** Where an event keeps what was said: a reading, or the answer of an act; others keep it themselves. */
    private static final List<String> SAID = List.of("reading", "answer");

    private static final String ORIGIN = "origin";
    private static final String RESULT = "result";

    static EventRow of(SessionEvent event) {
        if (!(event instanceof Receipted left)) {
            return new EventRow(StoreJson.tree(event).toString(), null);
        }
        ObjectNode body = (ObjectNode) StoreJson.tree(event);
        body.remove(RECEIPT);
        origin(body).remove(RESULT);
        return new EventRow(body.toString(), left.receipt().seq());
    }

    SessionEvent event(Optional<ReceiptChain.Stored> receipt) {
        ObjectNode json = (ObjectNode) StoreJson.parse(body);
        receipt.ifPresent(stored -> {
            json.set(RECEIPT, StoreJson.tree(stored.receipt()));
            origin(json).put(RESULT, stored.result());
        });
        return StoreJson.read(json, SessionEvent.class);
    }

    private static ObjectNode origin(ObjectNode body) {
        return SAID.stream()
                .filter(body::has)
                .findFirst()
                .map(body::get)
                .or(() -> Optional.of(body))
                .map(said -> (ObjectNode) said.get(ORIGIN))
                .orElseThrow(() -> new IllegalStateException("a stored event with a receipt says nothing"));
    }
}
