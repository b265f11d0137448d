package dev.opspilot.adapters.slack;

import java.util.Optional;

/** Says something to one person in a channel; best effort, and never on the thread that answers Slack. */
interface Whisper {
    void tell(String workspace, String channel, Optional<String> thread, String user, String mrkdwn);
}
