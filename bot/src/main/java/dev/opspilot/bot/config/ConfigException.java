package dev.opspilot.bot.config;

/** A configuration cannot be used. The message names the file, the place in it, and what would be right. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }
}
