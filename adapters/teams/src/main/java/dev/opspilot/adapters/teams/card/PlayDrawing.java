package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;

/** Draws a play as the proposal that it is: what it would do, what guards it, and the way back. */
final class PlayDrawing {
    private final Parts parts;
    private final Sources sources;

    PlayDrawing(Parts parts, Sources sources) {
        this.parts = parts;
        this.sources = sources;
    }

    void draw(List<Play> plays) {
        for (int i = 0; i < plays.size(); i++) {
            List<ObjectNode> together = new ArrayList<>();
            if (i == 0) {
                together.add(Elements.apart(Elements.heading("Recommended")));
            }
            together.add(draw(plays.get(i)));
            parts.add(together);
        }
    }

    private ObjectNode draw(Play play) {
        List<ObjectNode> items = new ArrayList<>();
        items.add(Elements.text(
                Run.of(CardText.line(play.title(), CardLimits.TITLE, "A play")).bold()));
        said(items, "", play.does());
        said(items, "Why: ", play.because());
        said(items, "Policy: ", Wording.policy(play.policy(), PlayDrawing::words));
        said(items, "Way back: ", Wording.rollback(play.rollback(), PlayDrawing::words));
        items.add(sources.chips(play.receipts()));
        return Elements.container(items);
    }

    private static void said(List<ObjectNode> items, String label, String words) {
        String line = words(words);
        if (!line.isEmpty()) {
            items.add(Elements.near(
                    label.isEmpty()
                            ? Elements.text(Run.of(line))
                            : Elements.text(Run.of(label).subtle(), Run.of(line))));
        }
    }

    private static String words(String outside) {
        return CardText.line(outside, CardLimits.WORDS);
    }
}
