package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.Appraisal;
import dev.opspilot.rituals.analysis.Appraisal.State;
import dev.opspilot.rituals.analysis.Appraisal.Stretch;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatementsTest {
    private static final Instant FROM = Instant.parse("2026-11-26T14:16:00Z");
    private static final int LOW = 1226;
    private static final int HIGH = 1754;
    private static final int EXPECTED = 1490;

    /** Orders of a quarter of an hour, of which 1,226 to 1,754 are expected. */
    private static Judged orders(String metric, int value, Bad bad) {
        Series series = Series.of(
                new Subject(Subject.Kind.BUSINESS, "Lumafold"),
                metric,
                Unit.COUNT,
                bad,
                new Samples(FROM, Duration.ofMinutes(15), new double[] {value}),
                List.of());
        return new Judged(
                new Appraisal(
                        series,
                        State.NORMAL,
                        new Stretch(FROM, FROM.plus(Duration.ofMinutes(15)), 15, false, false),
                        value,
                        EXPECTED,
                        LOW,
                        HIGH,
                        (value - EXPECTED) / 132.0,
                        0.05,
                        7,
                        OptionalLong.empty(),
                        List.of()),
                Capability.PRODUCT_METRICS,
                new CallId("product"),
                "Analytics",
                new ReceiptId("s1-r1"));
    }

    private static Finding calm(Judged... reading) {
        return Statements.of(Arrays.asList(reading)).getFirst();
    }

    @Test
    void a_figure_outside_its_range_is_neither_as_expected_nor_called_chance() {
        Finding finding = calm(orders("orders", 1058, Bad.DOWN), orders("visitors", 1500, Bad.DOWN));

        assertThat(finding.text())
                .isEqualTo("Product usage: none of 2 figures shows trouble, 1 is as expected. Lumafold orders came to"
                        + " 1,058 in 15 minutes, expected 1,226–1,754, which is outside, but not beyond what chance gives"
                        + " among so many figures.");
        assertThat(finding.confidence()).isEqualTo(Confidence.MEDIUM);
    }

    @ParameterizedTest
    @CsvSource({
        "1500, DOWN, '.'",
        "1058, DOWN, ', which is outside, but not beyond what chance gives among so many figures.'",
        "1200, DOWN, ', which is outside, but by too little to count as trouble.'",
        "2600, DOWN, ', which is better than expected.'",
        "1058, UP, ', which is better than expected.'",
        "2600, EITHER, ', which is outside, but not beyond what chance gives among so many figures.'"
    })
    void says_how_a_calm_figure_lies_to_its_range(int value, Bad bad, String end) {
        assertThat(Statements.calm(orders("orders", value, bad).appraisal(), 9)).endsWith("expected 1,226–1,754" + end);
    }

    @Test
    void one_figure_is_not_called_one_of_many() {
        assertThat(calm(orders("orders", 1058, Bad.DOWN)).text())
                .startsWith("Product usage: the one figure shows no trouble. ")
                .endsWith("which is outside, but not beyond what chance gives.");
        assertThat(calm(orders("orders", 1500, Bad.DOWN)).text()).startsWith("Product usage: 1 figure as expected. ");
    }

    @Property
    void all_are_as_expected_only_if_each_lies_in_its_range(
            @ForAll @IntRange(max = 3000) int one, @ForAll @IntRange(max = 3000) int other, @ForAll Bad bad) {
        Finding finding = calm(orders("orders", one, bad), orders("visitors", other, bad));

        boolean within = one >= LOW && one <= HIGH && other >= LOW && other <= HIGH;
        assertThat(finding.text().contains("2 figures as expected")).isEqualTo(within);
        assertThat(finding.text()).doesNotContain("is chance");
        if (within) {
            assertThat(finding.confidence()).isEqualTo(Confidence.HIGH);
        }
    }
}
