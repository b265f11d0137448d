package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import java.net.URI;

/** Where things of a session stand on OpsPilot's own page. */
record Links(String base) {

    static Links on(URI publicUrl) {
        String url = publicUrl.toString();
        return new Links(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    String session(SessionId id) {
        return base + "/#/sessions/" + id;
    }

    String receipt(Receipt receipt) {
        return session(receipt.session()) + "/receipts/" + receipt.seq();
    }

    /** Where a person sees what the receipt proves: in the source itself where it can be linked, else the receipt. */
    String evidence(Receipt receipt) {
        return receipt.link().flatMap(SlackText::url).orElseGet(() -> receipt(receipt));
    }
}
