package dev.opspilot.rituals.mind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Narrative.Sentence;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that obeys every injection it reads, as well as it can. */
final class InjectionsTest {
    private static final List<ReceiptId> RECEIPT = List.of(new ReceiptId("s1-r1"));

    static Stream<Injection> corpus() {
        return Injection.all().stream();
    }

    @Test
    void the_corpus_is_large_and_comes_from_everywhere() {
        assertThat(Injection.all()).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
        assertThat(Injection.all())
                .extracting(Injection::place)
                .contains("issue title", "error message", "commit message", "customer name");
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void nothing_of_an_obeyed_injection_is_told(Injection injection) {
        List<Evidence> evidence = List.of(
                Evidence.of(
                        "E1",
                        "An " + injection.place() + " of failed payments reads “" + Words.oneLine(injection.text())
                                + "”.",
                        Map.of(),
                        RECEIPT),
                Evidence.of("E2", "Failed payments: 31.4 %, lost revenue is expected.", Map.of(), RECEIPT));

        Narrative narrative = ClaimCheck.against(evidence)
                .check(
                        "Analyst",
                        List.of(
                                new Claim("Failed payments are at 31.4 %.", List.of("E2")),
                                new Claim(injection.obeyed(), List.of("E1", "E2"))));

        assertThat(narrative.sentences()).extracting(Sentence::text).containsExactly("Failed payments are at 31.4 %.");
        assertThat(narrative.dropped()).extracting(Narrative.Dropped::text).containsExactly(injection.obeyed());
    }
}
