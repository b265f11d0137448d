package dev.opspilot.rituals.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.rituals.analysis.experiment.Decision.Cause;
import dev.opspilot.rituals.analysis.experiment.TreatmentReadout.Verdict;
import dev.opspilot.rituals.instrument.Series.Unit;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each decision with the sentence that gives its reason. */
final class ReadoutTest {
    private static final Metric CONVERSION = new Metric("conversion", Unit.RATIO, Better.HIGHER);
    private static final Metric REFUNDS = new Metric("refunds", Unit.RATIO, Better.LOWER);
    private static final Metric REVENUE =
            new Metric("revenue", Unit.MONEY_MINOR, Optional.of(Currency.getInstance("EUR")), Better.HIGHER);
    private static final List<Double> HALFWAY = List.of(0.5);
    private static final List<Double> END = List.of(0.5, 1.0);

    @Test
    void a_treatment_that_is_better_and_harms_nothing_is_shipped() {
        Readout readout = Readout.of(conversion(END, arm("control", 4000, 400, 40), arm("annual plan", 4000, 520, 41)));

        assertThat(readout.decision())
                .isEqualTo(new Decision.Ship(
                        1,
                        "“annual plan” is better: “conversion” 13.0 % of 4,000 against 10.0 % of 4,000, a difference of +3.00"
                                + " points (95.1 % interval +1.60 to +4.41 points), p below 0.0001 against the 0.049"
                                + " that this look allows, and its guardrail held."));
    }

    @Test
    void a_large_effect_ends_it_at_an_early_look() {
        Readout readout = Readout.of(conversion(HALFWAY, arm("control", 4000, 400, 40), arm("b", 4000, 560, 40)));

        assertThat(readout.decision()).isInstanceOf(Decision.Ship.class);
        assertThat(readout.look().bound()).isGreaterThan(2.9);
    }

    @Test
    void what_would_be_significant_at_the_end_is_not_at_an_early_look() {
        ArmData control = arm("control", 4000, 400, 40);
        ArmData treatment = arm("b", 4000, 460, 40);

        Readout early = Readout.of(conversion(HALFWAY, control, treatment));
        Readout late = Readout.of(conversion(END, control, treatment));

        assertThat(early.decision()).isInstanceOf(Decision.KeepRunning.class);
        assertThat(early.decision().reason())
                .startsWith(
                        "Look 1, with 50.0 % of the planned units, may not end it: “b”: “conversion” 11.5 % of 4,000"
                                + " against 10.0 % of 4,000")
                .endsWith("p 0.030 against the 0.0031 that this look allows.");
        assertThat(late.decision()).isInstanceOf(Decision.Ship.class);
    }

    @Test
    void a_split_that_is_off_breaks_it_whatever_else_the_data_say() {
        Readout readout = Readout.of(conversion(END, arm("control", 4000, 400, 40), arm("b", 3600, 520, 40)));

        assertThat(readout.decision())
                .isEqualTo(new Decision.Broken(
                        "Units were not split as planned: 4,000 and 3,600 instead of 3,800 and 3,800"
                                + " (chi-square 21.1, p below 0.0001), so no figure can be trusted."));
        assertThat(readout.treatments().getFirst().verdict()).isEqualTo(Verdict.BETTER);
    }

    @Test
    void a_guardrail_that_lost_more_than_its_margin_stops_it() {
        Readout readout = Readout.of(conversion(HALFWAY, arm("control", 4000, 400, 40), arm("b", 4000, 520, 160)));

        assertThat(readout.decision())
                .isEqualTo(new Decision.Stop(
                        Cause.HARM,
                        "“b” harms a guardrail: “refunds” lost more than the tolerable 1.00 points (4.0 % of 4,000 against"
                                + " 1.0 % of 4,000, a difference of +3.00 points (98.9 % interval +2.14 to +3.92"
                                + " points))."));
    }

    @Test
    void harm_to_a_guardrail_stops_even_a_test_of_fixed_size_early() {
        Observation harmed = conversion(HALFWAY, arm("control", 4000, 400, 40), arm("b", 4000, 600, 160));
        Observation fixed = new Observation(
                harmed.allocation(),
                CONVERSION,
                0.02,
                harmed.guardrails(),
                new SequentialDesign(0.05, Sides.TWO, Spending.AT_THE_END, HALFWAY),
                harmed.arms());

        assertThat(Readout.of(fixed).decision())
                .isInstanceOfSatisfying(
                        Decision.Stop.class, stop -> assertThat(stop.cause()).isEqualTo(Cause.HARM));
    }

