package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Announcement.State;
import dev.opspilot.rituals.widget.Widget.CommsKit;
import java.util.ArrayList;
import java.util.List;

/** Draws drafts for those who must be told: one a button, which opens it to be read, edited and posted; and what was posted. */
final class CommsDrawing {
    private static final int DRAFTS = 5;
    private static final int POSTED = 6;

    private final Parts parts;
    private final Sources sources;
    private final SessionId session;
    private final List<Announcement> announcements;

    /** @param announcements all that were wanted of the session's kits, in their order */
    CommsDrawing(Parts parts, Sources sources, SessionId session, List<Announcement> announcements) {
        this.parts = parts;
        this.sources = sources;
        this.session = session;
        this.announcements = announcements;
    }

    void draw(CommsKit kit) {
        List<ObjectNode> items = new ArrayList<>();
        items.add(Elements.heading(WidgetDrawing.title(kit)));
        List<ObjectNode> openers = kit.drafts().stream()
                .limit(DRAFTS)
                .map(draft -> opener(kit, draft))
                .toList();
        if (!openers.isEmpty()) {
            items.add(Elements.near(Elements.text(
                    Run.of("Nothing is sent until you post it.").small().subtle())));
            items.add(Elements.near(Elements.actions(openers)));
        }
        List<Announcement> posted = announcements.stream()
                .filter(each -> each.kit().equals(kit.id()))
                .toList();
        posted.stream().skip(Math.max(0, posted.size() - POSTED)).forEach(each -> items.add(fate(each)));
        items.add(sources.chips(kit.receipts()));
        parts.add(Elements.apart(Elements.container(items)));
    }

    /** The draft, and the button that opens it to be edited; none when its name cannot be carried and read back. */
    private ObjectNode opener(CommsKit kit, CommsKit.Draft draft) {
        List<ObjectNode> body = new ArrayList<>();
        String subject = CardText.line(draft.subject(), CardLimits.TITLE);
        if (!subject.isEmpty()) {
            body.add(Elements.text(Run.of(subject).bold()));
        }
        CardText.lines(draft.body(), CardLimits.STATEMENT)
                .forEach(line -> body.add(Elements.near(Elements.text(Run.of(line)))));
        if (!draft.receipts().isEmpty()) {
            body.add(sources.chips(draft.receipts()));
        }
        CardAction meaning = new CardAction.Drafted(session, kit.id(), draft.audience());
        List<ObjectNode> actions = CardAction.read(meaning.data()).stream()
                .map(read -> Actions.dialog("Edit, copy, post…", read))
                .toList();
        return Actions.show(DraftCard.title(draft), body, actions);
    }

    private ObjectNode fate(Announcement announcement) {
        List<Run> runs = new ArrayList<>();
        runs.add(Run.of(CardText.line(announcement.audience(), CardLimits.NAME, "A draft"))
                .bold());
        String by = CardText.line(announcement.person().name(), CardLimits.NAME, "somebody");
        switch (announcement.state()) {
            case State.Posting() -> runs.add(Run.of(" is being posted by " + by));
            case State.Posted(var at, var receipt) -> {
                runs.add(Run.of(" was posted by " + by + " at " + CardText.time(at)));
                runs.addAll(sources.marks(List.of(receipt)));
            }
            case State.Failed(var _, var receipt, String because) -> {
                runs.add(Run.of(" could not be posted by " + by + ": " + CardText.line(because, CardLimits.WORDS))
                        .in(Tint.ATTENTION));
                runs.addAll(sources.marks(List.of(receipt)));
            }
        }
        return Elements.near(Elements.text(runs));
    }
}
