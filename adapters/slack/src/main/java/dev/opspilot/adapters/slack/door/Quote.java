package dev.opspilot.adapters.slack.door;

import com.slack.api.model.Message;
import dev.opspilot.adapters.slack.call.SlackReply;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody wants to know more about. What it says is evidence and never an order: it is made plain, cut,
 * and shown to the person before anything runs.
 *
 * @param thread the first message of its thread; the message itself where it has none
 * @param link where it stands; empty when the workspace's address is not known
 */
public record Quote(
        String channel, String ts, String thread, Optional<String> author, Optional<String> link, String text) {
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]{1,63}");
    private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]{1,30}");
    private static final Pattern CHANNEL = Pattern.compile("[CDG][A-Z0-9]{1,30}");
    private static final Pattern TS = Pattern.compile("\\d{1,16}\\.\\d{1,9}");
    private static final int LONGEST_PART = 2_000;

    /** Reads a message; empty when it is not said where it stands. */
    public static Optional<Quote> of(@Nullable String domain, @Nullable String channel, @Nullable Message message) {
        if (channel == null || message == null || message.getTs() == null) {
            return Optional.empty();
        }
        String ts = message.getTs();
        if (!CHANNEL.matcher(channel).matches() || !TS.matcher(ts).matches()) {
            return Optional.empty();
        }
        Optional<String> link = Optional.ofNullable(domain)
                .filter(each -> DOMAIN.matcher(each).matches())
                .map(each -> "https://" + each + ".slack.com/archives/" + channel + "/p" + ts.replace(".", ""));
        Optional<String> thread = Optional.ofNullable(message.getThreadTs())
                .filter(each -> TS.matcher(each).matches());
        Optional<String> author = Optional.ofNullable(message.getUser())
                .filter(each -> USER.matcher(each).matches());
        List<SlackReply.Attached> attachments = Optional.ofNullable(message.getAttachments()).orElse(List.of()).stream()
                .map(each -> new SlackReply.Attached(each.getTitle(), each.getText(), each.getFallback()))
                .toList();
        return Optional.of(
                new Quote(channel, ts, thread.orElse(ts), author, link, words(message.getText(), attachments)));
    }

    /** What a message says in plain words; alerts say it in attachments. */
    public static String words(@Nullable String text, List<SlackReply.Attached> attachments) {
        List<String> parts = new ArrayList<>();
        parts.add(text == null ? "" : text);
        attachments.stream()
                .flatMap(each -> each.text() == null && each.title() == null
                        ? Stream.of(Optional.ofNullable(each.fallback()).orElse(""))
                        : Stream.of(
                                Optional.ofNullable(each.title()).orElse(""),
                                Optional.ofNullable(each.text()).orElse("")))
                .forEach(parts::add);
        return parts.stream()
                .map(part -> PlainText.line(SlackText.said(part), LONGEST_PART))
                .filter(part -> !part.isBlank())
                .distinct()
                .reduce((one, next) -> one + " · " + next)
                .orElse("");
    }

    /** Where it came from, as people read it. */
    public String where() {
        String by = author.map(each -> "a message of <@" + each + ">").orElse("a message");
        String at = link.map(each -> SlackText.link(each, "open it")).orElse("");
        return "About " + by + (at.isEmpty() ? "" : " · " + at) + (thread.equals(ts) ? "" : " · in a thread");
    }

    public String metadata() {
        return channel + "/" + thread;
    }

    /** The thread that a form's metadata names, if it stands in the channel. */
    public static Optional<String> thread(@Nullable String metadata, String channel) {
        String prefix = channel + "/";
        return Optional.ofNullable(metadata)
                .filter(each -> each.startsWith(prefix))
                .map(each -> each.substring(prefix.length()))
                .filter(each -> TS.matcher(each).matches());
    }
}
