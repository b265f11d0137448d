package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.LayoutBlock;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Draws a notice: its title, its lines each with its buttons, and the buttons of the whole. Pure. */
public final class NoticeDrawing {
    /* All that stands below the title of a message. */
    private static final int MOST_BLOCKS = SlackLimits.BLOCKS - 3;

    /* A channel that was chosen from a list, of which only the id is known; Slack shows its name to who may see it. */
    private static final Pattern CHANNEL = Pattern.compile("(?<![\\w#&/])#([CG][A-Z0-9]{8,20})\\b");

    private final PageLinks links;
    /** An address on OpsPilot's own page, as it stands in text. */
    private final Pattern own;

    public NoticeDrawing(PageLinks links) {
        this.links = links;
        this.own = PageLinks.in(links.base());
    }

    public Drawn draw(Notice notice) {
        List<LayoutBlock> blocks = blocks(notice, MOST_BLOCKS, new OrderButtons());
        return new Drawn(text(notice), blocks);
    }

    /** The blocks of a notice, at most so many and one that says what was left out. */
    public List<LayoutBlock> blocks(Notice notice, int most, OrderButtons buttons) {
        List<LayoutBlock> blocks = new ArrayList<>();
        if (!notice.title().isBlank()) {
            blocks.add(Blocks.section(title(notice)));
        }
        int shown = 0;
        for (Notice.Line line : notice.lines()) {
            List<LayoutBlock> drawn = line(line, buttons);
            if (blocks.size() + drawn.size() > most - 2) {
                break;
            }
            blocks.addAll(drawn);
            shown++;
        }
        if (shown < notice.lines().size()) {
            int left = notice.lines().size() - shown;
            blocks.add(Blocks.context(List.of(
                    "and " + left + " more; " + SlackText.link(links.base() + "/", "see them on OpsPilot's page"))));
        }
        buttons.row(notice.actions()).ifPresent(blocks::add);
        return blocks;
    }

    private List<LayoutBlock> line(Notice.Line line, OrderButtons buttons) {
        String text = linked(line.text());
        if (text.isBlank()) {
            return buttons.row(line.actions()).stream().toList();
        }
        if (line.actions().size() == 1) {
            return List.of(buttons.button(line.actions().getFirst())
                    .map(button -> Blocks.section(text, button))
                    .orElseGet(() -> Blocks.section(text)));
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section(text));
        buttons.row(line.actions()).ifPresent(blocks::add);
        return blocks;
    }

    /** Escaped, with addresses of OpsPilot's own page and ids of channels as links; nothing else becomes one. */
    private String linked(String text) {
        String escaped = SlackText.mrkdwn(text, SlackLimits.SECTION_TEXT - SlackLimits.FIELD_TEXT / 2);
        return own.matcher(CHANNEL.matcher(escaped).replaceAll("<#$1>"))
                .replaceAll(found -> SlackText.link(found.group(), PageLinks.label(found.group()))
                        .replace("\\", "\\\\")
                        .replace("$", "\\$"));
    }

    private static String title(Notice notice) {
        return "*"
                + SlackText.mrkdwnLine(notice.title(), SlackLimits.FIELD_TEXT).replace('*', '∗') + "*";
    }

    /** What is read where no blocks are: the whole, as far as it fits. */
    private static String text(Notice notice) {
        String lines = notice.lines().stream().map(Notice.Line::text).collect(Collectors.joining("\n"));
        String head = notice.title().isBlank() ? "" : title(notice) + "\n";
        String text = head + SlackText.mrkdwn(lines, SlackLimits.FIELD_TEXT);
        return text.isBlank() ? "Done." : text.strip();
    }
}
