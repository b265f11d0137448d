package dev.opspilot.rituals.widget;

import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.Receipts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something a ritual shows. Every surface draws every kind: a new kind stops each renderer from compiling until it is
 * drawn there. None can be made without a receipt. Texts are plain; the surfaces escape them.
 */
public sealed interface Widget {

    /**
     * What all kinds share.
     *
     * @param template what the widget is for, stable across sessions, as in {@code incident/timeline}
     */
    record Head(WidgetId id, String title, String template, List<ReceiptId> receipts) {
        public Head {
            Objects.requireNonNull(id);
            Objects.requireNonNull(template);
            if (title.isBlank()) {
                throw new IllegalArgumentException("a widget has a title");
            }
            receipts = Receipts.required("a widget", receipts);
        }
    }

    Head head();

    default WidgetId id() {
        return head().id();
    }

    default String title() {
        return head().title();
    }

    default List<ReceiptId> receipts() {
        return head().receipts();
    }

    /** Whether a figure is where it should be. */
    enum Tone {
        GOOD,
        NEUTRAL,
        BAD
    }

    /**
     * One figure.
     *
     * @param value as people read it, with its unit
     * @param expected the range it was compared with, as people read it
     * @param trend the figure over the window, oldest first; may be empty
     */
    record Metric(Head head, String value, Optional<String> expected, Tone tone, List<Double> trend) implements Widget {
        public Metric {
            Objects.requireNonNull(head);
            Objects.requireNonNull(value);
            Objects.requireNonNull(expected);
            Objects.requireNonNull(tone);
            trend = List.copyOf(trend);
        }
    }

    /** Rows under columns; every row has as many cells as there are columns. */
    record Table(Head head, List<String> columns, List<List<String>> rows) implements Widget {
        public Table {
            Objects.requireNonNull(head);
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "a row of " + row.size() + " cells under " + columns.size() + " columns");
                }
            }
        }
    }

    /** What happened, in the order of time. */
    record Timeline(Head head, List<Entry> entries) implements Widget {

        /**
         * One moment.
         *
         * @param inferred whether OpsPilot computed it rather than a source reporting it
         */
        public record Entry(Instant at, String text, boolean inferred, List<ReceiptId> receipts) {
            public Entry {
                Objects.requireNonNull(at);
                Objects.requireNonNull(text);
                receipts = Receipts.required("a moment of a timeline", receipts);
            }
        }

        public Timeline {
            Objects.requireNonNull(head);
            entries = List.copyOf(entries);
        }
    }

    /**
     * Lines over a shared axis of time; a missing sample is {@code NaN}.
     *
     * @param unit of all lines, as people read it
     */
    record Chart(Head head, String unit, List<Instant> times, List<Line> lines) implements Widget {

        /** One line; as many values as the chart has times. */
        public record Line(String name, List<Double> values) {
            public Line {
                Objects.requireNonNull(name);
                values = List.copyOf(values);
            }
        }

        public Chart {
            Objects.requireNonNull(head);
            Objects.requireNonNull(unit);
            times = List.copyOf(times);
            lines = List.copyOf(lines);
            for (Line line : lines) {
                if (line.values().size() != times.size()) {
                    throw new IllegalArgumentException("line " + line.name() + " does not fit the axis");
                }
            }
        }
    }

    /** Steps that people should take, in order. */
    record Plan(Head head, List<String> steps) implements Widget {
        public Plan {
            Objects.requireNonNull(head);
            steps = List.copyOf(steps);
        }
    }

    /** Drafts for those who must be told. */
    record CommsKit(Head head, List<Draft> drafts) implements Widget {

        /**
         * One draft for one audience, ready to edit.
         *
         * @param receipts what its figures stand on; empty when only the kit tells
         */
        public record Draft(String audience, String subject, String body, List<ReceiptId> receipts) {
            public Draft {
                Objects.requireNonNull(audience);
                Objects.requireNonNull(subject);
                Objects.requireNonNull(body);
                receipts = receipts.stream().distinct().toList();
            }

            /** A draft without receipts of its own. */
            public Draft(String audience, String subject, String body) {
                this(audience, subject, body, List.of());
            }
        }

        public CommsKit {
            Objects.requireNonNull(head);
            drafts = List.copyOf(drafts);
        }
    }

    /** A switch and where it stands. */
    record Toggle(Head head, String label, boolean on, String meaning) implements Widget {
        public Toggle {
            Objects.requireNonNull(head);
            Objects.requireNonNull(label);
            Objects.requireNonNull(meaning);
        }
    }

    /** Plain words. */
    record Note(Head head, String text) implements Widget {
        public Note {
            Objects.requireNonNull(head);
            Objects.requireNonNull(text);
        }
    }
}
