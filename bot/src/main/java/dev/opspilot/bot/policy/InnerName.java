package dev.opspilot.bot.policy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a tool as it stands in the arguments of a tool that calls others. How its server reads it is not known:
 * capitals, spaces, invisible letters, or the name of the server before it may not count there. Pure.
 */
final class InnerName {
    /** What MCP lets a tool be called, and what joins it to its server. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/-]{1,128}");

    private static final Pattern JOINT = Pattern.compile("[/.:\\\\]+|__+|\\s+");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");

    private InnerName() {}

    static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /** To the letter: a tool of the same server, and with a slash also one of the server before it. */
    static Stream<String> written(String server, String name) {
        return name.contains("/") ? Stream.of(server + "/" + name, name) : Stream.of(server + "/" + name);
    }

    /** What else it may mean, as {@code server/tool}: what can be seen of it, and what stands behind each joint. */
    static Stream<String> meant(String server, String name) {
        String seen = UNSEEN.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC))
                .replaceAll("")
                .strip();
        Stream<String> behind =
                JOINT.matcher(seen).results().map(MatchResult::end).map(seen::substring);
        return Stream.concat(Stream.of(seen), behind)
                .filter(each -> !each.isEmpty())
                .flatMap(each -> written(server, each))
                .distinct();
    }

    /** As {@link Judging#matches}, whatever the capitals. */
    static boolean matches(String pattern, String tool) {
        return Judging.matches(pattern.toLowerCase(Locale.ROOT), tool.toLowerCase(Locale.ROOT));
    }
}
