package dev.opspilot.adapters.teams.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.adapters.teams.testkit.FakeConnector.Answered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Targeted messages: one member of a group or a channel sees them, and nobody else. Not thread-safe. */
final class TargetedRules {
    private final List<FakeConnector.Targeted> sent = new ArrayList<>();

    Answered post(String conversation, JsonNode activity, Collection<JsonNode> members, String id) {
        String reader = activity.at("/recipient/id").asText();
        boolean isMember =
                members.stream().anyMatch(each -> each.path("id").asText().equals(reader));
        if (conversation.startsWith("a:")) {
            return Answered.error(400, "BadArgument", "Targeted messages are for groups and channels.");
        }
        if (!isMember) {
            return Answered.error(400, "BadArgument", "The recipient is not a member of the conversation.");
        }
        sent.add(new FakeConnector.Targeted(conversation, reader, activity));
        return Answered.id(201, id);
    }

    List<FakeConnector.Targeted> sent() {
        return List.copyOf(sent);
    }

    void forget() {
        sent.clear();
    }
}
