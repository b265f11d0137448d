package dev.opspilot.bot.policy;

import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.play.Governance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The freezes of the last month and the next year as iCalendar (RFC 5545), each time of one that recurs on its own. Thread-safe. */
public final class FreezeCalendar {
    private static final Duration BEHIND = Duration.ofDays(31);
    private static final Duration AHEAD = Duration.ofDays(366);
    private static final int LINE_BYTES = 75;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Governance governance;
    private final InstantSource clock;

    public FreezeCalendar(Governance governance, InstantSource clock) {
        this.governance = governance;
        this.clock = clock;
    }

    /** The calendar as text. */
    public String text() {
        Instant now = clock.instant();
        List<Freeze> freezes = governance.lately().freezes(now.minus(BEHIND), now.plus(AHEAD));
        StringBuilder text = new StringBuilder();
        line(text, "BEGIN:VCALENDAR");
        line(text, "VERSION:2.0");
        line(text, "PRODID:-//OpsPilot//Freezes//EN");
        line(text, "X-WR-CALNAME:Change freezes");
        for (Freeze freeze : freezes) {
            line(text, "BEGIN:VEVENT");
            line(text, "UID:" + escaped(freeze.id()) + "@opspilot");
            line(text, "DTSTAMP:" + TIME.format(now));
            line(text, "DTSTART:" + TIME.format(freeze.from()));
            line(text, "DTEND:" + TIME.format(freeze.to()));
            line(
                    text,
                    "SUMMARY:"
                            + escaped("Freeze: " + freeze.title()
                                    + freeze.service()
                                            .map(name -> " (" + name + ")")
                                            .orElse("")));
            line(text, "TRANSP:TRANSPARENT");
            line(text, "END:VEVENT");
        }
        line(text, "END:VCALENDAR");
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n");
    }

    /** Folded after 75 bytes, never within a character. */
    private static void line(StringBuilder text, String content) {
        int bytes = 0;
        for (int at = 0; at < content.length(); ) {
            int point = content.codePointAt(at);
            String character = Character.toString(point);
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > LINE_BYTES) {
                text.append("\r\n ");
                bytes = 1;
            }
            text.append(character);
            bytes += size;
            at += Character.charCount(point);
        }
        text.append("\r\n");
    }
}
