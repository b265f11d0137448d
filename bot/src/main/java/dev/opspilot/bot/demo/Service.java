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

    Service(String title, double usualErrors) {
        this.title = title;
        this.usualErrors = usualErrors;
    }

    String title() {
        return title;
    }

    /** Errors a minute on a good day. */
    double usualErrors() {
        return usualErrors;
    }
}
