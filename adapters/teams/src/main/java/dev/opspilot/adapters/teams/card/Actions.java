package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The actions of cards. Each title is plain and short; what an action means is a {@link CardAction}. */
final class Actions {
    private Actions() {}

    /** Sends what it means, and takes a card back. */
    static ObjectNode execute(String title, CardAction meaning) {
        ObjectNode action =
                Elements.object("Action.Execute").put("title", title).put("verb", meaning.verb());
        action.set("data", meaning.data());
        return action;
    }

    /** The same without the inputs that stand beside it. */
    static ObjectNode executeAlone(String title, CardAction meaning) {
        return execute(title, meaning).put("associatedInputs", "none");
    }

    /** Opens a dialog. */
    static ObjectNode dialog(String title, CardAction meaning) {
        ObjectNode data = meaning.data();
        data.putObject("msteams").put("type", "task/fetch");
        ObjectNode action = Elements.object("Action.Submit").put("title", title).put("associatedInputs", "none");
        action.set("data", data);
        return action;
    }

    /** Within a dialog: sends what it means with all inputs, and takes the next card back. */
    static ObjectNode submit(String title, CardAction meaning) {
        ObjectNode action = Elements.object("Action.Submit").put("title", title);
        action.set("data", meaning.data());
        return action;
    }

    /** An empty title is none, as behind a text. */
    static ObjectNode open(String title, String url) {
        ObjectNode action = Elements.object("Action.OpenUrl");
        if (!title.isEmpty()) {
            action.put("title", title);
        }
        return action.put("url", url);
    }

    /** Shows and hides elements without asking anybody. */
    static ObjectNode toggle(String title, String... ids) {
        ObjectNode action = Elements.object("Action.ToggleVisibility").put("title", title);
        List.of(ids).forEach(action.putArray("targetElements")::add);
        return action;
    }

    /** Opens a card within the card. */
    static ObjectNode show(String title, List<ObjectNode> body, List<ObjectNode> actions) {
        ObjectNode card = Elements.object("AdaptiveCard");
        card.set("body", Elements.array(body));
        if (!actions.isEmpty()) {
            card.set("actions", Elements.array(actions));
        }
        ObjectNode action = Elements.object("Action.ShowCard").put("title", title);
        action.set("card", card);
        return action;
    }

    static ObjectNode positive(ObjectNode action) {
        return action.put("style", "positive");
    }

    static ObjectNode destructive(ObjectNode action) {
        return action.put("style", "destructive");
    }

    /** Writes into the buttons of a page of a card on which page they stand, so that a press is answered with that page. */
    static void pressedOn(int page, ObjectNode card) {
        for (JsonNode action : card.findParents("verb")) {
            if (action.path("data") instanceof ObjectNode data && !data.has(CardAction.PAGE)) {
                data.put(CardAction.PAGE, page);
            }
        }
    }

    /** Said by screen readers and shown on hovering, where titles repeat. */
    static ObjectNode explained(ObjectNode action, String tooltip) {
        return action.put("tooltip", tooltip);
    }
}
