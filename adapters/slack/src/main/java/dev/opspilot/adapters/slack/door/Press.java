package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload.Action;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One button that a person pressed, as Slack sent it.
 *
 * @param action its action id
 * @param value what it carries; empty where it carries nothing
 * @param at when it was pressed, by Slack's clock; the same for every delivery of the press
 * @param place the conversation that it was pressed in, with the thread if the message stands in one; for a view the
 *     direct message with the person
 * @param message the message that it stood on; empty for a view
 * @param trigger opens a modal, within three seconds
 */
public record Press(
        String action,
        String value,
        String at,
        Person person,
        Place place,
        Optional<String> message,
        Optional<String> trigger) {

    /** What was pressed; nothing where Slack did not say by whom, where or when. */
    public static List<Press> all(BlockActionPayload payload) {
        Optional<String> user = Optional.ofNullable(payload.getUser()).flatMap(each -> SlackIds.id(each.getId()));
        if (user.isEmpty() || payload.getActions() == null) {
            return List.of();
        }
        String team = payload.getTeam() == null ? null : payload.getTeam().getId();
        String workspace = SlackIds.workspace(team, payload.getUser().getTeamId());
        Person person = SlackIds.person(user.get(), payload.getUser().getName());
        Optional<BlockActionPayload.Container> container = Optional.ofNullable(payload.getContainer());
        Place place = Optional.ofNullable(payload.getChannel())
                .flatMap(each -> SlackIds.id(each.getId()))
                .or(() -> container.flatMap(each -> SlackIds.id(each.getChannelId())))
                .map(channel ->
                        SlackIds.place(workspace, channel, container.flatMap(each -> SlackIds.id(each.getThreadTs()))))
                .orElseGet(() -> SlackIds.direct(workspace, person));
        Optional<String> message = container.flatMap(each -> SlackIds.id(each.getMessageTs()));
        Optional<String> trigger = SlackIds.id(payload.getTriggerId());
        return payload.getActions().stream()
                .flatMap(action -> one(action, person, place, message, trigger))
                .toList();
    }

    private static Stream<Press> one(
            Action action, Person person, Place place, Optional<String> message, Optional<String> trigger) {
        Optional<String> at = SlackIds.id(action.getActionTs());
        String value = Optional.ofNullable(action.getValue())
                .or(() -> Optional.ofNullable(action.getSelectedOption()).map(Action.SelectedOption::getValue))
                .orElse("");
        return at.stream()
                .filter(_ -> action.getActionId() != null)
                .map(when -> new Press(action.getActionId(), value, when, person, place, message, trigger));
    }

    /** The same for every delivery of one press. */
    public HeardKey key() {
        return new HeardKey("slack/pressed/" + at + "/" + Digest.of(person.id() + "\n" + action + "\n" + value));
    }

    /** The thread of the message, where an answer to the press belongs. */
    public Place thread() {
        return place.thread().isPresent() ? place : message.map(place::inThread).orElse(place);
    }
}