    @Test
    void a_guardrail_that_is_open_keeps_a_winner_waiting_and_stops_it_at_the_end() {
        ArmData control = arm("control", 4000, 400, 40);
        ArmData treatment = arm("b", 4000, 560, 70);

        Decision early = Readout.of(conversion(HALFWAY, control, treatment)).decision();
        Decision late = Readout.of(conversion(END, control, treatment)).decision();

        assertThat(early).isInstanceOf(Decision.KeepRunning.class);
        assertThat(early.reason())
                .contains("but it is open whether “refunds” is held within its margin of 1.00 points");
        assertThat(late)
                .isInstanceOfSatisfying(
                        Decision.Stop.class, stop -> assertThat(stop.cause()).isEqualTo(Cause.GUARDRAIL_OPEN));
        assertThat(late.reason()).contains("; but it ended without showing that “refunds” is held within its margin");
    }

    @Test
    void a_treatment_that_is_worse_stops_it_at_once_even_in_a_one_sided_design() {
        for (Sides sides : Sides.values()) {
            Readout readout =
                    Readout.of(conversion(sides, HALFWAY, arm("control", 4000, 400, 40), arm("b", 4000, 280, 40)));

            assertThat(readout.decision()).isInstanceOfSatisfying(Decision.Stop.class, stop -> {
                assertThat(stop.cause()).isEqualTo(Cause.HARM);
                assertThat(stop.reason())
                        .startsWith("“b” is worse: “conversion” 7.0 % of 4,000 against 10.0 % of 4,000");
            });
        }
    }

    @Test
    void at_its_end_no_effect_and_not_known_are_told_apart() {
        Decision none = Readout.of(conversion(END, arm("control", 20_000, 2000, 200), arm("b", 20_000, 2010, 200)))
                .decision();
        Decision unknown = Readout.of(conversion(END, arm("control", 1000, 100, 10), arm("b", 1000, 112, 10)))
                .decision();

        assertThat(none)
                .isInstanceOfSatisfying(
                        Decision.Stop.class, stop -> assertThat(stop.cause()).isEqualTo(Cause.NO_EFFECT));
        assertThat(none.reason()).startsWith("It ended, and an effect of 2.00 points is ruled out: “b”: “conversion”");
        assertThat(unknown)
                .isInstanceOfSatisfying(
                        Decision.Stop.class, stop -> assertThat(stop.cause()).isEqualTo(Cause.INCONCLUSIVE));
        assertThat(unknown.reason())
                .startsWith("It ended without telling a treatment from control, and an effect of 2.00 points is still"
                        + " possible: ");
    }

    @Test
    void of_several_winners_the_best_is_shipped_and_alpha_is_shared() {
        Readout readout = Readout.of(conversion(
                END,
                arm("control", 4000, 400, 40),
                arm("b", 4000, 520, 40),
                arm("c", 4000, 600, 40),
                arm("d", 4000, 410, 40)));

        assertThat(readout.decision())
                .isInstanceOfSatisfying(
                        Decision.Ship.class,
                        ship -> assertThat(ship.treatment()).isEqualTo(2));
        assertThat(readout.correction()).isEqualTo(Correction.BONFERRONI);
        assertThat(readout.look().cumulativeAlpha()).isBetween(0.0166, 0.0167);
        assertThat(readout.treatments())
                .extracting(TreatmentReadout::verdict)
                .containsExactly(Verdict.BETTER, Verdict.BETTER, Verdict.OPEN);
    }

    @Test
    void one_harmful_treatment_of_two_is_named_and_the_other_goes_on() {
        Decision decision = Readout.of(conversion(
                        HALFWAY, arm("control", 4000, 400, 40), arm("b", 4000, 405, 200), arm("c", 4000, 410, 40)))
                .decision();

        assertThat(decision).isInstanceOf(Decision.KeepRunning.class);
        assertThat(decision.reason())
                .contains("“b” harms a guardrail: “refunds” lost more than the tolerable 1.00 points")
                .contains("and should be switched off; “c”: “conversion”");
    }

    @Test
    void few_events_are_told_with_their_numbers_and_not_as_percentages() {
        Decision decision = Readout.of(conversion(HALFWAY, arm("control", 15, 2, 0), arm("b", 14, 3, 0)))
                .decision();

        assertThat(decision).isInstanceOf(Decision.KeepRunning.class);
        assertThat(decision.reason())
                .contains("“conversion” 3 of 14 against 2 of 15")
                .contains("(too few events for a normal approximation (2 of 15 and 3 of 14), so Fisher's exact test was"
                        + " used)");
    }

