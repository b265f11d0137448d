package dev.opspilot.bot.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongUnaryOperator;

/** Writes metrics of a window, with the same window of earlier days, as the demo company's tools answer them. */
final class Metrics {
    private final Window window;
    private final ArrayNode series = JsonNodeFactory.instance.arrayNode();

    Metrics(Window window) {
        this.window = window;
    }

    ArrayNode series() {
        return series;
    }

    /** A quantity that adds up over the minutes of a sample. */
    void sum(String kind, String name, String metric, String unit, String bad, LongUnaryOperator perMinute) {
        add(kind, name, metric, unit, bad, slice -> {
            ArrayNode values = JsonNodeFactory.instance.arrayNode(slice.size());
            for (int i = 0; i < slice.size(); i++) {
                values.add(total(slice, i, perMinute));
            }
            return values;
        });
    }

    /** A level that is averaged over the minutes of a sample. */
    void mean(String kind, String name, String metric, String bad, LongUnaryOperator perMinute) {
        add(kind, name, metric, "count", bad, slice -> {
            ArrayNode values = JsonNodeFactory.instance.arrayNode(slice.size());
            for (int i = 0; i < slice.size(); i++) {
                values.add(Math.round(total(slice, i, perMinute) / (double) slice.step()));
            }
            return values;
        });
    }

    /** A part of a whole, with four digits; null where there is no whole. */
    void ratio(String kind, String name, String metric, String bad, LongUnaryOperator part, LongUnaryOperator whole) {
        add(kind, name, metric, "ratio", bad, slice -> {
            ArrayNode values = JsonNodeFactory.instance.arrayNode(slice.size());
            for (int i = 0; i < slice.size(); i++) {
                long all = total(slice, i, whole);
                if (all == 0) {
                    values.addNull();
                } else {
                    values.add(Math.round(10_000.0 * total(slice, i, part) / all) / 10_000.0);
                }
            }
            return values;
        });
    }

    /** How the samples of a window are computed. */
    @FunctionalInterface
    private interface Sampling {
        ArrayNode of(Window window);
    }

    private void add(String kind, String name, String metric, String unit, String bad, Sampling sampling) {
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
        one.set("values", sampling.of(window));
        ArrayNode earlier = one.putArray("earlier");
        for (int day = 1; day <= window.earlierDays(); day++) {
            Window before = window.earlier(day);
            earlier.addObject().put("start", before.start().toString()).set("values", sampling.of(before));
        }
    }

    private static long total(Window window, int sample, LongUnaryOperator perMinute) {
        long first = window.from() + (long) sample * window.step();
        long total = 0;
        for (long minute = first; minute < first + window.step(); minute++) {
            total += perMinute.applyAsLong(minute);
        }
        return total;
    }
}
