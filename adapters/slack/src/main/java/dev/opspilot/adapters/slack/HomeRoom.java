package dev.opspilot.adapters.slack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The rooms of App Home, in the order of their tabs. */
enum HomeRoom {
    CONSOLE("Console"),
    INSTRUMENTS("Instruments"),
    MINDS("Minds"),
    AUTOMATIONS("Automations"),
    MUSEUM("Museum");

    private final String title;

    HomeRoom(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<HomeRoom> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
