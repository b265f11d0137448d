package dev.opspilot.bot.demo;

import java.util.Arrays;

/** The payment providers of the demo company. None of them exists. */
enum Provider {
    KESTRELPAY("Kestrelpay", Method.CARD, 0.45, 0.030),
    HALDENCARD("Haldencard", Method.CARD, 0.30, 0.034),
    FERNWALLET("Fernwallet", Method.WALLET, 0.25, 0.012);

    /** How a customer pays. */
    enum Method {
        CARD("card payments"),
        WALLET("wallet payments");

        private final String title;

        Method(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final String title;
    private final Method method;
    private final double share;
    private final double usualFailures;
    private final String attemptsStream;
    private final String failuresStream;

    Provider(String title, Method method, double share, double usualFailures) {
        this.title = title;
        this.method = method;
        this.share = share;
        this.usualFailures = usualFailures;
        this.attemptsStream = "attempts " + title;
        this.failuresStream = "failures " + title;
    }

    String title() {
        return title;
    }

    static Provider named(String title) {
        return Arrays.stream(values())
                .filter(each -> each.title.equals(title))
                .findFirst()
                .orElseThrow();
    }

    Method method() {
        return method;
    }

    /** The stream of chance that decides how many payments it gets. */
    String attemptsStream() {
        return attemptsStream;
    }

    /** The stream of chance that decides which of them fail. */
    String failuresStream() {
        return failuresStream;
    }

    /** Its part of all payments, from 0 to 1. */
    double share() {
        return share;
    }

    /** The share of payments that fail on a good day. */
    double usualFailures() {
        return usualFailures;
    }
}
