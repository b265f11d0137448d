package dev.opspilot.adapters.slack;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A button of a whole session: the session is its value, and what it means is its action. */
record SessionButton(SessionId session, Button button) {
    static final Pattern ACTION = Pattern.compile("opspilot_(?:correct_[a-z]+|post_incident)");

    private static final String CORRECT = "opspilot_correct_";
    private static final String POST_INCIDENT = "opspilot_post_incident";

    /** The buttons that a session has as it stands; none is no block. */
    static Optional<LayoutBlock> row(SessionView view) {
        List<BlockElement> buttons = new ArrayList<>();
        if (view.understood().isPresent() && !view.status().equals(SessionView.Status.CANCELLED)) {
            Arrays.stream(RitualName.values())
                    .filter(each -> each != view.ritual())
                    .forEach(each ->
                            buttons.add(button(CORRECT + each.key(), view.id(), "I meant: " + Wording.ritual(each))));
        }
        if (view.ritual() == RitualName.INCIDENT && view.status() == SessionView.Status.DONE) {
            buttons.add(button(POST_INCIDENT, view.id(), "Post-incident draft"));
        }
        return buttons.isEmpty() ? Optional.empty() : Optional.of(Blocks.actions(buttons));
    }

    private static BlockElement button(String action, SessionId session, String label) {
        return ButtonElement.builder()
                .actionId(action)
                .value(session.value())
                .text(PlainTextObject.builder().text(label).emoji(false).build())
                .build();
    }

    /** Reads a press back; empty when it is none of ours. */
    static Optional<SessionButton> read(@Nullable String action, @Nullable String value) {
        if (action == null || value == null) {
            return Optional.empty();
        }
        try {
            SessionId session = new SessionId(value);
            return action.equals(POST_INCIDENT)
                    ? Optional.of(new SessionButton(session, new Button.PostIncident()))
                    : Optional.of(action)
                            .filter(each -> each.startsWith(CORRECT))
                            .flatMap(each -> RitualName.of(each.substring(CORRECT.length())))
                            .map(ritual -> new SessionButton(session, new Button.Correct(ritual)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