    @Test
    void before_anything_is_there_it_goes_on() {
        Decision decision = Readout.of(conversion(HALFWAY, arm("control", 0, 0, 0), arm("b", 0, 0, 0)))
                .decision();

        assertThat(decision)
                .isEqualTo(
                        new Decision.KeepRunning("Look 1, with 50.0 % of the planned units, may not end it: “b”: there"
                                + " is nothing to compare in “conversion” yet."));
    }

    @Test
    void means_are_read_out_in_their_unit() {
        Observation observed = new Observation(
                Allocation.even(2),
                REVENUE,
                100,
                List.of(),
                SequentialDesign.fixed(0.05, Sides.TWO),
                List.of(
                        new ArmData("control", 900, new Sample.Mean(900, 1000, 250_000), List.of()),
                        new ArmData("b", 900, new Sample.Mean(900, 1100, 250_000), List.of())));

        assertThat(Readout.of(observed).decision().reason())
                .isEqualTo(
                        "“b” is better: “revenue” EUR 11.00 over 900 units against EUR 10.00 over 900 units, a difference of"
                                + " +EUR 1.00 (95.0 % interval +EUR 0.54 to +EUR 1.46), p below 0.0001 against the 0.050 that this look"
                                + " allows.");
    }

    @Test
    void names_from_outside_cannot_break_the_sentence() {
        Decision decision = Readout.of(conversion(HALFWAY, arm("control", 0, 0, 0), arm("b”\n@here “", 0, 0, 0)))
                .decision();

        assertThat(decision.reason()).contains("“b' @here '”: there is nothing");
    }

    @Test
    void data_that_do_not_fit_the_plan_are_refused() {
        assertThatThrownBy(() -> conversion(END, arm("control", 10, 1, 1)).arms())
                .hasMessageContaining("at least");
        assertThatThrownBy(() -> new Observation(
                        Allocation.even(3),
                        CONVERSION,
                        0.02,
                        List.of(),
                        SequentialDesign.fixed(0.05, Sides.TWO),
                        List.of()))
                .hasMessage("arms must be as many as the allocation has, 3, but are 0");
        assertThatThrownBy(() -> new Guardrail(REFUNDS, -1, 0.05)).hasMessageContaining("nonInferiorityMargin");
        assertThatThrownBy(() -> new Guardrail(REFUNDS, 0.01, 0.5)).hasMessageContaining("alpha of a guardrail");
    }

    @ParameterizedTest
    @EnumSource(
            value = Spending.class,
            names = {"O_BRIEN_FLEMING", "POCOCK"})
    void experiments_without_an_effect_are_decided_wrongly_no_more_often_than_alpha(Spending spending) {
        Random random = new Random(20_261_123);
        int experiments = 1000;
        int decided = 0;
        for (int run = 0; run < experiments; run++) {
            long[] units = new long[2];
            long[] successes = new long[2];
            for (int look = 1; look <= 4; look++) {
                for (int i = 0; i < 400; i++) {
                    int arm = i % 2;
                    units[arm]++;
                    successes[arm] += random.nextInt(100) < 30 ? 1 : 0;
                }
                List<Double> fractions =
                        IntStream.rangeClosed(1, look).mapToObj(k -> k / 4.0).toList();
                Readout readout = Readout.of(new Observation(
                        Allocation.even(2),
                        CONVERSION,
                        0.05,
                        List.of(),
                        new SequentialDesign(0.05, Sides.TWO, spending, fractions),
                        List.of(
                                new ArmData(
                                        "control", units[0], new Sample.Proportion(successes[0], units[0]), List.of()),
                                new ArmData("b", units[1], new Sample.Proportion(successes[1], units[1]), List.of()))));
                Verdict verdict = readout.treatments().getFirst().verdict();
                if (verdict == Verdict.BETTER || verdict == Verdict.WORSE) {
                    decided++;
                    break;
                }
            }
        }

        // three standard errors of 1,000 experiments
        assertThat((double) decided / experiments).isLessThan(0.05 + 3 * Math.sqrt(0.05 * 0.95 / experiments));
    }

    private static ArmData arm(String name, long units, long conversions, long refunds) {
        return new ArmData(
                name, units, new Sample.Proportion(conversions, units), List.of(new Sample.Proportion(refunds, units)));
    }

    private static Observation conversion(List<Double> looks, ArmData... arms) {
        return conversion(Sides.TWO, looks, arms);
    }

    private static Observation conversion(Sides sides, List<Double> looks, ArmData... arms) {
        return new Observation(
                Allocation.even(arms.length),
                CONVERSION,
                0.02,
                List.of(new Guardrail(REFUNDS, 0.01, 0.05)),
                new SequentialDesign(0.05, sides, Spending.O_BRIEN_FLEMING, looks),
                List.of(arms));
    }
}
