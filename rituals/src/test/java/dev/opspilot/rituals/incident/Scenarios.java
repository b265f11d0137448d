package dev.opspilot.rituals.incident;

/** The incidents that drills are rehearsed on. */
final class Scenarios {
    private Scenarios() {}

    static Company healthy() {
        return Company.healthy()
                .deploy("deploy-4809", "Show order notes", "web", 170)
                .flag("flag-77", "new-search-ranking to 20 %", 200);
    }

    static Company badDeploy() {
        return healthy()
                .cardsBreak(20)
                .deploy("deploy-4812", "Retry card charges on timeout", "payments-api", 24)
                .deploy("deploy-4813", "Fix a typo in the footer", "web", 9);
    }

    static Company providerOutage() {
        return healthy().stripeBreaks(25).published("stripe", "Elevated card declines", 19);
    }

    /** One provider fails alone, yet the failing service was deployed just before. */
    static Company contradictory() {
        return healthy().stripeBreaks(25).deploy("deploy-4812", "Retry card charges on timeout", "payments-api", 29);
    }

    static Company onlyLateChanges() {
        return Company.healthy()
                .cardsBreak(30)
                .deploy("deploy-4813", "Fix a typo in the footer", "web", 12)
                .flag("flag-78", "one-click-checkout off", 6);
    }
}
