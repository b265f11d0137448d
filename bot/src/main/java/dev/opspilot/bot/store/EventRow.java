package dev.opspilot.bot.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.session.SessionEvent;
import dev.opspilot.rituals.session.SessionEvent.CallAnswered;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as a row of the log. What a receipt says stands in the receipt's table alone: an answered call is written
 * without its receipt and result, and gets them back when it is read.
 */
record EventRow(String body, @Nullable Long receiptSeq) {
    private static final String RECEIPT = "receipt";
    private static final String READING = "reading";
    private static final String ORIGIN = "origin";
    private static final String RESULT = "result";

    static EventRow of(SessionEvent event) {
        if (!(event instanceof CallAnswered answered)) {
            return new EventRow(StoreJson.tree(event).toString(), null);
        }
        ObjectNode body = (ObjectNode) StoreJson.tree(event);
        body.remove(RECEIPT);
        origin(body).remove(RESULT);
        return new EventRow(body.toString(), answered.receipt().seq());
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
        return (ObjectNode) body.get(READING).get(ORIGIN);
    }
}
