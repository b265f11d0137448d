package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.surface.Understood.By;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a person typed, understood the same way on every surface. */
public sealed interface Command {

    /** What an intent for a ritual comes to: it is asked for, or the mistake is told. */
    sealed interface Checked extends Command {}

    /**
     * Start a ritual.
     *
     * @param understood how plain words were taken; empty when the ritual was named
     */
    record Launch(RitualName ritual, String intent, Optional<Understood> understood) implements Checked {}

    /** Tell the person, and nobody else, what can be typed. */
    record Help(Optional<String> mistake) implements Checked {}

    /**
     * Do something about OpsPilot itself, without a ritual.
     *
     * @param words what stands behind the topic, as it was typed
     */
    record Order(Topic topic, String words) implements Command {
        public Order {
            Objects.requireNonNull(topic);
            Objects.requireNonNull(words);
        }
    }

    /** What an order is about. */
    enum Topic {
        /** What runs by itself and when. */
        SCHEDULE,
        /** The sessions so far. */
        SESSIONS,
        /** Workflows and their runs. */
        AUTOMATION,
        /** Stretches of time in which nothing is to be changed. */
        FREEZE,
        /** What may act, and who must agree. */
        POLICY,
        /** The kill switch: nothing acts any more, until it is taken back. */
        HALT;

        /** The word that is typed. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Topic> of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.key().equals(word) || (each.key() + "s").equals(word))
                    .findFirst();
        }
    }

    /** The longest intent that is taken; what is longer is cut, the way all surfaces show it. */
    int MAX_INTENT = 500;

    Pattern SPACE = Pattern.compile("\\s+");

    /** Words that want nothing but to be answered. */
    Pattern GREETING = Pattern.compile("(?i)(hi|hey|hello|help|thanks|thank you|thx|good morning|ping|test|commands"
            + "|who are you|what are you|what is this|(what|how) (can|do|does|should) (you|i|we|it|this|opspilot)"
            + " (do|work|ask|type|say|use)( you| this| it| opspilot)?( here| for (me|us))?"
            + "|((lol|haha|ok|okay|thanks|thank you|thx|cool|great|nice|perfect|good|fine|got it|never ?mind|sorry|bye)"
            + "[\\s,.!]*)+)\\W*");

    /** What sounds like the kill switch, which only its own word works. */
    Pattern STOPPING = Pattern.compile("(?i)(please )?(stop|kill|abort|cancel|freeze) (everything|all|it all|now)\\W*");

    /** The slash command, typed where none is needed. */
    Pattern SLASHED = Pattern.compile("(?i)^[/@]?opspilot[\\s,:]+|^/opspilot$");

    /** Courtesy before the kill switch. */
    Pattern POLITE = Pattern.compile("(?i)^please,? (?=halt\\b)");

    /** Understands what stands behind {@code /opspilot}. */
    static Command parse(String typed) {
        String text = plain(typed);
        String[] parts = text.split(" ", 2);
        String word = word(text);
        if (word.isEmpty() || word.equals("help")) {
            return new Help(Optional.empty());
        }
        String rest = parts.length == 2 ? parts[1] : "";
        return RitualName.of(word)
                .<Command>map(ritual -> launch(ritual, rest))
                .or(() -> Topic.of(word).map(topic -> new Order(topic, clipped(rest, MAX_INTENT))))
                .orElseGet(() -> new Help(Optional.of("I do not know “" + clipped(word, 40) + "”.")));
    }

    /** Understands plain words, as behind a mention: a command where they begin like one, and what they mean otherwise. */
    static Command ofWords(String typed) {
        String said = plain(typed);
        String bare = POLITE.matcher(SLASHED.matcher(said).replaceFirst("")).replaceFirst("");
        String words = clipped(
                said.startsWith("/")
                                || isCommand(bare)
                                || GREETING.matcher(bare).matches()
                        ? bare
                        : said,
                MAX_INTENT);
        if (words.isEmpty() || GREETING.matcher(words).matches()) {
            return new Help(Optional.empty());
        }
        if (isCommand(words)) {
            return parse(words);
        }
        if (STOPPING.matcher(words).matches()) {
            return new Help(Optional.of("To stop everything that acts, type “halt”."));
        }
        Meaning meaning = Meaning.of(words);
        return new Launch(
                meaning.ritual(), words, Optional.of(new Understood(words, meaning.clear() ? By.RULES : By.GUESS)));
    }

    private static boolean isCommand(String words) {
        String first = word(words);
        return RitualName.of(first).isPresent() || Topic.of(first).isPresent();
    }

    /** The first word, without what ends a sentence or a salutation. */
    private static String word(String text) {
        return text.split(" ", 2)[0].toLowerCase(Locale.ROOT).replaceAll("(?<=\\w)[.,:;!?]+$", "");
    }

    /** Checks an intent for a ritual that was chosen by name or by a form. */
    static Checked launch(RitualName ritual, String intent) {
        String wish = plain(intent);
        if (!wish.isEmpty()) {
            return new Launch(ritual, clipped(wish, MAX_INTENT), Optional.empty());
        }
        return switch (ritual) {
            case BRIEF -> new Launch(ritual, "What changed since the last brief?", Optional.empty());
            case INCIDENT ->
                new Help(Optional.of("Say in a few words what happened, as in “incident payments just failed”."));
            case EXPERIMENT ->
                new Help(Optional.of("Say in a few words what to test, as in “experiment test freemium gating”."));
            case AUTOMATION -> new Help(Optional.of("A workflow is run by its name: “automation run NAME”."));
        };
    }

    /** One line of text: no control characters and no halves of characters, which not every store and screen can take. */
    private static String plain(String typed) {
        StringBuilder text = new StringBuilder(typed.length());
        typed.codePoints()
                .filter(each -> Character.getType(each) != Character.SURROGATE)
                .map(each -> Character.isISOControl(each) ? ' ' : each)
                .forEach(text::appendCodePoint);
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    private static String clipped(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }
}
