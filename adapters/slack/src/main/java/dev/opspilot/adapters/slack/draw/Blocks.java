package dev.opspilot.adapters.slack.draw;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import java.util.ArrayList;
import java.util.List;

/** The plain blocks; what goes in is already safe and within its limit. */
public final class Blocks {
    private Blocks() {}

    public static LayoutBlock header(String plain) {
        return HeaderBlock.builder()
                .text(PlainTextObject.builder().text(plain).emoji(false).build())
                .build();
    }

    public static LayoutBlock section(String mrkdwn) {
        return SectionBlock.builder().text(text(mrkdwn)).build();
    }

    public static LayoutBlock section(String mrkdwn, BlockElement accessory) {
        return SectionBlock.builder().text(text(mrkdwn)).accessory(accessory).build();
    }

    public static LayoutBlock fields(List<String> mrkdwn) {
        List<TextObject> fields =
                new ArrayList<>(mrkdwn.stream().map(Blocks::text).toList());
        return SectionBlock.builder().fields(fields).build();
    }

    public static LayoutBlock context(List<String> mrkdwn) {
        List<ContextBlockElement> elements =
                new ArrayList<>(mrkdwn.stream().map(Blocks::text).toList());
        return ContextBlock.builder().elements(elements).build();
    }

    public static LayoutBlock actions(List<BlockElement> buttons) {
        return ActionsBlock.builder().elements(buttons).build();
    }

    public static RichTextBlock richLine(String plain) {
        return rich(
                RichTextSectionElement.builder().elements(List.of(run(plain))).build());
    }

    private static RichTextBlock rich(BlockElement element) {
        return RichTextBlock.builder().elements(List.of(element)).build();
    }

    private static RichTextSectionElement.Text run(String plain) {
        return RichTextSectionElement.Text.builder().text(plain).build();
    }

    /** Verbatim, or Slack itself would make links of the addresses and channel names that others wrote. */
    private static MarkdownTextObject text(String mrkdwn) {
        return MarkdownTextObject.builder().text(mrkdwn).verbatim(true).build();
    }

    /** Lines put together into as few texts as hold them; a line longer than that must not come. */
    public static List<String> packed(List<String> lines, int max) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (text.length() + line.length() + 1 > max && !text.isEmpty()) {
                texts.add(text.toString());
                text.setLength(0);
            }
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }
        if (!text.isEmpty()) {
            texts.add(text.toString());
        }
        return texts;
    }
}
