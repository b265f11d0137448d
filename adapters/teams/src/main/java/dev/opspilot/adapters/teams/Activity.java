package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thing that Teams sent, as far as OpsPilot reads it. What it does not read it does not parse, so that a timestamp or
 * a field of a new form cannot hurt.
 *
 * @param conversation with its tenant, and whether it is a chat or a channel
 * @param text with the mentions in it, as it was sent
 * @param value what a card, a dialog or a command sent
 * @param zone where who sent it is in time
 */
record Activity(
        String type,
        Optional<String> id,
        String name,
        String channelId,
        String serviceUrl,
        Account from,
        Account recipient,
        ConversationRef conversation,
        Optional<String> replyTo,
        String text,
        List<Mention> mentions,
        List<Account> added,
        List<Account> removed,
        String action,
        JsonNode value,
        JsonNode attachments,
        JsonNode channelData,
        Optional<ZoneId> zone) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ID = 300;

    /** Somebody, or the app itself. */
    record Account(String id, Optional<String> aadId, String name) {}

    /** A name in the text, with the words that stand for it there. */
    record Mention(String id, String words) {}

    /** What cannot be an activity. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** @throws MalformedException if it is no JSON object, or lacks what every activity has */
    static Activity read(byte[] body) throws MalformedException {
        JsonNode sent;
        try {
            sent = JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new MalformedException("no JSON: " + notJson.getOriginalMessage());
        } catch (IOException | StackOverflowError unreadable) {
            throw new MalformedException("unreadable: " + unreadable);
        }
        if (!sent.isObject() || sent.path("type").asText().isBlank()) {
            throw new MalformedException("no activity");
        }
        return new Activity(
                sent.path("type").asText(),
                id(sent.path("id")),
                sent.path("name").asText(),
                sent.path("channelId").asText(),
                sent.path("serviceUrl").asText(),
                account(sent.path("from")),
                account(sent.path("recipient")),
                ConversationRef.read(sent.path("conversation"), sent.path("channelData")),
                id(sent.path("replyToId")),
                sent.path("text").asText(),
                mentions(sent.path("entities")),
                accounts(sent.path("membersAdded")),
                accounts(sent.path("membersRemoved")),
                sent.path("action").asText(),
                sent.path("value"),
                sent.path("attachments"),
                sent.path("channelData"),
                zone(sent));
    }

    /** Whether the service URL of a token is the one that it came from. */
    boolean isServedBy(@Nullable String url) {
        return url != null && !serviceUrl.isBlank() && slashed(url).equalsIgnoreCase(slashed(serviceUrl));
    }

    /** Whether it was said to the app: always in a personal chat, elsewhere where it is mentioned. */
    boolean addressesApp() {
        return conversation.kind() == Conversation.Kind.PERSONAL
                || mentions.stream().anyMatch(each -> each.id().equals(recipient.id()));
    }

    /** What was said, without the app's own name, and with other names as plain words. */
    String words() {
        String said = text;
        for (Mention mention : mentions) {
            boolean own = mention.id().equals(recipient.id());
            said = said.replace(mention.words(), own ? " " : untagged(mention.words()));
        }
        return said.replace("&nbsp;", " ").replace('\u00a0', ' ').strip();
    }

    private static String untagged(String mention) {
        return mention.replace("<at>", "").replace("</at>", "");
    }

    private static String slashed(String url) {
        return url.endsWith("/") ? url : url + "/";
    }

    private static Account account(JsonNode sent) {
        return new Account(
                id(sent.path("id")).orElse(""),
                id(sent.path("aadObjectId")),
                sent.path("name").asText());
    }

    private static List<Account> accounts(JsonNode sent) {
        List<Account> all = new ArrayList<>();
        sent.forEach(each -> all.add(account(each)));
        return List.copyOf(all);
    }

    /** An entity that does not say which words it stands for stands for the tagged name. */
    private static List<Mention> mentions(JsonNode entities) {
        List<Mention> all = new ArrayList<>();
        for (JsonNode each : entities) {
            JsonNode mentioned = each.path("mentioned");
            if (each.path("type").asText().equals("mention") && mentioned.hasNonNull("id")) {
                String words =
                        each.path("text").asText("<at>" + mentioned.path("name").asText() + "</at>");
                if (!words.isBlank()) {
                    all.add(new Mention(mentioned.path("id").asText(), words));
                }
            }
        }
        return List.copyOf(all);
    }

    /** By itself in newer clients, else in an entity about the client. */
    private static Optional<ZoneId> zone(JsonNode sent) {
        Stream<JsonNode> named = Stream.concat(
                Stream.of(sent.path("localTimezone")),
                StreamSupport.stream(sent.path("entities").spliterator(), false)
                        .filter(each -> each.path("type").asText().equals("clientInfo"))
                        .map(each -> each.path("timezone")));
        return named.map(JsonNode::asText).flatMap(name -> named(name).stream()).findFirst();
    }

    private static Optional<ZoneId> named(String zone) {
        try {
            return zone.isBlank() ? Optional.empty() : Optional.of(ZoneId.of(zone));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** An id as Teams makes them: present and of bearable length. */
    private static Optional<String> id(JsonNode sent) {
        return Optional.of(sent.asText()).filter(each -> !each.isBlank() && each.length() <= LONGEST_ID);
    }
}
