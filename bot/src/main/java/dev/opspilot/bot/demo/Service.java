package dev.opspilot.bot.demo;

/** The services that the demo company runs. */
enum Service {
    PAYMENTS("payments-api", 2.2),
    CHECKOUT("checkout-web", 1.6),
    ACCOUNTS("accounts-api", 1.1),
    SEARCH("search-api", 2.8),
    EDITOR("editor-web", 4.0),
    NOTIFICATIONS("notifications", 0.9),
    REPORTS("reports-worker", 0.6);

    private final String title;
    private final double usualErrors;
    private final String exceptionsStream;
    private final String timeoutsStream;

    Service(String title, double usualErrors) {
        this.title = title;
        this.usualErrors = usualErrors;
        this.exceptionsStream = "exceptions " + title;
        this.timeoutsStream = "timeouts " + title;
    }

    String title() {
        return title;
    }

    /** The stream of chance that decides how often it fails by itself. */
    String exceptionsStream() {
        return exceptionsStream;
    }

    /** The stream of chance that decides how often its calls of others take too long. */
    String timeoutsStream() {
        return timeoutsStream;
    }

    /** Errors a minute on a good day. */
    double usualErrors() {
        return usualErrors;
    }
}
