package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.Finding;

/** The answer to "why?": the finding, its figures, what else was weighed, and the receipts below all of it. */
final class WhyJson {
    private WhyJson() {}

    static ObjectNode why(Explanation explanation) {
        Finding finding = explanation.finding();
        ObjectNode json = Json.object();
        json.set("finding", SessionJson.finding(finding));
        json.set("calculations", Json.array(finding.calculations(), WhyJson::calculation));
        json.set("considered", Json.array(finding.considered(), WhyJson::considered));
        json.set("receipts", Json.array(explanation.receipts(), ReceiptJson::receipt));
        return json;
    }

    private static ObjectNode calculation(Finding.Calculation calculation) {
        ObjectNode json = Json.object()
                .put("figure", calculation.figure())
                .put("value", calculation.value())
                .put("expected", calculation.expected())
                .put("method", calculation.method());
        json.set("receipts", Json.receipts(calculation.receipts()));
        return json;
    }

    private static ObjectNode considered(Finding.Considered considered) {
        ObjectNode json = Json.object().put("what", considered.what()).put("because", considered.because());
        json.set("receipts", Json.receipts(considered.receipts()));
        return json;
    }
}
