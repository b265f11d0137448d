package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SourceChip;

/** A receipt with every field that its hash is made of, so that whoever reads it can check the chain. */
final class ReceiptJson {
    private ReceiptJson() {}

    static ObjectNode receipt(Receipt receipt) {
        return Json.object()
                .put("id", receipt.id().value())
                .put("seq", receipt.seq())
                .put("source", receipt.source())
                .put("tool", receipt.tool())
                .put("arguments", receipt.arguments().hex())
                .put("actor", receipt.actor())
                .put("at", Json.time(receipt.askedAt()))
                .put("observedAt", Json.time(receipt.observedAt()))
                .put("latencyMs", receipt.latency().toMillis())
                .put("cached", receipt.cached())
                .put("outcome", Json.name(receipt.outcome()))
                .put("link", Json.text(receipt.link()))
                .put("rollback", Json.text(receipt.rollback()))
                .put("digest", receipt.result().hex())
                .put("prev", receipt.prev().hex())
                .put("hash", receipt.hash().hex());
    }

    static ObjectNode chip(SourceChip chip) {
        return Json.object()
                .put("source", chip.source())
                .put("observedAt", Json.time(chip.observedAt()))
                .put("cached", chip.cached())
                .put("outcome", Json.name(chip.outcome()))
                .put("link", Json.text(chip.link()));
    }
}
