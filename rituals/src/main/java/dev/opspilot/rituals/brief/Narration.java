package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.analysis.Figures;
import dev.opspilot.rituals.analysis.Gap;
import dev.opspilot.rituals.analysis.Openings;
import dev.opspilot.rituals.analysis.Sourced;
import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Head;
import dev.opspilot.rituals.widget.Widget.Note;
import dev.opspilot.rituals.widget.WidgetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words of a brief: at most five sentences, the weightiest matter first, whichever source it came from.
 *
 * @param sections in the order that people should hear of them
 */
record Narration(Read read, Coverage coverage, List<Section> sections, Instant now) {
    private static final int SENTENCES = 5;
    private static final int PLAYS = 3;
    private static final int CALCULATIONS = 8;
    private static final String DRILL = "drill-";

    private static final Openings QUIET = Openings.of(
            "All quiet",
            "Everything as usual",
            "All as usual",
            "A calm stretch",
            "No surprises",
            "Nothing out of the ordinary",
            "Everything ran as it should",
            "All in order");

    /** Where something is outside its usual range, but no more than by chance. */
    private static final Openings UNDECIDED = Openings.of(
            "Nothing to act on",
            "No action called for",
            "Nothing to decide",
            "No cause for alarm",
            "Nothing pressing",
            "Nothing that cannot wait",
            "No trouble that is certain",
            "Nothing urgent");

    private static final Openings BLIND = Openings.of(
            "Nothing that was read is out of the ordinary",
            "What could be read is as usual",
            "No surprises in what could be read",
            "As far as could be seen, all is in order",
            "All that was read is as it should be",
            "Nothing to act on in what was read",
            "Quiet, as far as could be seen",
            "No trouble in what was read");

    private static final Openings TOLD = Openings.of(
            "Where things stand",
            "In short",
            "First things first",
            "What matters most",
            "Not a quiet stretch",
            "At a glance",
            "To begin with",
            "The state of things",
            "What to know",
            "How it looks",
            "The stretch in brief",
            "By weight",
            "Worth your time",
            "Up to now",
            "The short of it",
            "As things are");

    private static final Openings NOTHING_READ = Openings.of(
            "Nothing can be said",
            "There is nothing to tell",
            "This brief is blind",
            "No source brought anything",
            "It cannot be told what happened",
            "Nothing could be read",
            "Every source was silent",
            "No brief without sources");

