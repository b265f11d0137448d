package dev.opspilot.rituals.mind;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sentence says only what sentences of its evidence say: each part of it is the beginning of one of them, word
 * for word and figure for figure, and the parts are joined by words that claim nothing. Pure.
 */
final class Excerpts {
    private static final Set<String> JOINTS = Set.of("and", "while", "but", "also", "meanwhile");
    private static final Set<String> COPULAS = Set.of("is", "are", "was", "were");

    /**
     * So much of a sentence is read.
     *
     * @param before the passage that the last part was taken from
     */
    private record Read(int to, @Nullable Passage before) {}

    private final List<Passage> passages;
    private final Set<String> names;

    private Excerpts(List<Passage> passages, Set<String> names) {
        this.passages = passages;
        this.names = names;
    }

    /**
     * @param names as all evidence writes them
     */
    static Excerpts of(List<Evidence> cited, Set<String> names) {
        return new Excerpts(passages(cited), names);
    }

    /** What the evidence writes like names. */
    static Set<String> names(Collection<Evidence> all) {
        return Passage.names(passages(all));
    }

    private static List<Passage> passages(Collection<Evidence> evidence) {
        return evidence.stream().flatMap(each -> Passage.of(each).stream()).toList();
    }

    /** From where on it says what none of the evidence says; empty if it says nothing of that kind. */
    Optional<String> flaw(String sentence) {
        List<Token> said = Token.in(sentence);
        Deque<Read> open = new ArrayDeque<>(List.of(new Read(0, null)));
        Set<Read> known = new HashSet<>(open);
        int furthest = 0;
        while (!open.isEmpty()) {
            Read read = open.pop();
            OptionalInt from = start(said, read);
            if (from.isEmpty()) {
                continue;
            }
            for (Passage passage : passages) {
                if (mayFollow(passage, read)) {
                    Walk walk = new Walk(passage, names, said, from.getAsInt());
                    walk.go(0, from.getAsInt());
                    if (walk.ends.contains(said.size())) {
                        return Optional.empty();
                    }
                    furthest = Math.max(furthest, walk.furthest);
                    walk.ends.stream()
                            .map(to -> new Read(to, passage))
                            .filter(known::add)
                            .forEach(open::push);
                }
            }
        }
        return Optional.of(rest(said, furthest == said.size() ? 0 : furthest));
    }

    private boolean mayFollow(Passage passage, Read read) {
        return passage.standsAlone(names) || (read.before != null && passage.follows(read.before));
    }

    /** Where the next part may begin: behind words that join, or where a sentence or a semicolon ends. */
    private static OptionalInt start(List<Token> said, Read read) {
        int from = read.to;
        while (from < said.size() && said.get(from).isOneOf(JOINTS)) {
            from++;
        }
        boolean joined = from > read.to
                || read.before == null
                || said.get(read.to).opensSentence()
                || said.get(read.to).before().contains(";");
        return from == said.size() || !joined ? OptionalInt.empty() : OptionalInt.of(from);
    }

    private static String rest(List<Token> said, int from) {
        return said.stream().skip(from).map(Token::shown).collect(Collectors.joining(" "));
    }

    /** One part of a sentence beside one passage. */
    private static final class Walk {
        private final Passage passage;
        private final Set<String> names;
        private final List<Token> said;
        private final int from;
        private final Set<Integer> ends = new HashSet<>();
        private final Set<Long> been = new HashSet<>();
        private int furthest;

        Walk(Passage passage, Set<String> names, List<Token> said, int from) {
            this.passage = passage;
            this.names = names;
            this.said = said;
            this.from = from;
        }

        /** Goes on at a token of the passage and one of the sentence. */
        void go(int at, int to) {
            if (!been.add(((long) at << Integer.SIZE) | to)) {
                return;
            }
            if (to > from) {
                furthest = Math.max(furthest, to);
                if (passage.mayEndBefore(at)) {
                    ends.add(to);
                }
            }
            if (at == passage.size()) {
                return;
            }
            int behind = passage.behindAside(at);
            if (behind > at) {
                go(behind, to);
            }
            if (passage.isColon(at) && passage.namesItBefore(at, names)) {
                go(at + 2, to);
            }
            if (to < said.size() && (to == from || !said.get(to).opensSentence())) {
                step(at, to, said.get(to));
            }
        }

        private void step(int at, int to, Token token) {
            if (passage.tokens().get(at).isSame(token)) {
                go(at + 1, to + 1);
            } else if (passage.isColon(at) && passage.isFigure(at + 1) && token.isOneOf(COPULAS)) {
                boolean placed = to + 1 < said.size() && said.get(to + 1).is("at");
                go(at + 1, placed ? to + 2 : to + 1);
            }
        }
    }
}
