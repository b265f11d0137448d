package dev.opspilot.rituals.mind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A sentence of evidence, and what of it may be left out: its asides, and its end from a comma on. Everything else has to
 * stay, and with it whatever denies, limits or doubts what is said. Pure.
 *
 * @param evidence id of the evidence
 * @param number which sentence of it, from 0
 */
record Passage(String evidence, int number, List<Token> tokens) {
    /** An end that opens with one of them takes back or limits what stands before it. */
    private static final Set<String> LIMITING = Set.of(
            ("if unless until till except excluding but or nor not never no without provided only than rather though"
                            + " although at unlike instead supposing assuming should perhaps possibly probably maybe"
                            + " supposedly allegedly reportedly apparently presumably apart almost nearly hardly")
                    .split(" "));

    /** What opens with one of them says nothing before its first comma. */
    private static final Set<String> LEADING = Set.of(
            ("in on at since until till from to by with within without after before during for of over under between among"
                            + " against about around through up as if unless although though while when whenever where"
                            + " whether that because once despite except besides like unlike today yesterday now then")
                    .split(" "));

    private static final Set<String> DETERMINERS = Set.of("no", "none", "nothing", "nobody", "only", "each", "all");
    private static final Set<String> PRONOUNS = Set.of(
            "it", "its", "they", "their", "them", "this", "that", "these", "those", "such", "he", "she", "his", "her");
    private static final Set<String> COMPARED = Set.of("more", "fewer", "less");
    private static final Set<String> SPANS =
            Set.of("second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks");
    private static final Pattern COUNT = Pattern.compile("\\d{1,3}(?:,\\d{3})*|\\d+");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** A beginning of fewer words says too little without its end. */
    private static final int FEWEST = 3;

    Passage {
        tokens = List.copyOf(tokens);
    }

    static List<Passage> of(Evidence evidence) {
        List<Passage> passages = new ArrayList<>();
        List<Token> open = new ArrayList<>();
        for (Token token : Token.in(evidence.text())) {
            if (token.opensSentence() && !open.isEmpty()) {
                passages.add(new Passage(evidence.id(), passages.size(), open));
                open.clear();
            }
            open.add(token);
        }
        if (!open.isEmpty()) {
            passages.add(new Passage(evidence.id(), passages.size(), open));
        }
        return passages;
    }

    int size() {
        return tokens.size();
    }

    /** Whether it says of itself what it speaks of: it opens its evidence, or with a name, a number or a determiner. */
    boolean standsAlone(Set<String> names) {
        Token first = tokens.getFirst();
        return number == 0
                || (!first.isOneOf(PRONOUNS)
                        && (first.article()
                                || first.isNumber()
                                || first.isIdentifier()
                                || first.isOneOf(DETERMINERS)
                                || names.contains(first.shown())));
    }

    boolean follows(Passage other) {
        return evidence.equals(other.evidence) && number == other.number + 1;
    }

    /** Words that are always capitalised in these, also where they open nothing. */
    static Set<String> names(Collection<Passage> all) {
        Set<String> names = new HashSet<>();
        Set<String> small = new HashSet<>();
        for (Passage passage : all) {
            for (int i = 0; i < passage.size(); i++) {
                Token token = passage.tokens.get(i);
                if (!token.isCapitalised()) {
                    small.add(token.shown());
                } else if (i > 0 && token.before().isEmpty() && !passage.isColon(i - 1)) {
                    names.add(token.shown());
                }
            }
        }
        names.removeIf(each -> small.contains(each.toLowerCase(Locale.ROOT)));
        return names;
    }

    /** Whether what stands before this token may be told without what follows: a heading may not, nor one of two choices. */
    boolean mayEndBefore(int at) {
        if (at == size()) {
            return true;
        }
        boolean leads = tokens.getFirst().isOneOf(LEADING)
                && tokens.subList(1, at).stream().noneMatch(Token::opensPart);
        return at >= FEWEST
                && tokens.get(at).opensPart()
                && !tokens.get(at).isOneOf(LIMITING)
                && !leads
                && tokens.subList(at, semicolon(at)).stream().noneMatch(each -> each.is(":") || each.is("or"));
    }

    private int semicolon(int from) {
        return tokens.get(from).before().contains(";") ? from : next(from, ";");
    }

    /** Where it goes on if the aside that begins with this token is left out; the token itself if none does. */
    int behindAside(int at) {
        if (at == 0 || at == size()) {
            return at;
        }
        if (tokens.get(at).before().endsWith("(")) {
            return next(at, ")");
        }
        if (tokens.get(at).is("expected") && !tokens.get(at).before().isEmpty() && isFigure(at + 1)) {
            return next(at, ",;)");
        }
        return behindBasis(at);
    }

    /** As after {@code of 1,529} and {@code in 21 minutes} behind a figure. */
    private int behindBasis(int at) {
        boolean counted = (tokens.get(at - 1).isNumber() || tokens.get(at - 1).is("%")) && isCount(at + 1);
        if (counted && tokens.get(at).is("of")) {
            return isOpen(at + 2) || tokens.get(at + 2).isOneOf(COMPARED) ? at + 2 : at;
        }
        boolean spans = counted
                && tokens.get(at).is("in")
                && at + 2 < size()
                && tokens.get(at + 2).isOneOf(SPANS);
        return spans && isOpen(at + 3) ? at + 3 : at;
    }

    private int next(int from, String marks) {
        for (int at = from + 1; at < size(); at++) {
            if (tokens.get(at).before().chars().anyMatch(each -> marks.indexOf(each) >= 0)) {
                return at;
            }
        }
        return size();
    }

    private boolean isOpen(int at) {
        return at == size() || !tokens.get(at).before().isEmpty();
    }

    private boolean isCount(int at) {
        return at < size() && COUNT.matcher(tokens.get(at).shown()).matches();
    }

    boolean isColon(int at) {
        return tokens.get(at).is(":");
    }

    /** Whether an amount begins there. */
    boolean isFigure(int at) {
        return at < size()
                && (tokens.get(at).isNumber()
                        || (CURRENCY.matcher(tokens.get(at).shown()).matches()
                                && at + 1 < size()
                                && tokens.get(at + 1).isNumber()));
    }

    /** Whether what stands before a colon there names one thing: {@code It} behind the colon is that. */
    boolean namesItBefore(int colon, Set<String> names) {
        return colon + 1 < size()
                && tokens.get(colon + 1).is("it")
                && tokens.subList(0, colon).stream()
                        .anyMatch(each -> each.isIdentifier() || names.contains(each.shown()));
    }
}
