package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard.Button;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The "Ask why" button of a finding: how it looks, what it carries, and how that is read back. */
public record WhyButton(SessionId session, FindingId finding) {
    public static final String ACTION = "opspilot_why";

    private static final char BETWEEN = '/';

    /** The button; empty when the finding's id is too long to be carried. */
    public static Optional<BlockElement> of(SessionId session, Finding finding) {
        return of(session, finding, "Ask why", "Ask why: " + finding.text());
    }

    /** The one below an answer, which goes deeper. */
    static Optional<BlockElement> again(SessionId session, Finding finding, String whatFor) {
        return of(session, finding, "Ask why again", "Ask why again " + whatFor + ": " + finding.text());
    }

    private static Optional<BlockElement> of(SessionId session, Finding finding, String shown, String spoken) {
        String value = session.value() + BETWEEN + finding.id().value();
        if (value.length() > SlackLimits.BUTTON_VALUE || read(value).isEmpty()) {
            return Optional.empty();
        }
        String label = SlackText.line(spoken, SlackLimits.BUTTON_LABEL);
        return Optional.of(ButtonElement.builder()
                .actionId(ACTION)
                .value(value)
                .text(PlainTextObject.builder().text(shown).emoji(false).build())
                .accessibilityLabel(label)
                .build());
    }

    /** Reads a press back; empty when it is none of ours. */
    public static Optional<SessionButton> read(String action, String value) {
        return action.equals(ACTION)
                ? read(value).map(why -> new SessionButton(why.session(), new Button.Why(why.finding())))
                : Optional.empty();
    }

    /** Reads a value back; empty when it is none of ours. */
    public static Optional<WhyButton> read(@Nullable String value) {
        int between = value == null ? -1 : value.indexOf(BETWEEN);
        if (value == null || between < 1 || between == value.length() - 1) {
            return Optional.empty();
        }
        String finding = value.substring(between + 1);
        if (finding.isBlank() || !finding.equals(SlackText.plain(finding).replace('\n', ' '))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WhyButton(new SessionId(value.substring(0, between)), new FindingId(finding)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
