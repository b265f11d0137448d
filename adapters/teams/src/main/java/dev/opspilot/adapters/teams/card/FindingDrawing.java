package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws what was found, each statement with its sources and the button that asks why. */
final class FindingDrawing {
    /* So that it is known again, and not read twice. */
    private static final int NAMED = 48;

    private final Parts parts;
    private final Sources sources;
    private final SessionId session;

    FindingDrawing(Parts parts, Sources sources, SessionId session) {
        this.parts = parts;
        this.sources = sources;
        this.session = session;
    }

    /** @param told what it says; none where the text over the card says it word for word */
    void verdict(Finding verdict, List<ObjectNode> told) {
        List<ObjectNode> items = new ArrayList<>();
        items.add(Elements.heading("Verdict"));
        items.addAll(told);
        items.add(proof(verdict));
        parts.add(Elements.apart(Elements.container(items)));
    }

    /** @param streamed what the text over the card says already: that much is only named here */
    void rest(SessionView view, StreamText streamed) {
        List<Finding> findings = view.findings().stream()
                .filter(finding -> !finding.id().equals(FindingId.VERDICT))
                .toList();
        for (int i = 0; i < findings.size(); i++) {
            List<ObjectNode> items = new ArrayList<>();
            if (i == 0) {
                items.add(Elements.apart(Elements.heading(findings.size() == 1 ? "Finding" : "Findings")));
            }
            List<ObjectNode> statement = new ArrayList<>(
                    streamed.saysWhole(findings.get(i)) ? named(findings.get(i)) : paragraphs(findings.get(i)));
            statement.add(proof(findings.get(i)));
            items.add(Elements.container(statement));
            parts.add(items);
        }
    }

    private static List<ObjectNode> named(Finding finding) {
        String name = CardText.line(finding.text(), NAMED, "A finding");
        return List.of(Elements.near(Elements.text(Run.of(name))));
    }

    static List<ObjectNode> paragraphs(Finding finding) {
        List<ObjectNode> paragraphs = new ArrayList<>();
        for (String line : CardText.lines(finding.text(), CardLimits.STATEMENT)) {
            paragraphs.add(Elements.near(Elements.text(Run.of(line))));
        }
        return paragraphs.isEmpty()
                ? List.of(Elements.text(Run.of("(nothing that can be shown)").subtle()))
                : paragraphs;
    }

    private ObjectNode proof(Finding finding) {
        Run confidence = Run.of(capital(Wording.confidence(finding.confidence())))
                .small()
                .subtle();
        ObjectNode chips = Elements.wide(sources.chips(List.of(confidence), finding.receipts()))
                .put("verticalContentAlignment", "Center");
        return Elements.near(askWhy(session, finding)
                .map(action -> Elements.columns(chips, Elements.narrow(Elements.actions(action))))
                .orElseGet(() -> Elements.columns(chips)));
    }

    /** The button; none when the finding's id cannot be carried and read back. */
    static Optional<ObjectNode> askWhy(SessionId session, Finding finding) {
        CardAction meaning = new CardAction.Pressed(session, new Button.Why(finding.id()));
        return CardAction.read(meaning.data())
                .map(read -> Actions.explained(
                        Actions.executeAlone("Ask why", read),
                        "Ask why: " + CardText.line(finding.text(), CardLimits.NAME)));
    }

    static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
