package dev.opspilot.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Writes metrics of a window, with the same window of earlier days, as the demo company's tools answer them. */
final class Metrics {
    private static final String BUSINESS = "business";
    private static final String COMPANY = "Lumafold";
    private static final String COUNT = "count";
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final List<Window> windows = new ArrayList<>();
    private final ArrayNode series = JsonNodeFactory.instance.arrayNode();

    Metrics(Window window) {
        windows.add(window);
        for (int day = 1; day <= window.earlierDays(); day++) {
            windows.add(window.earlier(day));
        }
    }

    ArrayNode series() {
        return series;
    }

    /** Says one thing more with every series of a name that was written so far. */
    void also(String name, String field, String value) {
        for (JsonNode each : series) {
            if (each.path("name").asText().equals(name)) {
                ((ObjectNode) each).put(field, value);
            }
        }
    }

    /** Adds a figure up over the minutes of every sample. */
    Tally tally(LongUnaryOperator perMinute) {
        return new Tally(
                windows.stream().map(window -> window.totals(perMinute)).toList());
    }

    /** The same figure, computed once a minute, for an answer that needs it more than once. */
    LongUnaryOperator remembered(LongUnaryOperator perMinute) {
        long first = windows.getLast().from();
        long[] known = new long[Math.toIntExact(windows.getFirst().to() - first)];
        Arrays.fill(known, UNKNOWN);
        return minute -> {
            int index = Math.toIntExact(minute - first);
            if (known[index] == UNKNOWN) {
                known[index] = perMinute.applyAsLong(minute);
            }
            return known[index];
        };
    }

    /** A number of things of the whole company, which adds up over the minutes of a sample. */
    void count(String metric, String bad, LongUnaryOperator perMinute) {
        sum(BUSINESS, COMPANY, metric, COUNT, bad, tally(perMinute));
    }

    /** Money of the whole company in cents, which adds up over the minutes of a sample. */
    void money(String metric, String bad, LongUnaryOperator perMinute) {
        sum(BUSINESS, COMPANY, metric, "money_minor", bad, tally(perMinute));
    }

    /** A quantity that adds up over the minutes of a sample. */
    void sum(String kind, String name, String metric, String unit, String bad, Tally tally) {
        add(kind, name, metric, unit, bad, (values, window, sample) -> values.add(tally.of(window, sample)));
    }

    /** A level of the whole company that is averaged over the minutes of a sample. */
    void mean(String metric, String bad, LongUnaryOperator perMinute) {
        Tally tally = tally(perMinute);
        double step = windows.getFirst().step();
        add(
                BUSINESS,
                COMPANY,
                metric,
                COUNT,
                bad,
                (values, window, sample) -> values.add(Math.round(tally.of(window, sample) / step)));
    }

    /** A part of a whole, with four digits; null where there is no whole. */
    void ratio(String kind, String name, String metric, String bad, Tally part, Tally whole) {
        add(kind, name, metric, "ratio", bad, (values, window, sample) -> {
            long all = whole.of(window, sample);
            if (all == 0) {
                values.addNull();
            } else {
                values.add(Math.round(10_000.0 * part.of(window, sample) / all) / 10_000.0);
            }
        });
    }

    /** Writes one sample. */
    @FunctionalInterface
    private interface Sampling {
        void write(ArrayNode values, int window, int sample);
    }

    private void add(String kind, String name, String metric, String unit, String bad, Sampling sampling) {
        Window window = windows.getFirst();
        if (window.size() == 0) {
            return;
        }
        ObjectNode one = series.addObject();
        one.put("kind", kind)
                .put("name", name)
                .put("metric", metric)
                .put("unit", unit)
                .put("bad", bad);
        one.put("start", window.start().toString()).put("stepSeconds", window.step() * 60L);
        one.set("values", values(0, sampling));
        ArrayNode earlier = one.putArray("earlier");
        for (int day = 1; day < windows.size(); day++) {
            earlier.addObject()
                    .put("start", windows.get(day).start().toString())
                    .set("values", values(day, sampling));
        }
    }

    private ArrayNode values(int window, Sampling sampling) {
        int size = windows.get(window).size();
        ArrayNode values = JsonNodeFactory.instance.arrayNode(size);
        for (int sample = 0; sample < size; sample++) {
            sampling.write(values, window, sample);
        }
        return values;
    }
}
