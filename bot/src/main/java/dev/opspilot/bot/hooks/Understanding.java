package dev.opspilot.bot.hooks;

import java.util.List;

/** What the body of a delivery came to. */
sealed interface Understanding {

    /** It raises or resolves alerts. */
    record Alerts(List<RaisedAlert> alerts) implements Understanding {
        public Alerts {
            alerts = List.copyOf(alerts);
        }
    }

    /** It is well-formed and concerns no alert. */
    record Unconcerned(String why) implements Understanding {}

    /** It is not what the system sends. */
    record Unreadable(String why) implements Understanding {}
}
