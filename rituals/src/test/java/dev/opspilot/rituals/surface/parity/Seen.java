package dev.opspilot.rituals.surface.parity;

import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person has before them.
 *
 * @param text all that can be read there, also what a press unfolds
 * @param heard what is heard when everything there is pressed, one after the other
 */
public record Seen(String text, List<Heard> heard) {
    /** A surface that has nothing of the kind. */
    public static final Seen NOTHING = new Seen("", List.of());

    public Seen {
        heard = List.copyOf(heard);
    }

    /** Whether the words can be read, however the surface cuts lines and marks what could be taken for its own signs. */
    boolean says(String words) {
        return bare(text).contains(bare(words));
    }

    Set<Heard.Button> buttons() {
        return heard.stream()
                .filter(Heard.Pressed.class::isInstance)
                .map(each -> ((Heard.Pressed) each).button())
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<Command.Order> orders() {
        return heard.stream()
                .filter(Heard.Ordered.class::isInstance)
                .map(each -> ((Heard.Ordered) each).order())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Letters and digits alone. */
    private static String bare(String words) {
        StringBuilder bare = new StringBuilder(words.length());
        words.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(bare::appendCodePoint);
        return bare.toString();
    }
}
