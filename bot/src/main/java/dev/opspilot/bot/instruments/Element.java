package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.bot.config.ResultMapping.Field;
import dev.opspilot.bot.config.Words;
import dev.opspilot.rituals.instrument.Series.Unit;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A place in a result that knows its pointer, so that what is wrong there can be named. Immutable. */
record Element(String pointer, JsonNode node) {
    private static final Duration LONGEST_STEP = Duration.ofDays(31);

    static Element root(JsonNode node) {
        return new Element("", node);
    }

    Element at(JsonPointer relative) {
        return new Element(pointer + relative, node.at(relative));
    }

    List<Element> items() throws MismatchException {
        if (!node.isArray()) {
            throw expected("an array");
        }
        List<Element> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            items.add(new Element(pointer + "/" + i, node.get(i)));
        }
        return items;
    }

    /** A text that people can read; a number is taken as its digits. */
    String text(Field field, int length) throws MismatchException {
        return switch (field) {
            case Field.Fixed(String text) -> text;
            case Field.At(JsonPointer relative) -> at(relative).text(length);
        };
    }

    /** Like {@link #text}, but it may be missing. */
    Optional<String> find(Optional<Field> field, int length) throws MismatchException {
        return field.isEmpty() || isAbsent(field.get()) ? Optional.empty() : Optional.of(text(field.get(), length));
    }

    <E extends Enum<E>> E word(Field field, Class<E> type) throws MismatchException {
        String word = text(field, 40);
        Optional<E> found = Words.find(type, word);
        if (found.isEmpty()) {
            throw of(field).expected("one of " + Words.of(type));
        }
        return found.get();
    }

    Instant time(Field field) throws MismatchException {
        return switch (field) {
            case Field.Fixed(String text) -> Instant.parse(text);
            case Field.At(JsonPointer relative) -> at(relative).time();
        };
    }

    /** ISO-8601 with an offset or Z, or a number of seconds since 1970. */
    Instant time() throws MismatchException {
        try {
            if (node.isTextual()) {
                return OffsetDateTime.parse(node.textValue()).toInstant();
            }
            if (node.isIntegralNumber() && node.canConvertToLong() && Math.abs(node.longValue()) < 100_000_000_000L) {
                return Instant.ofEpochSecond(node.longValue());
            }
        } catch (DateTimeException e) {
            throw expected("an ISO-8601 time");
        }
        throw expected("an ISO-8601 time");
    }

    /** Like {@link #time}, but it may be missing. */
    Optional<Instant> moment(Optional<Field> field) throws MismatchException {
        return field.isEmpty() || isAbsent(field.get()) ? Optional.empty() : Optional.of(time(field.get()));
    }

    /** An ISO 4217 code. */
    Currency currency(Field field) throws MismatchException {
        try {
            return Currency.getInstance(text(field, 3));
        } catch (IllegalArgumentException e) {
            throw of(field).expected("an ISO 4217 code of a currency, as in EUR");
        }
    }

    /** A finite number that may be missing. */
    OptionalDouble number(Optional<JsonPointer> relative) throws MismatchException {
        return relative.isEmpty() || at(relative.get()).isAbsent()
                ? OptionalDouble.empty()
                : OptionalDouble.of(at(relative.get()).number());
    }

    double number() throws MismatchException {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw expected("a number");
        }
        return node.doubleValue();
    }

    Duration seconds(Field field) throws MismatchException {
        return switch (field) {
            case Field.Fixed(String text) -> Duration.ofSeconds(Long.parseLong(text));
            case Field.At(JsonPointer relative) -> at(relative).seconds();
        };
    }

    /** An array of numbers that the unit allows; null stands for a sample that is missing. */
    double[] numbers(Unit unit) throws MismatchException {
        if (!node.isArray()) {
            throw expected("an array of numbers");
        }
        double[] numbers = new double[node.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode item = node.get(i);
            if (!item.isNumber() && !item.isNull()) {
                throw new MismatchException(pointer + "/" + i, "a number", item);
            }
            double number = item.doubleValue();
            if (!item.isNull() && !allowed(unit, number)) {
                throw new MismatchException(pointer + "/" + i, range(unit), item);
            }
            numbers[i] = item.isNull() ? Double.NaN : number;
        }
        return numbers;
    }

    private static boolean allowed(Unit unit, double number) {
        return Double.isFinite(number)
                && switch (unit) {
                    case RATIO -> number >= 0 && number <= 1;
                    case COUNT, MILLIS -> number >= 0;
                    case MONEY_MINOR -> true;
                };
    }

    private static String range(Unit unit) {
        return switch (unit) {
            case RATIO -> "a ratio from 0 to 1 (a percentage is not one: divide it by 100 at its source)";
            case COUNT -> "a count of at least 0";
            case MILLIS -> "a number of milliseconds of at least 0";
            case MONEY_MINOR -> "a finite number";
        };
    }

    /** A link that is safe to show. One that is not is left out: it is no reason to lose the fact. */
    Optional<URI> link(Optional<Field> field) throws MismatchException {
        Optional<String> text = find(field, 500);
        if (text.isEmpty() || !text.get().matches("https?://.+")) {
            return Optional.empty();
        }
        try {
            URI link = new URI(text.get());
            return Optional.of(link).filter(uri -> uri.getHost() != null && uri.getUserInfo() == null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    MismatchException expected(String what) {
        return new MismatchException(pointer, what, node);
    }

    private boolean isAbsent(Field field) {
        return field instanceof Field.At(JsonPointer relative) && at(relative).isAbsent();
    }

    private boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    private Element of(Field field) {
        return field instanceof Field.At(JsonPointer relative) ? at(relative) : this;
    }

    String text(int length) throws MismatchException {
        if (!node.isTextual() && !node.isNumber()) {
            throw expected("a text");
        }
        String text = CleanText.of(node.asText(), length);
        if (text.isEmpty()) {
            throw expected("a text");
        }
        return text;
    }

    Duration seconds() throws MismatchException {
        Duration step = node.isNumber() ? Duration.ofMillis(Math.round(node.doubleValue() * 1000)) : Duration.ZERO;
        if (step.toSeconds() < 1 || step.compareTo(LONGEST_STEP) > 0) {
            throw expected("a number of seconds from 1 to " + LONGEST_STEP.toSeconds());
        }
        return step;
    }
}
