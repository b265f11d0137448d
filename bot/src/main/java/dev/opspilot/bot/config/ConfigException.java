package dev.opspilot.bot.config;

/** Something in the configuration is wrong; the message says what and what to do. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }
}
