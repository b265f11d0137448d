package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import java.util.Map;
import java.util.Optional;

/** A form that a person submitted, as Slack sent it. */
record Submission(String viewId, Person person, String workspace, View view) {

    /** Empty where Slack did not say who submitted what. */
    static Optional<Submission> of(ViewSubmissionPayload payload) {
        View view = payload.getView();
        Optional<String> user = Optional.ofNullable(payload.getUser()).flatMap(each -> SlackIds.id(each.getId()));
        Optional<String> id = Optional.ofNullable(view).flatMap(each -> SlackIds.id(each.getId()));
        if (user.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        Person person = SlackIds.person(user.get(), payload.getUser().getName());
        String team = payload.getTeam() == null ? null : payload.getTeam().getId();
        String workspace = SlackIds.workspace(team, payload.getUser().getTeamId());
        return Optional.of(new Submission(id.get(), person, workspace, view));
    }

    /** The same for every delivery of one form, however often its button is pressed. */
    HeardKey key() {
        return new HeardKey("slack/submitted/" + viewId);
    }

    /** What was written into an input. */
    String text(String input) {
        return value(input).map(ViewState.Value::getValue).orElse("");
    }

    /** What was chosen from a list. */
    Optional<String> option(String input) {
        return value(input).map(ViewState.Value::getSelectedOption).map(ViewState.SelectedOption::getValue);
    }

    /** The conversation that was chosen. */
    Optional<String> conversation(String input) {
        return value(input).map(ViewState.Value::getSelectedConversation).flatMap(SlackIds::id);
    }

    private Optional<ViewState.Value> value(String input) {
        Map<String, Map<String, ViewState.Value>> values =
                view.getState() == null || view.getState().getValues() == null
                        ? Map.of()
                        : view.getState().getValues();
        return Optional.ofNullable(values.get(input)).flatMap(block -> Optional.ofNullable(block.get(input)));
    }
}
