package dev.opspilot.bot.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the constants of an enum are written in configuration and in results: in lower case. */
public final class Words {
    private Words() {}

    /** The constant that a word names, if it names one; case does not matter. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst();
    }

    /** All words, for messages that say what would have been right. */
    public static <E extends Enum<E>> String of(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
