package dev.opspilot.adapters.slack.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Slack's rules for the blocks of a message, as {@code reference/slack.md} and Slack's pages give them. */
public final class BlockRules {
    private final List<String> flaws = new ArrayList<>();
    private int tableText;
    private int charts;

    private BlockRules() {}

    /** What Slack would object to; empty for good blocks. */
    public static List<String> flaws(JsonNode blocks) {
        BlockRules rules = new BlockRules();
        rules.check(blocks.isArray(), "blocks are no array");
        rules.check(blocks.size() <= 50, "more than 50 blocks: " + blocks.size());
        blocks.forEach(rules::block);
        rules.check(rules.charts <= 2, "more than 2 charts");
        rules.check(rules.tableText <= 20_000, "more than 20,000 characters in tables");
        return rules.flaws;
    }

    /** What Slack would object to in a modal or in App Home; empty for a good view. */
    public static List<String> flawsOfView(JsonNode view) {
        BlockRules rules = new BlockRules();
        JsonNode blocks = view.path("blocks");
        rules.between(blocks.size(), 1, 100, "blocks of a view");
        blocks.forEach(rules::block);
        if (view.path("type").asText().equals("modal")) {
            rules.text(view.path("title"), "plain_text", 24, "title of a modal");
            boolean asks = blocks.findValuesAsText("type").contains("input");
            rules.check(!asks || view.has("submit"), "a form without a way to submit it");
        }
        rules.check(view.path("private_metadata").asText().length() <= 3_000, "metadata of a view too long");
        return rules.flaws;
    }

    private void block(JsonNode block) {
        switch (block.path("type").asText()) {
            case "header" -> text(block.path("text"), "plain_text", 150, "header");
            case "section" -> section(block);
            case "context" -> {
                between(block.path("elements").size(), 1, 10, "context elements");
                block.path("elements").forEach(each -> text(each, "mrkdwn", 3_000, "context"));
            }
            case "actions" -> actions(block);
            case "rich_text" -> rich(block, 3_000, "rich_text");
            case "plan" -> plan(block);
            case "data_table" -> dataTable(block);
            case "data_visualization" -> chart(block);
            case "divider" -> {}
            case "input" -> input(block);
            case "context_actions" -> feedback(block);
            case String other -> check(false, "a block of type " + other);
        }
    }

    private void section(JsonNode section) {
        boolean hasFields = section.has("fields");
        check(section.has("text") || hasFields, "a section of nothing");
        if (section.has("text")) {
            text(section.path("text"), "mrkdwn", 3_000, "section");
        }
        if (hasFields) {
            between(section.path("fields").size(), 1, 10, "fields");
            section.path("fields").forEach(each -> text(each, "mrkdwn", 2_000, "field"));
        }
        if (section.has("accessory")) {
            button(section.path("accessory"));
        }
    }

    private void actions(JsonNode actions) {
        between(actions.path("elements").size(), 1, 25, "elements of actions");
        Set<String> ids = new HashSet<>();
        for (JsonNode button : actions.path("elements")) {
            check(ids.add(button.path("action_id").asText()), "two buttons of one action id");
            button(button);
        }
    }

    private void button(JsonNode button) {
        check(button.path("type").asText().equals("button"), "an element that is no button");
        text(button.path("text"), "plain_text", 75, "button");
        length(button.path("value"), 1, 2_000, "button value");
        length(button.path("action_id"), 1, 255, "action id");
        if (button.has("accessibility_label")) {
            length(button.path("accessibility_label"), 1, 75, "accessibility label");
        }
        if (button.has("confirm")) {
            text(button.at("/confirm/title"), "plain_text", 100, "title of a confirmation");
            text(button.at("/confirm/text"), "plain_text", 300, "text of a confirmation");
            text(button.at("/confirm/confirm"), "plain_text", 30, "yes of a confirmation");
            text(button.at("/confirm/deny"), "plain_text", 30, "no of a confirmation");
        }
    }

    private void input(JsonNode input) {
        text(input.path("label"), "plain_text", 2_000, "label");
        if (input.has("hint")) {
            text(input.path("hint"), "plain_text", 2_000, "hint");
        }
        JsonNode element = input.path("element");
        length(element.path("action_id"), 1, 255, "action id");
        switch (element.path("type").asText()) {
            case "plain_text_input" -> {
                check(element.path("initial_value").asText().length() <= 3_000, "an initial value too long");
                check(
                        !element.has("initial_value")
                                || !element.path("initial_value").asText().isEmpty(),
                        "an empty value");
                check(element.path("max_length").asInt(3_000) <= 3_000, "a longest text too long");
            }
            case "static_select" -> {
                between(element.path("options").size(), 1, 100, "options");
                element.path("options").forEach(each -> text(each.path("text"), "plain_text", 75, "option"));
            }
            case "conversations_select" -> {}
            case String other -> check(false, "an input of type " + other);
        }
    }

