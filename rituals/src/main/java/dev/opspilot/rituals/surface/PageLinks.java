package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.SessionId;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where things of a session stand on OpsPilot's own page.
 *
 * @param base address of the page, without a slash at its end
 */
public record PageLinks(String base) {
    /** The longest address of a source that is linked, in characters. */
    public static final int LONGEST = 3_000;

    /* How the name of a calendar's feed ends. */
    private static final String CALENDAR = ".ics";

    public static PageLinks on(URI publicUrl) {
        String url = publicUrl.toString();
        return new PageLinks(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    /**
     * Finds addresses of the page in a text.
     *
     * @param base as it is written in that text
     */
    public static Pattern in(String base) {
        return Pattern.compile(Pattern.quote(base) + "/[A-Za-z0-9/#_.?=-]*[A-Za-z0-9]");
    }

    /** What a link to an address of the page is called where the address itself is not shown. */
    public static String label(String address) {
        return address.contains(CALENDAR) ? "Subscribe to the calendar" : "open it on the page";
    }

    public String session(SessionId id) {
        return base + "/#/sessions/" + id;
    }

    public String receipt(Receipt receipt) {
        return session(receipt.session()) + "/receipts/" + receipt.seq();
    }

    /** Where a person sees what the receipt proves: in the source itself where it can be linked, else the receipt. */
    public String evidence(Receipt receipt) {
        return evidence(receipt, LONGEST);
    }

    /**
     * The same where an address may be so long only.
     *
     * @param max characters
     */
    public String evidence(Receipt receipt, int max) {
        return receipt.link().flatMap(link -> PlainText.webAddress(link, max)).orElseGet(() -> receipt(receipt));
    }
}