    /** Empty when nothing at all was asked. */
    Optional<Finding> verdict() {
        List<ReceiptId> receipts = Stream.concat(
                        sections.stream().flatMap(each -> each.finding().receipts().stream()),
                        read.allReceipts().stream())
                .distinct()
                .toList();
        if (receipts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                FindingId.VERDICT,
                (String.join(" ", sentences()) + " " + coverage.astray()).strip(),
                confidence(),
                receipts,
                sections.stream()
                        .flatMap(each -> each.finding().calculations().stream().limit(2))
                        .limit(CALCULATIONS)
                        .toList(),
                List.of()));
    }

    private List<String> sentences() {
        if (sections.isEmpty()) {
            return List.of(opening(NOTHING_READ) + " " + since() + ", as no source answered." + unread(" "));
        }
        return weighty().isEmpty() ? calm() : told();
    }

    private List<Section> weighty() {
        return sections.stream().filter(each -> each.weight().tells()).toList();
    }

    /** In one sentence; what is outside its usual range and what could not be seen have their own. */
    private List<String> calm() {
        boolean blind = !unread("").isEmpty();
        String astray = astray();
        List<String> clauses = blind || !astray.isEmpty() ? clauses(sections) : brief();
        String opening = opening(astray.isEmpty() ? blind ? BLIND : QUIET : UNDECIDED);
        String about = clauses.isEmpty() ? "" : ": " + String.join("; ", clauses);
        return Stream.of(opening + " " + since() + about + ".", astray, unread(""))
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private String since() {
        return decapitalised(coverage.words(now));
    }

    /** Another one on every day of a week, and none that is known to have been used in it. */
    private String opening(Openings openings) {
        return openings.on(
                now,
                coverage.times().zone(),
                read.sessions().stream()
                        .map(Sourced::fact)
                        .filter(each -> each.ritual().equals(RitualName.BRIEF.key()))
                        .map(each -> new Openings.Said(each.startedAt(), each.summary()))
                        .toList());
    }

    /** What is outside its usual range, which may be chance; empty where nothing is. */
    private String astray() {
        List<String> words = sections.stream()
                .filter(each -> each.weight() == Weight.ASTRAY)
                .map(Section::words)
                .toList();
        return words.isEmpty() ? "" : "Unusual, though it may be chance: " + String.join("; ", words) + ".";
    }

    private List<String> told() {
        List<String> sentences = new ArrayList<>();
        sentences.add(opening(TOLD) + ": " + since() + " " + counts() + ".");
        List<String> last = new ArrayList<>(Stream.of(astray(), unread(""))
                .filter(sentence -> !sentence.isEmpty())
                .toList());
        List<String> clauses = brief();
        if (!clauses.isEmpty() && weighty().size() + last.size() < SENTENCES - 1) {
            last.addFirst("As usual: " + String.join("; ", clauses) + ".");
        }
        weighty().stream()
                .limit(SENTENCES - sentences.size() - last.size())
                .map(each -> Words.sentence(each.words()) + ".")
                .forEach(sentences::add);
        sentences.addAll(last);
        return sentences;
    }

    private String counts() {
        long urgent =
                sections.stream().filter(each -> each.weight() == Weight.URGENT).count();
        long notable = weighty().size() - urgent;
        String acts =
                urgent == 0 ? "" : Figures.counted(urgent, "matter") + (urgent == 1 ? " needs" : " need") + " action";
        if (notable == 0) {
            return acts;
        }
        return urgent == 0
                ? Figures.counted(notable, "matter") + (notable == 1 ? " is" : " are") + " worth knowing"
                : acts + " and " + Figures.count(notable) + (notable == 1 ? " is" : " are") + " worth knowing";
    }

    /** What is as usual, also within a matter that is not so as a whole. */
    private static List<String> clauses(List<Section> sections) {
        return sections.stream()
                .sorted(Comparator.comparing(Section::matter))
                .flatMap(each -> each.weight() == Weight.CALM ? Stream.of(each.words()) : each.beside().stream())
                .toList();
    }

    /** The same without what customers do, which stands below in any case. */
    private List<String> brief() {
        return clauses(sections.stream()
                .filter(each -> each.matter() != Section.Matter.CUSTOMERS)
                .toList());
    }

    /** What this brief is blind to, as one sentence without reasons; empty where it saw everything. */
    private String unread(String before) {
        List<String> parts = new ArrayList<>();
        if (!read.silent().isEmpty()) {
            parts.add("not seen: "
                    + Words.listed(read.silent().stream()
                            .map(each -> each.capability().words() + " (" + Words.oneLine(each.source()) + ")")
                            .toList()));
        }
        if (!read.stale().isEmpty()) {
            parts.add("seen too long ago: "
                    + Words.listed(read.stale().stream()
                            .map(each -> each.capability().words() + " (" + Words.oneLine(each.source()) + ", "
                                    + coverage.times().moment(each.observedAt()) + ")")
                            .toList()));
        }
        return parts.isEmpty() ? "" : before + Words.sentence(String.join("; ", parts)) + ".";
    }

    private String old(Read.Stale stale) {
        return stale.capability().words() + " (" + Words.oneLine(stale.source()) + " told what it knew at "
                + coverage.times().moment(stale.observedAt()) + ")";
    }

    private Confidence confidence() {
        if (sections.isEmpty()) {
            return Confidence.LOW;
        }
        Confidence least = sections.stream()
                .map(each -> each.finding().confidence())
                .min(Enum::compareTo)
                .orElse(Confidence.LOW);
        boolean blind = !unread("").isEmpty();
        return blind && least == Confidence.HIGH ? Confidence.MEDIUM : least;
    }

    /** The widgets in the order of the matters, then what the brief covers and is blind to. */
    List<Widget> widgets() {
        List<Widget> widgets = new ArrayList<>();
        unreadNote().ifPresent(widgets::add);
        sections.forEach(each -> widgets.addAll(each.widgets()));
        coverageNote().ifPresent(widgets::add);
        return widgets;
    }

    private Optional<Widget> unreadNote() {
        List<String> lines = new ArrayList<>();
        read.silent().forEach(gap -> lines.add(Words.sentence(gap.words()) + "."));
        read.stale()
                .forEach(each -> lines.add(
                        Words.sentence(old(each)) + ", which is more than " + Times.length(Sources.STALE) + " ago."));
        List<ReceiptId> receipts = Stream.concat(
                        read.silent().stream().map(Gap::receipt),
                        read.stale().stream().map(Read.Stale::receipt))
                .distinct()
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Note(
                        new Head(new WidgetId("unread"), "What could not be seen", "brief/unread", receipts),
                        String.join("\n", lines)));
    }

    private Optional<Widget> coverageNote() {
        List<ReceiptId> receipts = coverage.receipts().isEmpty() ? read.allReceipts() : coverage.receipts();
        if (receipts.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        lines.add(coverage.words(now) + ". " + (coverage.astray().isEmpty() ? "" : coverage.astray() + " ")
                + coverage.because());
        lines.add("Days and hours are those of " + coverage.times().zone().getId()
                + "; only whole ones are compared, with the same ones of the weeks before.");
        if (!coverage.endsDay()) {
            lines.add("No day ended in it, so no day's money, activation or retention is told.");
        }
        List<String> empty = read.gaps().stream()
                .filter(gap -> !gap.silent() && gap.capability() != Capability.SESSIONS_PAST)
                .map(gap -> gap.capability().words() + " (" + Words.oneLine(gap.source()) + ")")
                .toList();
        if (!empty.isEmpty()) {
            lines.add("Answered, with no entries: " + Words.listed(empty) + ".");
        }
        List<String> unconnected =
                read.unconnected().stream().sorted().map(each -> each.words()).toList();
        if (!unconnected.isEmpty()) {
            lines.add("No source is connected for " + Words.listed(unconnected) + ".");
        }
        return Optional.of(new Note(
                new Head(new WidgetId("coverage"), "What this brief covers", "brief/coverage", receipts),
                String.join("\n", lines)));
    }

    /** At most three, and one drill at most: it reads everything anyway. */
    List<Play> plays() {
        List<Play> plays = new ArrayList<>();
        for (Section section : sections) {
            for (Play play : section.plays()) {
                if (!isDrill(play) || plays.stream().noneMatch(Narration::isDrill)) {
                    plays.add(play);
                }
            }
        }
        read.silent().stream().limit(1).map(Plays::reconnect).forEach(plays::add);
        return plays.subList(0, Math.min(PLAYS, plays.size()));
    }

    private static boolean isDrill(Play play) {
        return play.id().value().startsWith(DRILL);
    }

    private static String decapitalised(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
