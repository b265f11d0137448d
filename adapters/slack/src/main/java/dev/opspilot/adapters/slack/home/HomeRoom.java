package dev.opspilot.adapters.slack.home;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The rooms of App Home, in the order of their tabs. */
public enum HomeRoom {
    CONSOLE("Console"),
    INSTRUMENTS("Instruments"),
    MINDS("Minds"),
    AUTOMATIONS("Automations"),
    MUSEUM("Museum");

    private final String title;

    HomeRoom(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<HomeRoom> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
