package dev.opspilot.adapters.slack.install;

import java.util.Optional;

/** The bot tokens that Slack is called with. Thread-safe; may ask the database. */
public interface Tokens {

    /**
     * The token for a workspace; empty where the app is not installed.
     *
     * @param workspace the id of a team
     */
    Optional<String> of(String workspace);

    /** Says that Slack no longer takes a token, so that the next look finds the one that replaced it. */
    void refused(String workspace, String token);

    /** One token, whatever the workspace: the app is installed in that one only. */
    static Tokens single(String token) {
        Optional<String> only = Optional.of(token);
        return new Tokens() {
            @Override
            public Optional<String> of(String workspace) {
                return only;
            }

            @Override
            public void refused(String workspace, String refused) {
                // nothing replaces it but a new setting and a new start
            }
        };
    }
}
