package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.analysis.Gap;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Name;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was reported, held against what was read: which figures speak of it, and which only of the same thing. Told by
 * the words of the report, the names of what was read, and {@link Topic topics}.
 *
 * @param intent the report in its own words
 * @param asked keys of the figures that speak of it
 * @param near keys of those that are of the same thing and do not tell whether the report is so
 * @param of what those figures are of, as people read it
 * @param unspoken the parts of the report that no figure speaks of; empty where they are many, as in a long message
 * @param apart names in it that the figures which speak of it do not tell apart
 * @param specific whether it is about anything in particular
 * @param sure whether calm figures refute it: each of its words was understood, and its source answered
 * @param listed whether a list of incidents names it
 */
record Reported(
        String intent,
        Set<Topic> topics,
        Set<String> asked,
        Set<String> near,
        List<String> of,
        List<String> unspoken,
        List<String> apart,
        boolean specific,
        boolean sure,
        boolean listed) {
    /** What parts one thing that is reported from another. */
    private static final Pattern PARTS = Pattern.compile("(?i)[.,;:!?]+\\s|\\s(?:and|or|but|while|plus|&)\\s");

    private static final Pattern TIME = Pattern.compile("(?i)\\b(yesterday|overnight|last (night|week|month)|weekend"
            + "|(mon|tues|wednes|thurs|fri|satur|sun)day|this (morning|week)"
            + "|(since|at|from|between|until) (about |around )?\\d{1,2}(:\\d{2}| ?[ap]m)?)\\b");

    private static final int NAMED = 3;
    private static final int NAME = 10;

    /** How a report stands to what was read. */
    enum Standing {
        /** It is about nothing in particular, as in "what is going on?". */
        OPEN,
        /** A figure that speaks of it departs. */
        CONFIRMED,
        /** Every figure that speaks of it is calm. */
        CALM,
        /** Nothing that was read tells whether it is so. */
        UNTOLD
    }

    static Reported of(String intent, Collected read) {
        Set<Topic> topics = Topic.of(intent);
        boolean times = topics.contains(Topic.LATENCY);
        List<Part> parts = PARTS.splitAsStream(intent)
                .map(words -> Part.of(words, read))
                .filter(Part::specific)
                .toList();
        List<Judged> ofIt = parts.stream()
                .flatMap(part -> part.figures().stream())
                .distinct()
                .toList();
        List<String> unspoken = parts.stream()
                .filter(part -> part.figures().isEmpty())
                .map(Part::words)
                .toList();
        return new Reported(
                intent,
                topics,
                keys(ofIt.stream().filter(each -> !times || Topic.LATENCY.covers(each))),
                keys(ofIt.stream().filter(each -> times && !Topic.LATENCY.covers(each))),
                parts.stream().flatMap(part -> part.of().stream()).distinct().toList(),
                unspoken.size() <= NAMED ? unspoken : List.of(),
                parts.stream()
                        .filter(part -> !part.figures().isEmpty())
                        .flatMap(part -> part.apart().stream())
                        .toList(),
                !parts.isEmpty(),
                parts.stream().allMatch(Part::sure),
                parts.stream().anyMatch(Part::listed));
    }

    /** One thing that is reported. */
    private record Part(
            String words,
            List<Judged> figures,
            List<String> of,
            List<String> apart,
            boolean specific,
            boolean sure,
            boolean listed) {

        static Part of(String said, Collected read) {
            Set<Topic> topics = Topic.of(said);
            List<Judged> known = read.known();
            Set<String> called =
                    known.stream().flatMap(each -> titled(each).stream()).collect(Collectors.toSet());
            Set<String> all = ReportWords.of(said, called);
            Set<String> names = ReportWords.of(Topic.without(said), called);
            int most = known.stream()
                    .mapToInt(each -> score(each, all, names))
                    .max()
                    .orElse(0);
            List<Judged> named = most == 0
                    ? List.of()
                    : known.stream()
                            .filter(each -> score(each, all, names) == most)
                            .toList();
            Set<String> understood =
                    named.stream().flatMap(each -> held(each, all).stream()).collect(Collectors.toSet());
            Set<String> unknown = new HashSet<>(names);
            unknown.removeAll(understood);
            boolean strange = !unknown.isEmpty();
            List<Topic> things = topics.stream().filter(Topic::isThing).toList();
            // Where it names a thing that nothing was read of, errors and times of other things do not speak of it.
            boolean foreign = most == 0 && things.isEmpty() && strange;
            boolean alone = most > 1 || things.isEmpty();
            List<Judged> figures = foreign
                    ? List.of()
                    : most > 1
                            ? named
                            : known.stream()
                                    .filter(each -> named.contains(each)
                                            || (things.isEmpty() && named.isEmpty() ? topics : things)
                                                    .stream().anyMatch(topic -> topic.covers(each)))
                                    .toList();
            return new Part(
                    said.strip(),
                    figures,
                    alone ? names(figures) : things.stream().map(Topic::words).toList(),
                    ReportWords.capitalised(said, unknown),
                    !names.isEmpty() || !topics.isEmpty(),
                    !strange && (alone || answered(things, read)),
                    read.incidents().stream().anyMatch(each -> names(each.fact(), all)));
        }
    }

    /** How it stands, given the figures that depart. */
    Standing standing(Collection<Judged> disturbed) {
        if (!specific) {
            return Standing.OPEN;
        }
        if (disturbed.stream().anyMatch(this::asks)) {
            return Standing.CONFIRMED;
        }
        return sure && !asked.isEmpty() ? Standing.CALM : listed ? Standing.OPEN : Standing.UNTOLD;
    }

    /** Whether a figure speaks of what was reported. */
    boolean asks(Judged judged) {
        return asked.contains(judged.key());
    }

    /** Whether a figure speaks of what was reported, or of the same thing. */
    boolean touches(Judged judged) {
        return asks(judged) || near.contains(judged.key());
    }

    /** The report between quotation marks. */
    String quoted() {
        return quoted(intent);
    }

    static String quoted(String words) {
        String shown = Name.shown(words);
        return shown.startsWith("“") ? shown : "“" + shown + "”";
    }

    /** Whether it names a time. */
    boolean timed() {
        return TIME.matcher(intent).find();
    }

    /** Whether how long things take was asked about, and no figure of it was read. */
    boolean timesUnread() {
        return topics.contains(Topic.LATENCY) && asked.isEmpty();
    }

    /** How well a figure fits: a name weighs more than all words of topics, which many figures hold. */
    private static int score(Judged judged, Set<String> all, Set<String> names) {
        Set<String> held = held(judged, all);
        long own = held.stream().filter(names::contains).count();
        return (int) (own * NAME + held.size() - own);
    }

    private static boolean answered(Collection<Topic> things, Collected read) {
        return things.stream()
                .flatMap(topic -> topic.capability().stream())
                .noneMatch(each -> read.unconnected().contains(each)
                        || read.gaps().stream().filter(Gap::silent).anyMatch(gap -> gap.capability() == each));
    }

    /** The words of a report that a figure's title holds. */
    private static Set<String> held(Judged judged, Set<String> words) {
        Set<String> held = new HashSet<>(titled(judged));
        held.retainAll(words);
        return held;
    }

    private static Set<String> titled(Judged judged) {
        return ReportWords.of(judged.appraisal().series().title());
    }

    private static boolean names(Incident incident, Set<String> words) {
        return ReportWords.of(incident.subject().name() + " " + incident.title()).stream()
                .anyMatch(words::contains);
    }

    private static List<String> names(List<Judged> figures) {
        return figures.size() == 1
                ? List.of(figures.getFirst().appraisal().series().title())
                : subjects(figures);
    }

    private static List<String> subjects(List<Judged> figures) {
        return figures.stream()
                .map(each -> Name.shown(each.appraisal().series().subject().name()))
                .distinct()
                .limit(NAMED)
                .toList();
    }

    private static Set<String> keys(Stream<Judged> figures) {
        return figures.map(Judged::key).collect(Collectors.toUnmodifiableSet());
    }
}
