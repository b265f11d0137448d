package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.ButtonElement;
import org.jspecify.annotations.Nullable;

/** Buttons and the question that Slack asks before one is pressed; every text is cut to its limit. */
public final class Buttons {
    private Buttons() {}

    public static ButtonElement.ButtonElementBuilder of(String action, String value, String label) {
        String shown = SlackText.line(label, SlackLimits.BUTTON_LABEL);
        return ButtonElement.builder().actionId(action).value(value).text(plain(shown.isEmpty() ? "Do it" : shown));
    }

    /** What is asked before; none where the question is empty. */
    public static @Nullable ConfirmationDialogObject confirm(String title, String question) {
        String asked = SlackText.line(question, SlackLimits.CONFIRM_TEXT);
        if (asked.isEmpty()) {
            return null;
        }
        String head = SlackText.line(title, SlackLimits.CONFIRM_TITLE);
        return ConfirmationDialogObject.builder()
                .title(plain(head.isEmpty() ? "Sure?" : head))
                .text(plain(asked))
                .confirm(plain("Yes"))
                .deny(plain("No"))
                .build();
    }

    public static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }
}
