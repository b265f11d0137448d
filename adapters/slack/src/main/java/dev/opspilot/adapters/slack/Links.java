package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import java.net.URI;
import java.util.regex.Pattern;

/** Where things of a session stand on OpsPilot's own page. */
record Links(String base) {

    static Links on(URI publicUrl) {
        String url = publicUrl.toString();
        return new Links(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    /** An address on the page, as it stands in text. */
    Pattern own() {
        return Pattern.compile(Pattern.quote(base) + "/[A-Za-z0-9/#_.-]*[A-Za-z0-9]");
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
