package dev.opspilot.adapters.teams;

import java.util.regex.Pattern;

/** The words of a message that Teams hands on as HTML. What comes out is plain text and still untrusted. Pure. */
final class HtmlText {
    private static final Pattern BREAKS = Pattern.compile("(?i)<(br|/p|/div|/li|/tr)\\b[^<>]*>");
    private static final Pattern TAGS = Pattern.compile("<[^<>]*>");
    private static final int LONGEST = 50_000;

    private HtmlText() {}

    static String plain(String html) {
        String bounded = html.length() > LONGEST ? html.substring(0, LONGEST) : html;
        String words = TAGS.matcher(BREAKS.matcher(bounded).replaceAll("\n")).replaceAll("");
        // The ampersand last, so that what was escaped twice stays escaped once.
        return words.replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .strip();
    }
}
