package dev.opspilot.adapters.console;

import dev.opspilot.rituals.surface.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a place is read in its own client: for a drill on somebody's message, that is the message with its thread. Pure. */
final class ChatLink {
    private static final Pattern SLACK_WORKSPACE = Pattern.compile("[TE][A-Z0-9]+");
    private static final Pattern SLACK_CHANNEL = Pattern.compile("[CDG][A-Z0-9]+");
    private static final Pattern SLACK_MESSAGE = Pattern.compile("\\d+\\.\\d+");
    private static final Pattern TEAMS_CHANNEL = Pattern.compile("19:[A-Za-z0-9_.@-]+");
    private static final Pattern TEAMS_MESSAGE = Pattern.compile("\\d+");

    private ChatLink() {}

    /** Empty where no client has an address for it. */
    static Optional<String> of(Place place) {
        return switch (place.surface()) {
            case "slack" -> slack(place);
            case "teams" -> teams(place);
            default -> Optional.empty();
        };
    }

    private static Optional<String> slack(Place place) {
        if (!SLACK_WORKSPACE.matcher(place.workspace()).matches()
                || !SLACK_CHANNEL.matcher(place.channel()).matches()) {
            return Optional.empty();
        }
        String channel = "https://app.slack.com/client/" + place.workspace() + "/" + place.channel();
        return Optional.of(place.thread()
                .filter(SLACK_MESSAGE.asMatchPredicate())
                .map(thread -> channel + "/thread/" + place.channel() + "-" + thread)
                .orElse(channel));
    }

    private static Optional<String> teams(Place place) {
        return place.thread()
                .filter(TEAMS_MESSAGE.asMatchPredicate())
                .filter(_ -> TEAMS_CHANNEL.matcher(place.channel()).matches())
                .map(thread -> "https://teams.microsoft.com/l/message/"
                        + URLEncoder.encode(place.channel(), StandardCharsets.UTF_8) + "/" + thread);
    }
}
