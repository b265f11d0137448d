package dev.opspilot.rituals.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.rituals.receipt.ReceiptChain.Stored;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReceiptChainTest {
    private static final SessionId SESSION = new SessionId("s1");
    private static final Instant AT = Instant.parse("2026-03-04T10:42:00.123456Z");

    /** A change of one stored field. */
    record Tampering(String field, UnaryOperator<Fields> change) {
        @Override
        public String toString() {
            return field;
        }
    }

    /** A receipt's fields, open to change. */
    private static final class Fields {
        private SessionId session;
        private long seq;
        private String source;
        private String tool;
        private Digest arguments;
        private String actor;
        private Instant askedAt;
        private Instant observedAt;
        private Duration latency;
        private boolean cached;
        private Outcome outcome;
        private Digest result;
        private Optional<URI> link;
        private Optional<String> rollback;
        private Digest prev;
        private Digest hash;

        Fields(Receipt r) {
            session = r.session();
            seq = r.seq();
            source = r.source();
            tool = r.tool();
            arguments = r.arguments();
            actor = r.actor();
            askedAt = r.askedAt();
            observedAt = r.observedAt();
            latency = r.latency();
            cached = r.cached();
            outcome = r.outcome();
            result = r.result();
            link = r.link();
            rollback = r.rollback();
            prev = r.prev();
            hash = r.hash();
        }

        Receipt receipt() {
            return new Receipt(
                    session,
                    seq,
                    source,
                    tool,
                    arguments,
                    actor,
                    askedAt,
                    observedAt,
                    latency,
                    cached,
                    outcome,
                    result,
                    link,
                    rollback,
                    prev,
                    hash);
        }
    }

    static Stream<Tampering> tamperings() {
        Digest other = Digest.of("other");
        return Stream.of(
                tampering("session", f -> f.session = new SessionId("s2")),
                tampering("seq", f -> f.seq = 7),
                tampering("source", f -> f.source += "x"),
                tampering("tool", f -> f.tool += "x"),
                tampering("arguments", f -> f.arguments = other),
                tampering("actor", f -> f.actor += "x"),
                tampering("askedAt", f -> f.askedAt = f.askedAt.plusMillis(1)),
                tampering("observedAt", f -> f.observedAt = f.observedAt.minusMillis(1)),
                tampering("latency", f -> f.latency = f.latency.plusMillis(1)),
                tampering("cached", f -> f.cached = !f.cached),
                tampering("outcome", f -> f.outcome = Outcome.NOTHING),
                tampering("result", f -> f.result = other),
                tampering("link", f -> f.link = Optional.empty()),
                tampering("rollback", f -> f.rollback = Optional.of("redo")),
                tampering("prev", f -> f.prev = other),
                tampering("hash", f -> f.hash = other));
    }

    private static Tampering tampering(String field, java.util.function.Consumer<Fields> change) {
        return new Tampering(field, fields -> {
            change.accept(fields);
            return fields;
        });
    }

    @Test
    void an_untouched_chain_has_no_flaw() {
        assertThat(ReceiptChain.verify(SESSION, chain(5))).isEmpty();
        assertThat(ReceiptChain.verify(SESSION, List.of())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void a_change_of_any_field_of_any_receipt_is_found(Tampering tampering) {
        for (int at = 0; at < 3; at++) {
            List<Stored> stored = new ArrayList<>(chain(3));
            Stored was = stored.get(at);
            Receipt changed =
                    tampering.change().apply(new Fields(was.receipt())).receipt();
            stored.set(at, new Stored(changed, was.result()));

            assertThat(ReceiptChain.verify(SESSION, stored))
                    .as("receipt %d", at + 1)
                    .isPresent();
        }
    }

    @Property(tries = 100)
    void a_changed_result_is_found_and_its_receipt_named(
            @ForAll @IntRange(min = 0, max = 3) int at, @ForAll @StringLength(max = 40) String result) {
        List<Stored> stored = new ArrayList<>(chain(4));
        Stored was = stored.get(at);
        stored.set(at, new Stored(was.receipt(), result));

        assertThat(ReceiptChain.verify(SESSION, stored).map(ReceiptChain.Flaw::receipt))
                .isEqualTo(
                        result.equals(was.result())
                                ? Optional.empty()
                                : Optional.of(was.receipt().id()));
    }

    @Property(tries = 50)
    void a_missing_receipt_before_the_last_and_a_swap_are_found(@ForAll @IntRange(min = 0, max = 2) int at) {
        List<Stored> missing = new ArrayList<>(chain(4));
        missing.remove(at);
        List<Stored> swapped = new ArrayList<>(chain(4));
        swapped.add(at, swapped.remove(at + 1));

        assertThat(ReceiptChain.verify(SESSION, missing))
                .contains(new ReceiptChain.Flaw(SESSION, ReceiptId.of(SESSION, at + 1), "is missing"));
        assertThat(ReceiptChain.verify(SESSION, swapped)).isPresent();
    }

    @Test
    void a_whole_chain_of_another_session_is_found() {
        assertThat(ReceiptChain.verify(new SessionId("s9"), chain(2)))
                .map(ReceiptChain.Flaw::what)
                .contains("belongs to another session");
    }

    @Test
    void fields_that_run_into_each_other_do_not_give_the_same_hash() {
        ReceiptChain empty = ReceiptChain.empty(SESSION);

        assertThat(empty.next(draft("ab", "c", 0)).hash())
                .isNotEqualTo(empty.next(draft("a", "bc", 0)).hash());
        assertThat(empty.next(draft("a\ntool:1:b", "c", 0)).hash())
                .isNotEqualTo(empty.next(draft("a", "b", 0)).hash());
    }

    @Test
    void a_receipt_that_does_not_follow_is_not_taken() {
        ReceiptChain empty = ReceiptChain.empty(SESSION);
        Receipt second = empty.with(empty.next(draft("a", "b", 0))).next(draft("c", "d", 1));

        assertThatThrownBy(() -> empty.with(second)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Stored> chain(int length) {
        List<Stored> stored = new ArrayList<>();
        ReceiptChain chain = ReceiptChain.empty(SESSION);
        for (int i = 0; i < length; i++) {
            Receipt receipt = chain.next(draft("Billing", "demo/tool", i));
            chain = chain.with(receipt);
            stored.add(new Stored(receipt, "{\"n\":" + i + "}"));
        }
        return stored;
    }

    private static ReceiptChain.Draft draft(String source, String tool, int i) {
        return new ReceiptChain.Draft(
                source,
                tool,
                "{}",
                "slack:U1",
                AT,
                AT.minusSeconds(i),
                Duration.ofMillis(120),
                false,
                Outcome.FOUND,
                "{\"n\":" + i + "}",
                Optional.of(URI.create("https://example.test/" + i)),
                Optional.of("undo"));
    }
}
