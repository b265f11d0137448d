package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;

/** Draws what a session is: ritual, intent, where it stands, and how plain words were taken. */
final class HeadDrawing {
    private HeadDrawing() {}

    static ObjectNode draw(SessionView view) {
        List<ObjectNode> items = new ArrayList<>();
        items.add(Elements.columns(
                Elements.wide(Elements.heading(Wording.ritual(view.ritual())).put("size", "Medium")),
                Elements.narrow(Elements.text(
                        Run.of(Wording.state(view.status())).bold().in(tint(view.status()))))));
        items.add(Elements.near(
                Elements.text(Run.of(CardText.line(view.intent(), CardLimits.WORDS, "nothing that can be shown")))));
        Wording.understood(view).ifPresent(words -> {
            boolean open = view.status() != SessionView.Status.CANCELLED;
            String line = open ? words + ". I meant:" : words;
            items.add(Elements.near(Elements.text(Run.of(line).small().subtle())));
            if (open) {
                items.add(Elements.near(Elements.actions(corrections(view))));
            }
        });
        return Elements.container(items).put("style", "emphasis").put("bleed", true);
    }

    private static List<ObjectNode> corrections(SessionView view) {
        return RitualName.BY_NAME.stream()
                .filter(each -> each != view.ritual())
                .map(each -> Actions.explained(
                        Actions.executeAlone(
                                Wording.ritual(each), new CardAction.Pressed(view.id(), new Button.Correct(each))),
                        "I meant: " + Wording.ritual(each)))
                .toList();
    }

    private static Tint tint(SessionView.Status status) {
        return switch (status) {
            case RUNNING -> Tint.ACCENT;
            case WAITING -> Tint.WARNING;
            case DONE -> Tint.GOOD;
            case FAILED -> Tint.ATTENTION;
            case CANCELLED -> Tint.DEFAULT;
        };
    }
}
