package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.play.Bound;
import java.util.List;
import java.util.Objects;

/**
 * What OpsPilot tells one person about itself, the same on every surface. All of it is plain text, which a renderer
 * escapes.
 *
 * @param title one line; may be empty
 * @param actions what can be done about the whole
 */
public record Notice(String title, List<Line> lines, List<Action> actions) {

    /** One thing said, with what can be done about it. */
    public record Line(String text, List<Action> actions) {
        public Line {
            Objects.requireNonNull(text);
            actions = List.copyOf(actions);
        }

        /** Words alone. */
        public static Line of(String text) {
            return new Line(text, List.of());
        }
    }

    /**
     * A button. Pressing it is the same as typing its command, by whoever presses.
     *
     * @param command what stands behind {@code /opspilot}, as in {@code schedule pause 7}
     * @param confirm what is asked before it is done; empty when nothing is
     * @param asks whether the command leaves something out: a surface that can asks for it by {@link FrontDesk#form}
     */
    public record Action(String label, String command, String confirm, boolean asks) {
        public Action {
            Objects.requireNonNull(label);
            Objects.requireNonNull(command);
            Objects.requireNonNull(confirm);
        }

        /** One that is whole. */
        public Action(String label, String command, String confirm) {
            this(label, command, confirm, false);
        }

        /** One that is to be completed in a form. */
        public static Action asking(String label, String command) {
            return new Action(label, command, "", true);
        }

        /** Tells under which policy a tool is called, with a button for each other mode. */
        public static Action policy(Bound call) {
            String where = call.environment().isBlank() ? "" : " in " + call.environment();
            return new Action("Policy", "policy " + call.act().name() + where, "");
        }
    }

    public Notice {
        Objects.requireNonNull(title);
        lines = List.copyOf(lines);
        actions = List.copyOf(actions);
    }

    /** Words alone. */
    public static Notice of(String title, String... lines) {
        return new Notice(title, List.of(lines).stream().map(Line::of).toList(), List.of());
    }
}
