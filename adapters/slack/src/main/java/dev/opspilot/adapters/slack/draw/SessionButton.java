package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.ContextActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.FeedbackButtonObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.FeedbackButtonsElement;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionView.Status;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A button of a whole session: the session is its value, and what it means is its action. */
public record SessionButton(SessionId session, Button button) {
    public static final Pattern ACTION = Pattern.compile("opspilot_(?:correct_[a-z]+|post_incident|stop|rate)");

    private static final String CORRECT = "opspilot_correct_";
    private static final String POST_INCIDENT = "opspilot_post_incident";
    private static final String STOP = "opspilot_stop";
    private static final String RATE = "opspilot_rate";
    private static final String HELPFUL = "/helpful";
    private static final String NOT_HELPFUL = "/not_helpful";

    /** The buttons that a session has as it stands; none is no block. */
    public static Optional<LayoutBlock> row(SessionView view) {
        List<BlockElement> buttons = new ArrayList<>();
        if (view.understood().isPresent() && view.status() != Status.CANCELLED) {
            RitualName.BY_NAME.stream()
                    .filter(each -> each != view.ritual())
                    .forEach(each ->
                            buttons.add(button(CORRECT + each.key(), view.id(), "I meant: " + Wording.ritual(each))));
        }
        if (view.ritual() == RitualName.INCIDENT && view.status() == Status.DONE) {
            buttons.add(button(POST_INCIDENT, view.id(), "Post-incident draft"));
        }
        if (!view.receipts().isEmpty()) {
            buttons.add(ReceiptsButton.of(view.id()));
        }
        if (!view.status().isEnd()) {
            buttons.add(stop(view.id()));
        }
        return buttons.isEmpty() ? Optional.empty() : Optional.of(Blocks.actions(buttons));
    }

    /** Whether the session was of use, once it is done. */
    public static Optional<LayoutBlock> feedback(SessionView view) {
        return view.status() != Status.DONE
                ? Optional.empty()
                : Optional.of(ContextActionsBlock.builder()
                        .elements(List.of(FeedbackButtonsElement.builder()
                                .actionId(RATE)
                                .positiveButton(opinion("Helpful", view.id() + HELPFUL))
                                .negativeButton(opinion("Not helpful", view.id() + NOT_HELPFUL))
                                .build()))
                        .build());
    }

    private static FeedbackButtonObject opinion(String label, String value) {
        return FeedbackButtonObject.builder()
                .text(Buttons.plain(label))
                .value(value)
                .accessibilityLabel(label)
                .build();
    }

    public static BlockElement stop(SessionId session) {
        return Buttons.of(STOP, session.value(), "Stop")
                .style("danger")
                .confirm(Buttons.confirm("Stop the session?", "It ends now, with what it has found so far."))
                .build();
    }

    private static BlockElement button(String action, SessionId session, String label) {
        return Buttons.of(action, session.value(), label).build();
    }

    /** Reads a press back; empty when it is none of ours. */
    public static Optional<SessionButton> read(String action, String value) {
        try {
            return switch (action) {
                case STOP -> Optional.of(new SessionButton(new SessionId(value), new Button.Stop()));
                case POST_INCIDENT -> Optional.of(new SessionButton(new SessionId(value), new Button.PostIncident()));
                case RATE -> opinion(value);
                default ->
                    Optional.of(action)
                            .filter(each -> each.startsWith(CORRECT))
                            .flatMap(each -> RitualName.of(each.substring(CORRECT.length())))
                            .map(ritual -> new SessionButton(new SessionId(value), new Button.Correct(ritual)));
            };
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Optional<SessionButton> opinion(String value) {
        return Optional.of(value)
                .filter(each -> each.endsWith(HELPFUL) || each.endsWith(NOT_HELPFUL))
                .map(each -> new SessionButton(
                        new SessionId(each.substring(0, each.indexOf('/'))), new Button.Rate(each.endsWith(HELPFUL))));
    }
}
