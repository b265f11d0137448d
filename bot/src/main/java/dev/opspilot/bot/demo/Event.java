package dev.opspilot.bot.demo;

import java.time.Instant;
import java.util.Locale;

/** Something that somebody at the demo company changed. */
record Event(String id, Kind kind, String title, Service service, Instant at, String author) {

    /** The kinds of changes, in the words of the tools' answers. */
    enum Kind {
        DEPLOY,
        FLAG,
        CONFIG;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a person would see it, if the demo company existed. */
    String link() {
        return "https://" + kind.key() + "s.lumafold.example/" + id;
    }
}
