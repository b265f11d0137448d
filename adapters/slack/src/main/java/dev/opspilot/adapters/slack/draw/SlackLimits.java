package dev.opspilot.adapters.slack.draw;

import java.time.Duration;

/**
 * Every limit of Slack that this adapter keeps, in one place, since they move. Texts are measured in UTF-16 units, which
 * is never less than what Slack counts. Where Slack's own pages disagree, the smaller figure stands here.
 */
public final class SlackLimits {
    private SlackLimits() {}

    /* https://docs.slack.dev/block-kit: blocks in one message. */
    public static final int BLOCKS = 50;

    /* https://docs.slack.dev/reference/block-kit/blocks/section-block */
    public static final int SECTION_TEXT = 3_000;
    public static final int SECTION_FIELDS = 10;
    public static final int FIELD_TEXT = 2_000;

    /* https://docs.slack.dev/reference/block-kit/blocks/header-block */
    public static final int HEADER_TEXT = 150;

    /* https://docs.slack.dev/reference/block-kit/blocks/context-block; a text object holds up to 3,000. */
    public static final int CONTEXT_ELEMENTS = 10;
    public static final int CONTEXT_TEXT = 2_000;

    /* https://docs.slack.dev/reference/block-kit/block-elements/button-element */
    public static final int BUTTON_VALUE = 2_000;
    public static final int BUTTON_LABEL = 75;
    public static final int ACTIONS = 25;

    /* https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
    public static final int CONFIRM_TITLE = 100;
    public static final int CONFIRM_TEXT = 300;

    /* https://docs.slack.dev/reference/views */
    public static final int VIEW_BLOCKS = 100;
    public static final int VIEW_TITLE = 24;
    public static final int VIEW_METADATA = 3_000;
    /* 250 KB in all; a unit of text takes at most three bytes, and the JSON around it is left free. */
    public static final int TEXT_IN_VIEW = 60_000;

    /* https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
    public static final int INPUT_TEXT = 3_000;

    public static final int URL = 3_000;

    /* https://docs.slack.dev/reference/block-kit/blocks/plan-block and task-card-block, with chat.appendStream. */
    public static final int PLAN_TASKS = 50;
    public static final int TASK_TITLE = 256;
    public static final int TASK_TEXT = 256;
    public static final int TASK_SOURCES = 10;
    public static final int SOURCE_TEXT = 75;

    /* https://docs.slack.dev/reference/methods/chat.appendStream: 12,000 characters; some are kept free for the end. */
    public static final int STREAM_TEXT_AT_ALL = 12_000;
    public static final int STREAM_TEXT = 10_000;
    /* The same page: blocks in all chunks of a stream; the plan may count as one. */
    public static final int STREAM_BLOCKS = 48;

    /* No page says so: a stream lives about 5 minutes, whatever is appended. */
    public static final Duration STREAM_LIFE = Duration.ofMinutes(5);
    /* Own choices: early enough for the queue of chat.stopStream; in a channel only one person sees a stream grow. */
    public static final Duration STREAM_OPEN = Duration.ofMinutes(4);
    public static final Duration STREAM_OPEN_IN_CHANNEL = Duration.ofMinutes(1);
    public static final Duration STREAM_BEGINS_WITHIN = Duration.ofMinutes(1);
    public static final Duration BETWEEN_APPENDS = Duration.ofSeconds(1);

    /* https://docs.slack.dev/reference/block-kit/blocks/data-table-block: 101 rows there, 201 in the reference. */
    public static final int TABLE_ROWS = 101;
    /* Rows that Slack shows at once, from 1 to 100; own choice, for a phone. */
    public static final int TABLE_PAGE = 10;
    public static final int TABLE_COLUMNS = 20;
    public static final int TABLE_CAPTION = 150;
    public static final int TABLE_CELL = 500;
    /* 20,000 for data tables, 10,000 for tables: all cells of a message together. */
    public static final int TABLE_TEXT_IN_MESSAGE = 10_000;
    /* Own choice: messages in the thread for what does not fit; the rest is on the page. */
    public static final int MESSAGES_IN_THREAD = 5;

    /* https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block: 6 series there, 12 in the reference. */
    public static final int CHARTS_IN_MESSAGE = 2;
    public static final int CHART_TITLE = 50;
    public static final int CHART_SERIES = 6;
    public static final int CHART_POINTS = 20;
    public static final int CHART_LABEL = 20;
    public static final int CHART_AXIS = 50;

    /* chat.update answers msg_too_long over 4,000; a notification shows far less. */
    public static final int NOTIFICATION_TEXT = 600;

    /* No page gives the limit of a whole message; live Slack took more than this, own choice. */
    public static final int TEXT_IN_MESSAGE = 32_000;

    /* https://docs.slack.dev/reference/methods/conversations.history: at most 999, 15 for some apps. */
    public static final int HISTORY_PAGE = 200;

    public static final int HISTORY_PAGES = 10;

    /* https://docs.slack.dev/apis/web-api/rate-limits and the page of each method. */
    public static final Duration BETWEEN_UPDATES = Duration.ofSeconds(3);

    public static final Duration BEFORE_FIRST_AND_LAST_UPDATE = Duration.ofSeconds(1);
    public static final Duration BETWEEN_POSTS_IN_CHANNEL = Duration.ofSeconds(1);

    /* https://docs.slack.dev/authentication/verifying-requests-from-slack */
    public static final Duration SIGNATURE_WINDOW = Duration.ofMinutes(5);

    /* Slack's largest payloads, of views, are 250 KB. */
    public static final int BODY_BYTES = 1 << 20;
}
