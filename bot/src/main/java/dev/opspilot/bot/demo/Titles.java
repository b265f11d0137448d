package dev.opspilot.bot.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** What changes at the demo company are called, and who makes them. */
final class Titles {
    private static final List<String> AUTHORS = List.of(
            "Ines Varga",
            "Tomas Lindqvist",
            "Priya Raman",
            "Dele Okafor",
            "Mika Sato",
            "Carla Nunes",
            "Jonas Weber",
            "Aylin Demir");

    private static final List<String> PAYMENTS = List.of(
            "Log the decline reason of refused payments",
            "Move receipt numbers to their own sequence",
            "Retry webhooks with jitter",
            "Upgrade the JSON parser",
            "Split the settlement report by currency");
    private static final List<String> CHECKOUT = List.of(
            "Show the tax line before the total",
            "Remember the last used country",
            "Trim the bundle of the address form",
            "Fix focus order in the coupon field");
    private static final List<String> ACCOUNTS = List.of(
            "Index invitations by team",
            "Shorten session refresh",
            "Clean up expired magic links",
            "Return seats in the team endpoint");
    private static final List<String> SEARCH = List.of(
            "Rank recent documents higher",
            "Warm the synonym cache at start",
            "Compact old index segments",
            "Drop unused facets");
    private static final List<String> EDITOR = List.of(
            "Keep the cursor when a comment arrives",
            "Paste tables from spreadsheets",
            "Faster first paint of long documents",
            "New icons in the slash menu");
    private static final List<String> NOTIFICATIONS =
            List.of("Batch digests by time zone", "Respect quiet hours on phones", "Retry bounced messages once");
    private static final List<String> REPORTS =
            List.of("Stream large exports", "Cache weekly totals", "Add cohort columns to the usage report");

    private static final List<String> FLAGS = List.of(
            "new-comment-sidebar on for 10 % of teams",
            "dark-mode-schedule on for everybody",
            "inline-translate off",
            "faster-uploads on for 25 % of teams",
            "guided-onboarding on for new teams",
            "weekly-digest-v2 on for 50 % of teams");
    private static final List<String> CONFIGS = List.of(
            "Raise the connection pool from 40 to 60",
            "Lengthen the cache lifetime of avatars to a day",
            "Add a read replica",
            "Lower the log level of health checks",
            "Rotate the certificate of the internal gateway",
            "Raise the memory limit by 256 MiB");

    private Titles() {}

    static String author(RandomGenerator random) {
        return any(AUTHORS, random);
    }

    static String deploy(Service service, RandomGenerator random) {
        return any(
                switch (service) {
                    case PAYMENTS -> PAYMENTS;
                    case CHECKOUT -> CHECKOUT;
                    case ACCOUNTS -> ACCOUNTS;
                    case SEARCH -> SEARCH;
                    case EDITOR -> EDITOR;
                    case NOTIFICATIONS -> NOTIFICATIONS;
                    case REPORTS -> REPORTS;
                },
                random);
    }

    /** What an incident of a service in the night is called. */
    static String incident(Service service) {
        return switch (service) {
            case PAYMENTS -> "Receipts arrive late";
            case CHECKOUT -> "The checkout loads slowly";
            case ACCOUNTS -> "Some sign-in links do not work";
            case SEARCH -> "Search finds no new documents";
            case EDITOR -> "Comments are saved twice";
            case NOTIFICATIONS -> "Mails go out late";
            case REPORTS -> "Exports fail at the first try";
        };
    }

    static String flag(RandomGenerator random) {
        return any(FLAGS, random);
    }

    static String config(RandomGenerator random) {
        return any(CONFIGS, random);
    }

    private static String any(List<String> titles, RandomGenerator random) {
        return titles.get(random.nextInt(titles.size()));
    }
}
