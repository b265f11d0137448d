package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The buttons by which people decide about a play. Each carries the digest of the exact call that it stood beside. What
 * takes more than one person's approval, or is longer than the question before a button, is approved in a form that shows
 * all of it and asks why: a freeze is broken only by those who say so.
 */
public final class PlayButton {
    public static final Pattern ACTION = Pattern.compile("opspilot_decide_[a-z_]+");
    /** Opens the form. */
    public static final Pattern ASKS_WHY = Pattern.compile("opspilot_reason_[a-z_]+");

    private static final String PREFIX = "opspilot_decide_";
    private static final String REASON_PREFIX = "opspilot_reason_";

    /* With a call of usual length the question keeps within its limit. */
    private static final int TITLE = 100;

    private PlayButton() {}

    /** What can be decided as the play stands, and the policy of what it calls; none is no block. */
    public static Optional<LayoutBlock> row(SessionId session, Play play, OrderButtons orders) {
        List<BlockElement> buttons = new ArrayList<>();
        for (Choice choice : play.offers()) {
            if (call(play, choice).filter(act -> !PlayDrawing.isWhole(act)).isPresent()) {
                continue;
            }
            String value = session + "/" + play.shown(choice).hex() + "/" + play.id();
            if (value.length() <= SlackLimits.BUTTON_VALUE) {
                buttons.add(button(play, choice, value));
            }
        }
        play.bound().map(Notice.Action::policy).flatMap(orders::button).ifPresent(buttons::add);
        return buttons.isEmpty() ? Optional.empty() : Optional.of(Blocks.actions(buttons));
    }

    /** What it lets be called; none where it lets nothing be. */
    private static Optional<Act> call(Play play, Choice choice) {
        return switch (choice) {
            case APPROVE, APPROVE_FOR_WINDOW -> play.bound().map(Bound::act);
            case ROLL_BACK -> play.undo();
            case DISMISS, DONE_BY_HAND, START_DRILL -> Optional.empty();
        };
    }

    private static BlockElement button(Play play, Choice choice, String value) {
        boolean several = play.policy() instanceof PlayPolicy.NeedsApproval(int people) && people > 1;
        boolean isLong = play.bound()
                .map(Bound::act)
                .filter(act -> !PlayDrawing.isShort(act.name() + " " + act.arguments()))
                .isPresent();
        boolean asksWhy = choice.approves() && (several || isLong);
        if (choice == Choice.START_DRILL) {
            return Buttons.of(PREFIX + choice.key(), value, Wording.choice(play, choice))
                    .style(style(choice))
                    .build();
        }
        return asksWhy
                ? Buttons.of(REASON_PREFIX + choice.key(), value, Wording.choice(play, choice) + "…")
                        .style(style(choice))
                        .build()
                : Buttons.of(PREFIX + choice.key(), value, Wording.choice(play, choice))
                        .style(style(choice))
                        .confirm(Buttons.confirm(Wording.choice(play, choice) + "?", question(play, choice)))
                        .build();
    }

    private static @Nullable String style(Choice choice) {
        return switch (choice) {
            case APPROVE, START_DRILL -> "primary";
            case ROLL_BACK -> "danger";
            case APPROVE_FOR_WINDOW, DISMISS, DONE_BY_HAND -> null;
        };
    }

    private static String question(Play play, Choice choice) {
        String calls = call(play, choice)
                .map(act -> act.name() + " " + act.arguments())
                .map(call -> PlayDrawing.isShort(call) ? " It calls " + call : " It makes the call that stands above.")
                .orElse("");
        String title = PlainText.clipped(play.title(), TITLE);
        return switch (choice) {
            case APPROVE -> title + "." + calls;
            case APPROVE_FOR_WINDOW -> title + ", in the next change window: as soon as no freeze is on." + calls;
            case DISMISS -> title + " is not done.";
            case DONE_BY_HAND -> title + " was done outside of OpsPilot.";
            case ROLL_BACK -> "What “" + title + "” did is taken back." + calls;
            case START_DRILL -> title + ". It only reads.";
        };
    }

    /** Reads a press back; empty when it is none of ours. */
    public static Optional<SessionButton> read(String action, String value) {
        return read(PREFIX, action, value, "");
    }

    /** Reads back what opened the form, with the reason that was given there; empty when it is none of ours. */
    public static Optional<SessionButton> read(String action, String value, String reason) {
        return read(REASON_PREFIX, action, value, reason);
    }

    private static Optional<SessionButton> read(String prefix, String action, String value, String reason) {
        String[] parts = value.split("/", 3);
        Optional<Choice> choice = Arrays.stream(Choice.values())
                .filter(each -> action.equals(prefix + each.key()))
                .findFirst();
        if (parts.length != 3 || parts[2].isBlank()) {
            return Optional.empty();
        }
        try {
            SessionId session = new SessionId(parts[0]);
            Digest shown = new Digest(parts[1]);
            return choice.map(
                    each -> new SessionButton(session, new Button.Decide(new PlayId(parts[2]), each, shown, reason)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
