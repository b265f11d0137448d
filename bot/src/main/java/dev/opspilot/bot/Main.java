package dev.opspilot.bot;

import dev.opspilot.bot.cli.CommandLineRoot;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        int status = CommandLineRoot.run(args);
        if (status != CommandLineRoot.STAYS_UP) {
            System.exit(status);
        }
    }
}
