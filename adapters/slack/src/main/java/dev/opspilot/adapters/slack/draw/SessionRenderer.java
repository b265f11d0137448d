package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a session as one message. Pure: the same view at the same moment gives the same message, which keeps every
 * limit of {@link SlackLimits}.
 */
public final class SessionRenderer {
    private static final int INTENT_IN_NOTIFICATION = 200;

    private final PageLinks links;

    public SessionRenderer(PageLinks links) {
        this.links = links;
    }

    public SlackMessage render(SessionView view, Instant now) {
        List<LayoutBlock> blocks = page(view, now).ended(links.session(view.id()), footer(view, now));
        return new SlackMessage(PostKey.board(view.id()), notification(view), blocks);
    }

    /** What the message does not hold, for its thread. */
    public List<SlackMessage> rest(SessionView view, Instant now) {
        List<List<LayoutBlock>> messages = page(view, now).thread();
        List<SlackMessage> rest = new ArrayList<>();
        for (int at = 1; at <= messages.size(); at++) {
            String of = messages.size() == 1 ? "" : " (" + at + " of " + messages.size() + ")";
            String line = Wording.ritual(view.ritual()) + " “"
                    + SlackText.mrkdwnLine(view.intent(), INTENT_IN_NOTIFICATION) + "” goes on" + of;
            List<LayoutBlock> blocks = new ArrayList<>();
            blocks.add(Blocks.context(List.of(line)));
            blocks.addAll(messages.get(at - 1));
            rest.add(new SlackMessage(PostKey.rest(view.id(), at), line, blocks));
        }
        return rest;
    }

    /** What stands in a message of the thread that is no longer needed, as everything fits before it. */
    public SlackMessage nothingMore(SessionView view, int at) {
        String text = "What stood here has moved to the messages before this one.";
        return new SlackMessage(PostKey.rest(view.id(), at), text, List.of(Blocks.context(List.of(text))));
    }

    /**
     * The order is what a person needs first: what came out, what waits for a decision, the plan, what was decided, then
     * how it was found. What does not fit goes on in the thread, once nothing changes quickly any more.
     */
    private Page page(SessionView view, Instant now) {
        Page page = new Page(view.status().isEnd());
        CommsDrawing.fates(view).ifPresent(page::keep);
        DraftButton.row(view).ifPresent(page::keep);
        SessionButton.row(view).ifPresent(page::keep);
        SessionButton.feedback(view).ifPresent(page::keep);
        Chips chips = new Chips(view.receipts(), links, now);
        page.add(Blocks.header(headline(view)));
        Wording.understood(view).ifPresent(line -> page.add(Blocks.context(List.of(line))));
        if (!view.reason().isEmpty()) {
            page.addSections(SlackText.pieces(view.reason(), SlackLimits.SECTION_TEXT));
        }
        view.verdict().ifPresent(finding -> finding(page, chips, view, finding));
        view.telling().narrative().ifPresent(told -> narrative(page, chips, told));
        OrderButtons orders = new OrderButtons();
        view.plays().stream()
                .filter(Play::awaitsDecision)
                .forEach(play -> PlayDrawing.draw(page, chips, orders, links, view.id(), play));
        if (!view.plan().isEmpty()) {
            page.add(PlanDrawing.draw(view, chips));
        }
        view.plays().stream()
                .filter(play -> !play.awaitsDecision())
                .forEach(play -> PlayDrawing.draw(page, chips, orders, links, view.id(), play));
        view.findings().stream()
                .filter(finding -> !finding.id().equals(FindingId.VERDICT))
                .forEach(finding -> finding(page, chips, view, finding));
        view.diagnosis().map(Diagnosis::suspects).ifPresent(suspects -> new SuspectDrawing(page, chips).draw(suspects));
        new WidgetDrawing(page, chips, links.session(view.id()), view).draw();
        LaterDrawing later = new LaterDrawing(page, chips);
        view.workflow().ifPresent(later::draw);
        later.draw(view.followUps());
        return page;
    }

    /** The same without any block that Slack could refuse: what is left when the whole was refused. */
    public SlackMessage plain(SessionView view) {
        return plain(view, PostKey.board(view.id()), notification(view));
    }

    /** The same for a message of its thread. */
    public SlackMessage plainRest(SessionView view, SlackMessage rest) {
        return plain(view, rest.key(), rest.text());
    }

    private SlackMessage plain(SessionView view, PostKey key, String words) {
        String text = words + "\n" + SlackText.link(links.session(view.id()), "See it whole on OpsPilot's page");
        return new SlackMessage(key, text, List.of(Blocks.section(text)));
    }

    /** What a mind told, as one paragraph, with the sources of all its sentences. */
    private static void narrative(Page page, Chips chips, Narrative told) {
        List<String> pieces = SlackText.pieces(told.text(), SlackLimits.SECTION_TEXT);
        if (!pieces.isEmpty()) {
            page.addSections(pieces);
            page.add(chips.row(told.receipts()));
        }
    }

    private static void finding(Page page, Chips chips, SessionView view, Finding finding) {
        List<LayoutBlock> blocks = FindingDrawing.draw(chips, view.id(), finding);
        page.add(blocks.getFirst(), blocks.getLast());
        blocks.subList(1, blocks.size() - 1).forEach(page::add);
    }

    /** Ritual, intent and state; the intent gives way when the line is too long. */
    private static String headline(SessionView view) {
        String before = Wording.ritual(view.ritual()) + ": ";
        String after = " · " + Wording.state(view.status());
        int room = SlackLimits.HEADER_TEXT - before.length() - after.length();
        return before + SlackText.line(view.intent(), room) + after;
    }

    /** What came out, then of what: a phone shows the beginning only. */
    private static String notification(SessionView view) {
        String of = Wording.ritual(view.ritual())
                + " “"
                + SlackText.mrkdwnLine(view.intent(), INTENT_IN_NOTIFICATION)
                + "” · "
                + Wording.state(view.status());
        int room = SlackLimits.NOTIFICATION_TEXT - of.length() - 3;
        return view.findings().stream()
                .findFirst()
                .map(finding -> SlackText.mrkdwnLine(finding.text(), room) + " · " + of)
                .orElse(of);
    }

    private String footer(SessionView view, Instant now) {
        int receipts = view.receipts().size();
        return (receipts == 0 ? "" : Wording.receipts(receipts) + " · ")
                + SlackText.link(links.session(view.id()), "Open the session")
                + " · told by "
                + SlackText.mrkdwnLine(Wording.teller(view.telling(), Minds.PLAYBOOK), SlackLimits.SOURCE_TEXT)
                + " · asked by "
                + SlackText.mrkdwnLine(view.actor().name(), SlackLimits.SOURCE_TEXT)
                + " · as of "
                + SlackText.clock(now);
    }
}
