package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.views.response.ViewSubmissionResponse;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.SlackText;
import java.util.Map;

/** How a submitted form is answered. */
final class Forms {
    private Forms() {}

    /** The form stays open, with the mistake at its field. */
    static Response wrong(ViewSubmissionContext context, String field, String why) {
        return context.ack(ViewSubmissionResponse.builder()
                .responseAction("errors")
                .errors(Map.of(field, SlackText.line(why, SlackLimits.CONFIRM_TEXT)))
                .build());
    }

    /**
     * What takes the place of a form.
     *
     * @param mrkdwn a sentence
     */
    record Answered(String title, String mrkdwn) {}

    /** One sentence takes the place of the form. */
    static Response said(ViewSubmissionContext context, Answered said) {
        return context.ack(answer -> answer.responseAction("update").view(Modals.saying(said.title(), said.mrkdwn())));
    }

    static Response unknown(ViewSubmissionContext context) {
        return said(context, new Answered("Not understood", "This form is of another version. Please open it anew."));
    }
}
