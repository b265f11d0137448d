package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.Notice;
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

    private PlayButton() {}

    /** What can be decided as the play stands, and the policy of what it calls; none is no block. */
    public static Optional<LayoutBlock> row(SessionId session, Play play, OrderButtons orders) {
        List<BlockElement> buttons = new ArrayList<>();
        for (Choice choice : play.offers()) {
            if (choice.approves() && play.bound().filter(PlayDrawing::isWhole).isEmpty()) {
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
        String call = play.bound()
                .map(Bound::act)
                .map(act -> act.name() + " " + act.arguments())
                .orElse("");
        return switch (choice) {
            case APPROVE -> play.title() + ". It calls " + call;
            case APPROVE_FOR_WINDOW -> play.title() + ", when the next change window opens. It calls " + call;
            case DISMISS -> play.title() + " is not done.";
            case DONE_BY_HAND -> play.title() + " was done outside of OpsPilot.";
            case ROLL_BACK -> "What “" + play.title() + "” did is taken back.";
            case START_DRILL -> play.title() + ". It only reads.";
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