    private void feedback(JsonNode block) {
        between(block.path("elements").size(), 1, 5, "elements of context actions");
        for (JsonNode element : block.path("elements")) {
            check(element.path("type").asText().equals("feedback_buttons"), "an element that is no feedback");
            for (String side : List.of("positive_button", "negative_button")) {
                text(element.path(side).path("text"), "plain_text", 75, side);
                length(element.path(side).path("value"), 1, 2_000, side);
            }
        }
    }

    private void plan(JsonNode plan) {
        check(plan.path("title").isTextual(), "the title of a plan is a bare string");
        length(plan.path("title"), 1, 256, "plan title");
        between(plan.path("tasks").size(), 1, 50, "tasks");
        Set<String> ids = new HashSet<>();
        for (JsonNode task : plan.path("tasks")) {
            check(task.path("type").asText().equals("task_card"), "a task that is no task_card");
            check(ids.add(task.path("task_id").asText()), "two tasks of one id");
            length(task.path("task_id"), 1, 256, "task id");
            length(task.path("title"), 1, 256, "task title");
            check(
                    Set.of("pending", "in_progress", "complete", "error")
                            .contains(task.path("status").asText()),
                    "a task's status");
            for (String part : List.of("details", "output")) {
                if (task.has(part)) {
                    check(task.path(part).path("type").asText().equals("rich_text"), part + " is no rich_text");
                    rich(task.path(part), 256, part);
                }
            }
            if (task.has("sources")) {
                between(task.path("sources").size(), 1, 50, "sources");
                task.path("sources").forEach(this::source);
            }
        }
    }

    private void source(JsonNode source) {
        check(source.path("type").asText().equals("url"), "a source that is no url");
        check(source.path("url").asText().matches("https?://\\S+"), "a source's url: " + source.path("url"));
        length(source.path("url"), 1, 3_000, "source url");
        length(source.path("text"), 1, 256, "source text");
    }

    private void rich(JsonNode rich, int max, String where) {
        check(rich.path("elements").size() == 1, where + " of one element");
        for (JsonNode run : rich.path("elements").path(0).path("elements")) {
            check(run.path("type").asText().equals("text"), where + " of other than text");
            length(run.path("text"), 1, max, where);
        }
    }

    private void dataTable(JsonNode table) {
        length(table.path("caption"), 1, 256, "caption");
        if (table.has("page_size")) {
            between(table.path("page_size").asInt(), 1, 100, "page size");
        }
        between(table.path("rows").size(), 2, 101, "table rows");
        int columns = table.path("rows").path(0).size();
        between(columns, 1, 20, "table columns");
        for (JsonNode row : table.path("rows")) {
            check(row.size() == columns, "rows of unequal length");
            for (JsonNode cell : row) {
                check(cell.path("type").asText().equals("raw_text"), "a cell of other than raw_text");
                length(cell.path("text"), 1, 2_000, "cell");
                tableText += cell.path("text").asText().length();
            }
        }
    }

    private void chart(JsonNode block) {
        charts++;
        length(block.path("title"), 1, 50, "chart title");
        JsonNode chart = block.path("chart");
        check(chart.path("type").asText().equals("line"), "a chart of other than lines");
        between(chart.path("series").size(), 1, 6, "series");
        List<String> categories = new ArrayList<>();
        chart.at("/axis_config/categories").forEach(each -> {
            length(each, 1, 20, "category");
            categories.add(each.asText());
        });
        between(categories.size(), 1, 20, "points");
        check(new HashSet<>(categories).size() == categories.size(), "two categories of one name");
        Set<String> names = new HashSet<>();
        for (JsonNode series : chart.path("series")) {
            length(series.path("name"), 1, 20, "series name");
            check(names.add(series.path("name").asText()), "two series of one name");
            List<String> labels = new ArrayList<>();
            series.path("data").forEach(point -> {
                labels.add(point.path("label").asText());
                check(point.path("value").isNumber(), "a point without a value");
            });
            check(labels.equals(categories), "points that do not fit the categories");
        }
    }

    private void text(JsonNode text, String type, int max, String where) {
        check(text.path("type").asText().equals(type), where + " of other than " + type);
        length(text.path("text"), 1, max, where);
    }

    private void length(JsonNode text, int min, int max, String where) {
        check(text.isTextual(), where + " is no text");
        between(text.asText().length(), min, max, where);
    }

    private void between(int size, int min, int max, String where) {
        check(size >= min && size <= max, where + " is " + size + ", allowed are " + min + " to " + max);
    }

    private void check(boolean good, String flaw) {
        if (!good) {
            flaws.add(flaw);
        }
    }
}
