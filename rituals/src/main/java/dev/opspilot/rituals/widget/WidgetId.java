package dev.opspilot.rituals.widget;

import java.util.Objects;

/** Names a widget within its session; drawing the same id again replaces it. */
public record WidgetId(String value) {
    public WidgetId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
