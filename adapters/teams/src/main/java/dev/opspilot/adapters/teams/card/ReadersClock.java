package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has the times that stand in sentences of a card read on each reader's own clock, as its other times are: “13:58 UTC” and
 * “13:30–13:58 UTC”. A time behind a date stays as it is, since elsewhere it may be another day, and so does what is quoted
 * word for word, and what can be approved or posted as it is written.
 */
final class ReadersClock {
    private static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
    private static final Pattern TIMES = Pattern.compile(
            "(?<![\\d:.])(?:(?<from>" + TIME + ")(?<to>–|-| to | and | or ))?(?<at>" + TIME + ") UTC\\b");
    private static final Pattern DATE = Pattern.compile(
            "(?:\\d{4}-\\d\\d-\\d\\d|\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \\d{1,4})?),?(?: at)? $");
    private static final int DATE_LENGTH = 32;

    private final LocalDate today;

    /** @param now of which day the times are, as far as that matters to a clock */
    ReadersClock(Instant now) {
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** Changes the element itself, and answers it. */
    ObjectNode in(ObjectNode element) {
        walk(element);
        return element;
    }

    private void walk(JsonNode node) {
        if (node instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).isTextual()) {
                    items.set(i, TextNode.valueOf(of(items.get(i).asText())));
                } else {
                    walk(items.get(i));
                }
            }
        } else if (node instanceof ObjectNode element) {
            boolean quoted = element.path("fontType").asText().equals("Monospace");
            if (!quoted && element.path("text").isTextual()) {
                element.put("text", of(element.path("text").asText()));
            }
            for (String held : new String[] {"items", "columns", "rows", "cells", "inlines"}) {
                // The columns of a table are widths.
                if (!(held.equals("columns") && element.path("type").asText().equals("Table"))) {
                    walk(element.path(held));
                }
            }
        }
    }

    /** The same for a text. */
    String of(String text) {
        Matcher times = TIMES.matcher(text);
        return times.replaceAll(found -> Matcher.quoteReplacement(replaced(text, found)));
    }

    private String replaced(String text, MatchResult found) {
        String before = text.substring(Math.max(0, found.start() - DATE_LENGTH), found.start());
        if (DATE.matcher(before).find()) {
            return found.group();
        }
        String from = found.group("from") == null ? "" : time(found.group("from")) + found.group("to");
        return from + time(found.group("at"));
    }

    private String time(String clock) {
        return CardText.time(today.atTime(LocalTime.parse(clock)).toInstant(ZoneOffset.UTC));
    }
}
