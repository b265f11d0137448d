package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.surface.SessionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a message tells as prose, with the numbers of its sources: the narrative of a language mind, the verdict, or a
 * claim. Drawn as Markdown beside the card, where Teams makes citations of the numbers, or as a paragraph on the card,
 * where each number is a link. For one thread.
 */
final class Told {
    /* What the links of a paragraph may weigh, which some forty do; numbers behind those are shown without one. */
    private static final int LINKS = 16_000;
    private static final int LEAST = 200;
    private static final int RESERVED = 100;

    private record Sentence(String markdown, String plain, List<ReceiptId> sources) {}

    private final Sources sources;
    private final boolean byModel;
    private final List<Sentence> sentences = new ArrayList<>();
    private boolean whole = true;
    private int length;

    private Told(Sources sources, boolean byModel) {
        this.sources = sources;
        this.byModel = byModel;
    }

    static Told of(SessionView view, Sources sources) {
        Optional<Narrative> narrative =
                view.telling().narrative().filter(told -> !told.sentences().isEmpty());
        Told told = new Told(sources, narrative.isPresent());
        narrative.ifPresentOrElse(
                each -> each.sentences().forEach(sentence -> told.say(sentence.text(), sentence.receipts())),
                () -> view.verdict().ifPresent(verdict -> told.say(verdict.text(), verdict.receipts())));
        return told;
    }

    /** A finding as a reply: the claim. */
    static Told of(Finding finding, Sources sources) {
        Told told = new Told(sources, false);
        told.say(finding.text(), finding.receipts());
        return told;
    }

    /** Says one more sentence while there is room; its sources are numbered before any that is named later. */
    private void say(String outside, List<ReceiptId> receipts) {
        int room = CardLimits.TEXT - length;
        String sentence = room < LEAST ? "" : CardText.markdown(outside, room - RESERVED);
        if (sentence.isBlank()) {
            whole = false;
            return;
        }
        List<ReceiptId> named = receipts.stream().limit(Sources.MARKS).toList();
        named.forEach(sources::number);
        sentences.add(new Sentence(sentence, CardText.line(outside, room - RESERVED), named));
        length += sentence.length() + 1 + named.size() * " [20]".length();
        whole &= sentence.length() < room - RESERVED - 1;
    }

    /** Whether it says the whole verdict, so that the card beside it need not. */
    boolean isVerdict() {
        return whole && !byModel && !sentences.isEmpty();
    }

    /** Whether a language model wrote it. */
    boolean byModel() {
        return byModel;
    }

    /**
     * As Markdown, which begins with what was streamed of it; what that says already is not said again.
     *
     * @param streamed nothing where no stream was before it
     */
    String markdown(StreamText streamed) {
        StringBuilder rest = new StringBuilder();
        StringBuilder before = new StringBuilder(streamed.text());
        for (Sentence sentence : sentences) {
            String more = streamed.without(sentence.markdown);
            if (more.isBlank()) {
                before.append(sources.cited(sentence.sources));
            } else {
                rest.append(rest.isEmpty() ? "" : " ").append(more).append(sources.cited(sentence.sources));
            }
        }
        return before + (before.isEmpty() || rest.isEmpty() ? "" : "\n\n") + rest;
    }

    /** As a paragraph of the card; none where nothing is told yet. */
    Optional<ObjectNode> paragraph() {
        List<Run> runs = new ArrayList<>();
        int left = LINKS;
        for (Sentence sentence : sentences) {
            runs.add(Run.of((runs.isEmpty() ? "" : " ") + sentence.plain));
            List<Run> marks = sources.marks(sentence.sources);
            left -= marks.stream().mapToInt(mark -> Elements.size(mark.json())).sum();
            runs.addAll(
                    left >= 0
                            ? marks
                            : List.of(Run.of(numbers(sentence.sources)).small()));
        }
        return runs.isEmpty() ? Optional.empty() : Optional.of(Elements.text(runs));
    }

    private String numbers(List<ReceiptId> ids) {
        return ids.stream().map(id -> " [" + sources.number(id) + "]").collect(Collectors.joining());
    }
}
