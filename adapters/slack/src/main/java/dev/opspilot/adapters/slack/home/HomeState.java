package dev.opspilot.adapters.slack.home;

import dev.opspilot.rituals.surface.PlainText;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks at in App Home. It travels in the view itself, so that every node goes on from it.
 *
 * @param words what is searched in the museum; empty for all
 * @param after where the page of the museum begins; empty for the first
 */
public record HomeState(HomeRoom room, String words, Optional<String> after) {
    public static final HomeState BEGIN = new HomeState(HomeRoom.CONSOLE, "", Optional.empty());

    private static final int LONGEST_WORDS = 200;

    public HomeState in(HomeRoom next) {
        return new HomeState(next, "", Optional.empty());
    }

    public HomeState searching(String typed) {
        return new HomeState(HomeRoom.MUSEUM, PlainText.line(typed, LONGEST_WORDS), Optional.empty());
    }

    public HomeState from(Optional<String> cursor) {
        return new HomeState(HomeRoom.MUSEUM, words, cursor);
    }

    public String metadata() {
        return "room=" + room.key() + "&words=" + encoded(words) + "&after=" + encoded(after.orElse(""));
    }

    /** Reads it back; what is none of ours begins at the console. */
    public static HomeState read(@Nullable String metadata) {
        Map<String, String> parts = new HashMap<>();
        for (String part : (metadata == null ? "" : metadata).split("&", -1)) {
            String[] pair = part.split("=", 2);
            if (pair.length == 2) {
                parts.put(pair[0], decoded(pair[1]));
            }
        }
        return HomeRoom.of(parts.getOrDefault("room", ""))
                .map(room -> new HomeState(
                        room,
                        parts.getOrDefault("words", ""),
                        Optional.ofNullable(parts.get("after")).filter(each -> !each.isEmpty())))
                .orElse(BEGIN);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return "";
        }
    }
}
