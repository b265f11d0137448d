package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the suspects, best first: the evidence on the leading one in full, on the others folded away, refuted ones too. */
final class SuspectDrawing {
    private static final int IN_FULL = 8;
    private static final int ARGUMENTS = 6;
    private static final String ID = "suspects";

    private final Parts parts;
    private final Sources sources;

    SuspectDrawing(Parts parts, Sources sources) {
        this.parts = parts;
        this.sources = sources;
    }

    void draw(List<Suspect> suspects) {
        for (int i = 0; i < Math.min(IN_FULL, suspects.size()); i++) {
            Suspect suspect = suspects.get(i);
            List<ObjectNode> items = new ArrayList<>();
            if (i == 0) {
                items.add(Elements.apart(Elements.heading("Suspects")));
            }
            boolean open = suspect.standing() == Suspect.Standing.LEADING;
            String id = ID + "-" + (i + 1);
            ObjectNode head = head(i + 1, suspect);
            items.add(
                    open
                            ? head
                            : Elements.columns(
                                    Elements.wide(head).put("verticalContentAlignment", "Center"),
                                    Elements.narrow(Elements.actions(Actions.explained(
                                            Actions.toggle("Evidence", id),
                                            "Evidence on " + CardText.line(suspect.title(), CardLimits.NAME))))));
            List<ObjectNode> evidence = suspect.evidence().stream()
                    .limit(ARGUMENTS)
                    .map(this::argument)
                    .toList();
            items.add(Elements.near(open ? Elements.container(evidence) : Elements.hidden(id, evidence)));
            parts.add(items);
        }
        List<ObjectNode> rest = new ArrayList<>();
        for (int i = IN_FULL; i < Math.min(suspects.size(), 3 * IN_FULL); i++) {
            rest.add(Elements.near(head(i + 1, suspects.get(i))));
        }
        parts.add(rest);
    }

    private static ObjectNode head(int rank, Suspect suspect) {
        String title = CardText.line(suspect.title(), CardLimits.TITLE, "A suspect");
        String standing = Wording.standing(suspect.standing());
        String score = String.format(Locale.ROOT, " · score %.2f", suspect.score());
        return switch (suspect.standing()) {
            case LEADING ->
                Elements.text(
                        Run.of(rank + ". " + title).bold(),
                        Run.of(" — " + standing).in(Tint.ATTENTION),
                        Run.of(score).subtle());
            case WEAKENED ->
                Elements.text(
                        Run.of(rank + ". " + title),
                        Run.of(" — " + standing + score).subtle());
            case REFUTED ->
                Elements.text(
                        Run.of(rank + ". ").subtle(),
                        Run.of(title).subtle().struck(),
                        Run.of(" — " + standing + score).subtle());
        };
    }

    private ObjectNode argument(Suspect.Evidence evidence) {
        List<Run> runs = new ArrayList<>();
        runs.add(
                evidence.speaksFor()
                        ? Run.of("For: ").in(Tint.ATTENTION)
                        : Run.of("Against: ").in(Tint.GOOD));
        runs.add(Run.of(CardText.line(evidence.text(), CardLimits.WORDS, "(nothing that can be shown)")));
        runs.addAll(sources.marks(evidence.receipts()));
        return Elements.near(Elements.text(runs));
    }
}
