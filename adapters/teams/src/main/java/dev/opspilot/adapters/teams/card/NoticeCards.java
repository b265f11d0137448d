package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws what OpsPilot tells one person about itself. Pure; safe for many threads. */
public final class NoticeCards {
    private static final int ACTIONS = 6;
    private static final List<String> RITUALS = List.of(
            "incident payments just failed — plan, suspects with evidence, what to do",
            "brief — what changed since the last brief",
            "experiment test freemium gating — plans an experiment; “experiment readout …” reads one out");

    private final PageLinks links;
    private final Pattern own;

    public NoticeCards(PageLinks links) {
        this.links = links;
        this.own = PageLinks.in(CardText.plain(links.base()));
    }

    public TeamsMessage render(Notice notice) {
        Parts parts = new Parts(links.base());
        String title = CardText.markdown(notice.title(), CardLimits.TITLE);
        if (!title.isBlank()) {
            parts.add(Elements.heading(title));
        }
        for (Notice.Line line : notice.lines()) {
            List<ObjectNode> together = new ArrayList<>();
            CardText.lines(line.text(), CardLimits.STATEMENT)
                    .forEach(each -> together.add(Elements.near(Elements.text(linked(each)))));
            buttons(line.actions()).ifPresent(together::add);
            parts.add(together);
        }
        buttons(notice.actions()).ifPresent(row -> parts.add(Elements.apart(row)));
        String summary = notice.lines().stream()
                .findFirst()
                .map(first -> notice.title().isBlank() ? first.text() : notice.title() + ": " + first.text())
                .orElse(notice.title());
        return message(parts, CardText.line(summary, CardLimits.SUMMARY, "OpsPilot"), List.of());
    }

    /** Addresses of OpsPilot's own page are links; no other address becomes one. */
    private List<Run> linked(String line) {
        List<Run> runs = new ArrayList<>();
        Matcher found = own.matcher(line);
        int from = 0;
        while (found.find()) {
            String url = links.base()
                    + found.group().substring(CardText.plain(links.base()).length());
            runs.add(Run.of(line.substring(from, found.start())));
            runs.add(Run.of(url).linked(url));
            from = found.end();
        }
        runs.add(Run.of(line.substring(from)));
        return runs;
    }

    /** What is said when OpsPilot comes to a place. */
    public TeamsMessage welcome() {
        Parts parts = new Parts(links.base());
        parts.add(Elements.heading("OpsPilot is here").put("size", "Large"));
        parts.add(Elements.near(Elements.text(Run.of(
                "Your operations, asked in plain words. Every statement has its sources and an “Ask why” button; nothing"
                        + " is changed without somebody's approval."))));
        parts.add(commands());
        return message(parts, "OpsPilot is here: mention it with plain words, or type “help”.", doors());
    }

    /** What can be typed, after a mistake or when asked. */
    public TeamsMessage help(Command.Help help) {
        Parts parts = new Parts(links.base());
        help.mistake()
                .ifPresent(mistake -> parts.add(Elements.container(List.of(Elements.text(
                                Run.of(CardText.line(mistake, CardLimits.WORDS, "That was not understood.")))))
                        .put("style", "warning")));
        parts.add(commands());
        String summary = CardText.line(help.mistake().orElse("What you can type"), CardLimits.SUMMARY);
        return message(parts, summary, doors());
    }

    private static List<ObjectNode> commands() {
        List<ObjectNode> lines = new ArrayList<>();
        lines.add(Elements.heading("What you can type"));
        RITUALS.forEach(example -> {
            int dash = example.indexOf(" — ");
            lines.add(command(example.substring(0, dash), example.substring(dash)));
        });
        for (Topic topic : Topic.values()) {
            lines.add(command(topic.key(), " — " + Wording.topic(topic)));
        }
        lines.add(command("help", " — shows this"));
        lines.add(Elements.text(Run.of(
                        "In a channel or group, mention OpsPilot first. In the thread of a session, ask about it in plain"
                                + " words.")
                .subtle()));
        return lines;
    }

    private static ObjectNode command(String typed, String purpose) {
        return Elements.near(Elements.text(Run.of(typed).bold(), Run.of(purpose).subtle()));
    }

    private static List<ObjectNode> doors() {
        return List.of(
                Actions.dialog("Incident drill", new CardAction.Launcher(RitualName.INCIDENT, "")),
                Actions.executeAlone("Brief", new CardAction.Typed(RitualName.BRIEF.key())),
                Actions.dialog("Experiment", new CardAction.Launcher(RitualName.EXPERIMENT, "")));
    }

    private TeamsMessage message(Parts parts, String summary, List<ObjectNode> actions) {
        ObjectNode activity = Messages.said("", summary, Elements.array(List.of()), false);
        ObjectNode card = Elements.card(parts.only(CardLimits.MESSAGE - 2 * CardLimits.ENVELOPE))
                .put("lang", "en")
                .put("speak", summary)
                .put("fallbackText", summary + " " + links.base());
        if (!actions.isEmpty()) {
            card.set("actions", Elements.array(actions));
        }
        return Messages.with(activity, card);
    }

    private static Optional<ObjectNode> buttons(List<Notice.Action> actions) {
        List<ObjectNode> buttons = actions.stream()
                .limit(ACTIONS)
                .flatMap(each -> button(each).stream())
                .toList();
        return buttons.isEmpty() ? Optional.empty() : Optional.of(Elements.near(Elements.actions(buttons)));
    }

    /** None when its command cannot be carried and read back. */
    static Optional<ObjectNode> button(Notice.Action action) {
        String label = CardText.line(action.label(), CardLimits.NAME, "Do it");
        if (action.asks()) {
            return CardAction.read(new CardAction.Asking(action.command()).data())
                    .map(meaning -> Actions.dialog(label, meaning));
        }
        return CardAction.read(new CardAction.Typed(action.command()).data())
                .map(meaning -> action.confirm().isBlank()
                        ? Actions.executeAlone(label, meaning)
                        : Actions.show(
                                label,
                                List.of(Elements.text(
                                        Run.of(CardText.line(action.confirm(), CardLimits.WORDS, "Sure?")))),
                                List.of(Actions.executeAlone("Yes: " + label, meaning))));
    }
}
