package dev.opspilot.rituals.mind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A part of a sentence that says one thing.
 *
 * @param content stems and numbers of what it speaks of; what it says of that is not among them
 * @param denies whether it says that something is not so; denied twice is not denied
 * @param supposes whether it only supposes, as after {@code until} or {@code whether}
 * @param says which ways it says that things go
 */
record Clause(String text, Set<String> content, boolean denies, boolean supposes, Set<Way> says) {
    private static final int STEM = 5;
    private static final int SHORTEST = 3;

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+|\\R");
    private static final Pattern BOUNDARY = Pattern.compile(
            "(?i)[,;:—]\\s+|\\s[–-]\\s|[()?!]|(?<!\\bnothing)(?<!\\banything)\\s+(?=(?:and|or|but|while|whereas|although|though|however|yet"
                    + "|because|nor|until|unless|if|whether|which|who|where|when|since|that)\\b)");
    private static final Pattern DENIAL = Pattern.compile(
            "(?i)\\b(?:not(?! (?:only|just|merely)\\b)|no|none|nobody|nothing|nowhere|never|neither|nor|without|cannot"
                    + "|hardly|barely|scarcely|seldom|rarely|unlikely|untrue|false|falsely|incorrect(?:ly)?|lacks?|lacking"
                    + "|doubt(?:s|ed|ful|fully)?|absent|absence|den(?:y|ies|ied)|(?<!\\ba )little|(?<!\\bat )least"
                    + "|far from|anything but|fail(?:s|ed)? to|instead of|rather than"
                    + "|\\p{L}+n['’`´]t|(?:is|are|was|were|do|does|did|has|have|had|ca|wo|could|would|should|ai)nt)"
                    + "(?![\\p{L}\\p{N}])");
    private static final Pattern ENDS_DENYING = Pattern.compile("(?:" + DENIAL.pattern() + ")\\W*$");
    private static final Pattern SUPPOSITION =
            Pattern.compile("(?i)\\b(?:until|unless|if|whether|would(?!\\s+(?:seem|appear|say|suggest)\\b))\\b");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Set<String> LIGHT = Set.of(
            ("the and but for its was are has had can any all our own his her who how why let may yet nor too one two now"
                            + " that this with from were been have when then into over under about after before since while"
                            + " which their there these those they them also only more most less least still during between"
                            + " both each other some such very what where will would could should because does did not none"
                            + " nobody nothing never neither without cannot until unless whether though although however"
                            + " show shows came come comes stand stands lies says said seem seems look looks appear appears"
                            + " remain remains stay stays keep keeps went goes made make makes take takes expected usual"
                            + " usually false untrue doubt little well again")
                    .split(" "));

    Clause {
        content = Set.copyOf(content);
        says = Set.copyOf(says);
    }

    /** What ends with a full stop. */
    record Sentence(String text, List<Clause> clauses) {
        Set<String> content() {
            return clauses.stream().flatMap(each -> each.content.stream()).collect(Collectors.toUnmodifiableSet());
        }

        /** All ways that it says in words, or by a figure beside what was expected of it. */
        Set<Way> says() {
            Set<Way> ways = Way.byFigures(text);
            clauses.stream().filter(each -> !each.supposes).forEach(each -> ways.addAll(each.says));
            return ways;
        }
    }

    /** The sentences of a text. */
    static List<Sentence> sentences(String text) {
        return Arrays.stream(SENTENCE.split(text))
                .filter(sentence -> !sentence.isBlank())
                .map(sentence -> new Sentence(sentence, clauses(sentence)))
                .toList();
    }

    /** Its parts. One that names nothing speaks of what the one before does; a denial goes with what follows it. */
    private static List<Clause> clauses(String sentence) {
        List<Clause> clauses = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (String part : BOUNDARY.splitAsStream(sentence).toList()) {
            if (!part.isBlank()) {
                parts.add(part.strip());
                boolean open = ENDS_DENYING.matcher(part).find()
                        || (parts.size() > 1 && content(part).isEmpty());
                if (!open) {
                    clauses.add(clause(parts, clauses));
                    parts.clear();
                }
            }
        }
        if (!parts.isEmpty()) {
            clauses.add(clause(parts, clauses));
        }
        return clauses;
    }

    private static Clause clause(List<String> parts, List<Clause> before) {
        String text = String.join(", ", parts);
        boolean denies =
                parts.stream().anyMatch(part -> DENIAL.matcher(part).results().count() % 2 == 1);
        Set<Way> says = EnumSet.noneOf(Way.class);
        for (Way way : Way.values()) {
            if (way.isSaidIn(text)) {
                says.add(way);
            }
        }
        if (says.contains(Way.WELL)) {
            // Trouble that is over is the trouble's name, and what is said of it is that it is over.
            says.remove(Way.ILL);
        }
        Set<String> own = content(text);
        return new Clause(
                text,
                own.isEmpty() && !before.isEmpty() ? before.getLast().content() : own,
                denies,
                SUPPOSITION.matcher(text).find(),
                denies ? denied(says) : says);
    }

    /** What is not well is ill, and the other way round; what does not rise need not fall. */
    private static Set<Way> denied(Set<Way> says) {
        Set<Way> denied = EnumSet.noneOf(Way.class);
        says.forEach(way -> denied.add(way.isOfState() ? way.opposite() : way));
        return denied;
    }

    private static Set<String> content(String text) {
        Set<String> content = new HashSet<>(Numbers.in(text));
        WORD.matcher(Way.without(text).toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .filter(word -> word.length() >= SHORTEST && !LIGHT.contains(word))
                .map(Clause::stem)
                .forEach(content::add);
        return content;
    }

    private static String stem(String word) {
        return word.substring(0, Math.min(STEM, word.length()));
    }

    /** What of that it speaks of as well. */
    Set<String> shared(Set<String> others) {
        return others.stream().filter(content::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** Stems of the words in it that are written like names; the first word of it may be one or not, and is left out. */
    Set<String> names() {
        return WORD.matcher(text)
                .results()
                .filter(word -> word.start() > 0 && Character.isUpperCase(text.charAt(word.start())))
                .map(word -> stem(word.group().toLowerCase(Locale.ROOT)))
                .filter(content::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean tellsState() {
        return says.stream().anyMatch(Way::isOfState);
    }

    /** Whether it says yes where another says yes; of two that tell whether things are well, whether they tell the same. */
    boolean agrees(Clause other) {
        if (tellsState() && other.tellsState()) {
            return says.stream().filter(Way::isOfState).allMatch(other.says::contains);
        }
        boolean otherDenies = other.denies && !other.tellsState();
        return denies ? otherDenies && !tellsState() : !otherDenies;
    }
}
