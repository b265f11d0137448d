package dev.opspilot.adapters.slack.call;

import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The app's own direct message with each person. Thread-safe. */
public final class DirectMessages {
    private static final Logger LOG = LoggerFactory.getLogger(DirectMessages.class);
    private static final int MOST_KEPT = 10_000;

    private final DoorCalls calls;
    private final Map<Place, Place> opened = new ConcurrentHashMap<>();

    public DirectMessages(DoorCalls calls) {
        this.calls = calls;
    }

    /**
     * The direct message with a person, which Slack opens where it is not; may wait for Slack.
     *
     * @return its channel; where Slack does not tell it, the person's id, which stands for it when something is posted
     */
    public Place with(String workspace, Person person) {
        Place asked = SlackIds.direct(workspace, person);
        Place known = opened.get(asked);
        return known == null ? open(asked, person) : known;
    }

    private Place open(Place asked, Person person) {
        CallResult result = calls.openDirect(asked.workspace(), person.id());
        if (result instanceof CallResult.Done(SlackReply reply)
                && reply.channel().isPresent()) {
            Place own = SlackIds.place(asked.workspace(), reply.channel().get(), asked.thread());
            if (opened.size() >= MOST_KEPT) {
                opened.clear();
            }
            opened.put(asked, own);
            return own;
        }
        LOG.warn("the direct message with {} is written to by the person's id: {}", person.actor(), result);
        return asked;
    }
}
