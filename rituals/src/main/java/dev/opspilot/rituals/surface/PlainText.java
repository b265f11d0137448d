package dev.opspilot.rituals.surface;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text that people or tools wrote, made fit to be shown: what nobody can see is left out, what is too long is cut. */
public final class PlainText {
    private PlainText() {}

    /** Without what is invisible or turns the reading direction. Line breaks stay; every other space becomes a plain one. */
    public static String of(String outside) {
        StringBuilder clean = new StringBuilder(outside.length());
        outside.codePoints().forEach(point -> {
            if (point == '\n') {
                clean.append('\n');
            } else if (point == '\t' || point == '\r' || Character.isSpaceChar(point)) {
                clean.append(' ');
            } else if (visible(point)) {
                clean.appendCodePoint(point);
            }
        });
        return clean.toString();
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** The text on one line, cut to a length. */
    public static String line(String outside, int max) {
        return clipped(of(outside).replace('\n', ' ').strip(), max);
    }

    /** The text, or as much of it as fits with an ellipsis; ends at a sentence or a word where one is near. */
    public static String clipped(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        if (max < 2) {
            return max < 1 ? "" : "…";
        }
        return text.substring(0, cut(text, max - 1)).stripTrailing() + "…";
    }

    /**
     * Where to cut a text that is longer: after the last sentence, else the last word of the second half, never inside a
     * character.
     *
     * @return at least 1 and at most {@code max}, unless that is less than 1
     */
    public static int cut(String text, int max) {
        int sentence = 0;
        int word = 0;
        for (int at = max / 2; at < max; at++) {
            char here = text.charAt(at);
            if (here == '\n') {
                sentence = at + 1;
            } else if (here == ' ') {
                word = at + 1;
                char before = at == 0 ? ' ' : text.charAt(at - 1);
                sentence = before == '.' || before == '!' || before == '?' ? at + 1 : sentence;
            }
        }
        int end = sentence > 0 ? sentence : word > 0 ? word : max;
        return end > 1 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : Math.max(1, end);
    }

    /** All of a text in parts of at most a length, which follow each other without a break; none ends inside a character. */
    public static List<String> pieces(String text, int length) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + length);
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to--;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    /**
     * An address that may be made a link: http or https with a host and without a user, of bearable length.
     *
     * @param max characters
     */
    public static Optional<String> webAddress(URI link, int max) {
        String scheme = link.getScheme();
        String text = link.toASCIIString();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        boolean open = web && link.getHost() != null && link.getUserInfo() == null;
        return open && text.length() <= max ? Optional.of(text) : Optional.empty();
    }
}
