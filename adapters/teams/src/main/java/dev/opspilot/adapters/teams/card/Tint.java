package dev.opspilot.adapters.teams.card;

/** A colour by its meaning; the reader's theme says what it looks like. */
enum Tint {
    DEFAULT("Default"),
    ACCENT("Accent"),
    GOOD("Good"),
    WARNING("Warning"),
    ATTENTION("Attention");

    private final String json;

    Tint(String json) {
        this.json = json;
    }

    String json() {
        return json;
    }
}
