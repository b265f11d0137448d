package dev.opspilot.adapters.teams.card;

/**
 * Every limit that the cards keep, in one place, since they move. Texts are measured in UTF-16 units, which is never
 * less than what Teams counts.
 */
final class CardLimits {
    private CardLimits() {}

    /* https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages: about 100 KB of UTF-16,
     * of which 80 are certain. What is left over is for the addresses that are put on it, and
     * for what was streamed before. */
    static final int MESSAGE = 76_000;
    /* What a card weighs besides its elements: names of properties, its actions, what is said where it cannot be shown. */
    static final int ENVELOPE = 3_500;

    /* Own choice: more than this is not read, and slow on a phone. */
    static final int PARTS = 60;
    static final int PAGES = 9;

    /* https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content */
    static final int CITATIONS = 20;
    static final int CITATION_NAME = 80;
    static final int CITATION_ABSTRACT = 160;

    /* Own choice, so that twenty of them leave room for the card. */
    static final int URL = 300;

    /* Own choices, of what is read beside a card. */
    static final int TEXT = 3_000;
    static final int SUMMARY = 200;
    static final int SPOKEN = 600;

    static final int TITLE = 160;
    static final int STATEMENT = 1_200;
    static final int WORDS = 500;
    static final int NAME = 80;

    /* Own choices: a phone shows some 320 units of width. Columns beyond those that stand side by side are told in words. */
    static final int TABLE_COLUMNS = 6;
    static final int TABLE_SIDE_BY_SIDE = 3;
    static final int TABLE_ROWS = 12;
    static final int TABLE_CELL = 80;
    static final int CHART_SERIES = 5;
    /* So many moments can be read on the axis of a card of usual width. */
    static final int CHART_POINTS = 10;
    static final int FALLBACK_ROWS = 8;

    /* https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux: an informative line is 1 KB at most. */
    static final int INFORMATIVE = 250;

    /* What an input may hold; a post of a person is 28 KB at most. */
    static final int DRAFT = 4_000;
}
