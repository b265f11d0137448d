package dev.opspilot.rituals.mind;

import dev.opspilot.rituals.mind.Clause.Sentence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether a sentence says yes where the evidence says yes, and up where it says up. Each clause is held against the
 * clauses of the evidence that speak most of the same; what the nearest ones do not tell, their sentences may, and then
 * all that is cited with them. Pure.
 */
final class Polarity {
    /** A clause of evidence with where it stands. */
    private record Said(Clause clause, Sentence sentence, Evidence evidence) {}

    /** A name says more of what is spoken of than another word. */
    private static final int NAME = 3;

    private final List<Said> told;
    private final Set<String> names;

    private Polarity(List<Said> told) {
        this.told = told;
        this.names =
                told.stream().flatMap(each -> each.clause.names().stream()).collect(Collectors.toUnmodifiableSet());
    }

    static Polarity of(List<Evidence> cited) {
        List<Said> told = new ArrayList<>();
        for (Evidence each : cited) {
            for (Sentence sentence : Clause.sentences(Vocabulary.unquoted(each.text()))) {
                sentence.clauses().forEach(clause -> told.add(new Said(clause, sentence, each)));
            }
        }
        return new Polarity(told);
    }

    /** Why a sentence in its own voice cannot be said; empty if the evidence carries which way it says things go. */
    Optional<String> flaw(String own) {
        return Clause.sentences(own).stream()
                .flatMap(sentence -> sentence.clauses().stream().map(clause -> flaw(clause, sentence)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> flaw(Clause clause, Sentence sentence) {
        if (clause.supposes()) {
            return Optional.empty();
        }
        if (isTurnedRound(clause)) {
            return Optional.of("What it cites does not say so: “" + clause.text() + "”.");
        }
        List<Said> about = about(clause, sentence);
        return clause.says().stream()
                .filter(way -> !carries(about, way, clause))
                .map(way ->
                        "It says which way things go, and what it cites does not say that: “" + clause.text() + "”.")
                .findFirst();
    }

    /** A denial has to be denied in the evidence; anything else must not be, where the evidence speaks of the same. */
    private boolean isTurnedRound(Clause clause) {
        if (clause.content().isEmpty()) {
            return clause.denies()
                    && told.stream().noneMatch(each -> each.clause.text().equalsIgnoreCase(clause.text()));
        }
        if (clause.denies()) {
            return near(clause.content()).stream().noneMatch(each -> agrees(clause, each));
        }
        List<Said> near = near(clause.content());
        return near.stream()
                .filter(each -> !agrees(clause, each))
                .map(each -> each.clause.shared(clause.content()))
                .filter(shared -> 2 * shared.size() >= clause.content().size())
                .anyMatch(shared -> near.stream()
                        .filter(each -> each.clause.shared(clause.content()).equals(shared))
                        .noneMatch(each -> agrees(clause, each)));
    }

    private static boolean agrees(Clause clause, Said said) {
        return !said.clause.supposes() && clause.agrees(said.clause);
    }

    /** Where the evidence should say which way things go: beside the same number, if one is told. */
    private List<Said> about(Clause clause, Sentence sentence) {
        Set<String> content = clause.content().isEmpty() ? sentence.content() : clause.content();
        if (content.isEmpty()) {
            List<Said> alike = told.stream()
                    .filter(each -> each.clause.content().isEmpty())
                    .toList();
            return alike.isEmpty() ? told : alike;
        }
        List<Said> about = near(content);
        List<Said> numbered = about.stream()
                .filter(each -> each.clause.shared(content).stream().anyMatch(Polarity::isNumber))
                .toList();
        return numbered.isEmpty() ? nearest(about, content) : numbered;
    }

    /** The clauses that speak most of the same. */
    private List<Said> nearest(List<Said> among, Set<String> content) {
        int most = among.stream()
                .mapToInt(each -> weight(each.clause.shared(content)))
                .max()
                .orElse(0);
        return most == 0
                ? List.of()
                : among.stream()
                        .filter(each -> weight(each.clause.shared(content)) == most)
                        .toList();
    }

    /** The clauses that speak of the same, but for those of which another one speaks of all that and of more. */
    private List<Said> near(Set<String> content) {
        return told.stream()
                .filter(each -> !each.clause.shared(content).isEmpty())
                .filter(each -> told.stream().noneMatch(other -> {
                    Set<String> more = other.clause.shared(content);
                    Set<String> less = each.clause.shared(content);
                    return more.size() > less.size() && more.containsAll(less);
                }))
                .toList();
    }

    private int weight(Set<String> content) {
        return content.stream()
                .mapToInt(each -> names.contains(each) ? NAME : 1)
                .sum();
    }

    private static boolean isNumber(String content) {
        return Character.isDigit(content.charAt(content.startsWith("-") ? 1 : 0));
    }

    /** Whether what is said about it goes that way; beyond a sentence only where nothing goes the other way. */
    private static boolean carries(List<Said> about, Way way, Clause clause) {
        for (Function<Said, Set<Way>> ways :
                List.<Function<Said, Set<Way>>>of(each -> each.clause.says(), each -> each.sentence.says())) {
            Set<Way> said = said(about, ways, way);
            if (!said.isEmpty()) {
                return said.contains(way);
            }
        }
        Set<Way> said = said(about, each -> ways(each.evidence), way);
        return said.equals(Set.of(way)) || (!way.isClearIn(clause.text()) && said.size() != 1);
    }

    /** Which of a way and its opposite they say. */
    private static Set<Way> said(List<Said> about, Function<Said, Set<Way>> ways, Way way) {
        return about.stream()
                .filter(each -> !each.clause.supposes())
                .flatMap(each -> ways.apply(each).stream())
                .filter(each -> each == way || each == way.opposite())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Way> ways(Evidence evidence) {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        Clause.sentences(Vocabulary.unquoted(evidence.text())).forEach(sentence -> ways.addAll(sentence.says()));
        return ways;
    }
}
