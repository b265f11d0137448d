package dev.opspilot.rituals.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Designs from plain words. Sizes without looks are those of the pooled-variance formula
 * |p2 − p1| = z(α) √(p(1−p)(1/n1 + 1/n2)) + z(power) √(p1(1−p1)/n1 + p2(1−p2)/n2) with p the pooled share, solved for n1.
 */
final class AskedDesignTest {
    /** 10 % of 2,400 trials a day convert. */
    private static Shop shop() {
        return Shop.open().counts("ended", 100).counts("converted", 10);
    }

    private static SessionView asked(String intent) {
        return shop().asked(intent).view();
    }

    private static Finding finding(SessionView view, String id) {
        return view.findings().stream()
                .filter(each -> each.id().equals(new FindingId(id)))
                .findFirst()
                .orElseThrow();
    }

    private static Finding verdict(SessionView view) {
        return view.verdict().orElseThrow();
    }

    private static Finding.Calculation units(SessionView view) {
        return verdict(view).calculations().stream()
                .filter(each -> each.figure().equals("Units for each arm without looks"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The textbook's: 3,840.8 in each arm.
                "from 10% to 12%|3,841|80 % power, two-sided alpha 5 %",
                "by 2 percentage points|3,841|80 % power, two-sided alpha 5 %",
                "to 12 %|3,841|80 % power, two-sided alpha 5 %",
                "20 % lift|3,841|80 % power, two-sided alpha 5 %",
                // z(0.05) instead of z(0.025): 3,025.3.
                "from 10% to 12%, one-sided|3,026|80 % power, one-sided alpha 5 %",
                // z(0.005) and z(0.9): 7,281.0.
                "from 10% to 12%, alpha 1 %, power 90 %|7,281|90 % power, two-sided alpha 1 %",
                "from 10% to 12%, 99 % confidence, 90 % power|7,281|90 % power, two-sided alpha 1 %",
                // Bonferroni for two treatments, n2 = n1 / 8: 20,317.0 and 2,539.6.
                "from 10% to 12%, 80/10/10 split, 3 arms|20,318, 2,540 and 2,540|80 % power, two-sided alpha 5 %",
                // n2 = n1 / 2: 5,698.9 and 2,849.4.
                "from 10% to 12%, 2:1|5,699 and 2,850|80 % power, two-sided alpha 5 %"
            })
    void sizes_what_was_asked_for(String words, String units, String errors) {
        SessionView view = asked("can the pricing page raise trial to paid " + words);

        assertThat(units(view).value()).isEqualTo(units);
        assertThat(units(view).expected()).isEqualTo(errors);
        assertThat(verdict(view).text()).contains("“pricing page”", "“Trial to paid” (10.0 % of 67,200 now)");
        assertThat(verdict(view).confidence()).isEqualTo(Finding.Confidence.HIGH);
    }

    @Test
    void says_what_was_asked_for_and_what_is_usual() {
        SessionView view = asked("can the pricing page raise trial to paid from 10% to 12%, one-sided, 50% of traffic");

        assertThat(finding(view, "settings").text())
                .isEqualTo("Asked for: from 10 % to 12 % (+2.00 points); one-sided; 50 % of the traffic. Usual, as"
                        + " nothing else was said: alpha 5 %; power 80 %; 2 arms of the same size.");
        assertThat(finding(view, "hypothesis").text())
                .startsWith("Hypothesis: “pricing page” raises “Trial to paid” by 2.00 points or more.");
        assertThat(view.followUps()).extracting(FollowUp::intent).containsOnly("readout pricing-page, one-sided");
    }

    @Test
    void starts_from_the_live_baseline_and_keeps_the_asked_difference() {
        SessionView view = asked("test the pricing page: trial to paid from 8 % to 10 %");

        assertThat(units(view).value()).isEqualTo("3,841");
        assertThat(finding(view, "settings").text())
                .contains(
                        "“Trial to paid” does not stand at 8 % but at 10.0 % of 67,200: the plan starts from there, and"
                                + " the asked difference is kept: to 12.0 %.");
    }

    @Test
    void splits_the_rollout_as_asked() {
        SessionView view = asked("test gating on trial to paid from 10% to 12%, 80/10/10 split, 50 % of the traffic");

        assertThat(verdict(view).text())
                .contains("units (each a trial; by arm 20,598, 2,575 and 2,575, control first)");
        assertThat(view.workflow().orElseThrow().steps().getFirst().does())
                .contains("an arm for control and 2 treatments, at 80 %, 10 % and 10 %, control first");
        assertThat(view.workflow().orElseThrow().steps().get(1).does()).contains("50 % of the traffic can enter");
        Widget.Table design = (Widget.Table) view.widgets().stream()
                .filter(each -> each.id().value().equals("design"))
                .findFirst()
                .orElseThrow();
        assertThat(design.rows()).contains(List.of("Arms", "3 arms at 80 %, 10 % and 10 %, control first"));
    }

    @ParameterizedTest
    @CsvSource({
        "test gating on trial to paid 20 % lift, gating",
        "20 % lift in trial to paid, the change",
        "raise the trial to paid from 10 % to 12 %, the change",
        "test, the change"
    })
    void its_name_is_not_that_of_the_metric(String intent, String name) {
        assertThat(verdict(asked(intent)).text()).contains("“" + name + "”");
    }

    @Test
    void looks_are_as_strict_as_alpha_asks() {
        String usual = asked("test gating, trial to paid 20 % lift")
                .followUps()
                .getLast()
                .because();
        String strict = asked("test gating, trial to paid 20 % lift, alpha 1 %")
                .followUps()
                .getLast()
                .because();

        // The last bounds of four O'Brien-Fleming-type looks: nominally 0.044 of 0.05 (z 2.01), and less than 0.01 of
        // 0.01.
        assertThat(usual).contains("p 0.044 or less");
        assertThat(strict).containsPattern("p 0\\.009\\d or less");
    }

    @Test
    void plans_small_effects_as_asked_and_says_that_they_never_end() {
        SessionView view = asked("0.01 % lift in trial to paid");

        assertThat(verdict(view).text())
                .contains("a relative rise of 0.01 % in “Trial to paid”")
                .contains("What fits is a change of");
        assertThat(finding(view, "settings").text()).contains("a relative change of 0.01 % (+0.001 points)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test gating, 101 % power|a power of 101 % cannot be planned with: type one from 50 % to 99.99 %",
                "test gating, 3 arms, 90/10 split|does not fit 3 arms: type a share for each arm, as in “80/10/10 split”",
                "test gating on trial to paid to 9 %|stands at 10.0 % of 67,200, which is not short of 9 %",
                "test gating on trial to paid by 95 pp|would take “Trial to paid” from 10.0 % of 67,200 past 100 %",
                "test gating on trial to paid, 5 % drop, one-sided|type “two-sided”",
                "test gating, 0.0000001 % lift|too small to be found by any traffic",
                "test upsell on revenue per checkout, 2 pp|is an average and no share"
            })
    void refuses_plainly_with_what_to_type(String intent, String why) {
        SessionView view = asked(intent);

        assertThat(verdict(view).text()).contains(why, "type ", "ask");
        assertThat(view.plays()).isEmpty();
        assertThat(view.followUps()).isEmpty();
    }

    @Test
    void says_what_it_did_not_understand() {
        SessionView view = asked("test gating, 20 % lift, Bayesian");

        assertThat(finding(view, "settings").text())
                .contains("Not understood as a setting, and not used as one: “Bayesian”.")
                .contains("What can be typed: “from 10 % to 12 %”");
        assertThat(verdict(view).confidence()).isEqualTo(Finding.Confidence.MEDIUM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "does cutting the price by 20 % raise trial to paid|“by 20 %”",
                "test a price increase of 20 % on trial to paid|“20 %”"
            })
    void plans_for_the_usual_effect_where_a_percentage_is_of_what_is_tried(String intent, String left) {
        SessionView view = asked(intent);

        assertThat(verdict(view).text()).contains("a relative rise of 10 % or more in “Trial to paid”");
        assertThat(finding(view, "settings").text())
                .contains("Usual, as nothing else was said: a relative change of 10 %")
                .contains("not used as one: " + left)
                .contains("type “20 % lift” if it was meant so");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test reminders to reduce churn from 60 % to 58 %|raises “Retention after a week” by 2.00 points or more",
                "test reminders to reduce churn by 2 pp|raises “Retention after a week” by 2.00 points or more",
                "test reminders, 5 % drop in churn|raises “Retention after a week” by 3.00 points or more"
            })
    void what_is_asked_of_churn_is_turned_round_for_retention(String intent, String hypothesis) {
        SessionView view = Shop.open()
                .share("retention_week_1", "Retention after a week", "user", "retained", "base")
                .counts("base", 1_000)
                .counts("retained", 400)
                .asked(intent)
                .view();

        assertThat(finding(view, "hypothesis").text()).contains(hypothesis);
        assertThat(finding(view, "settings").text())
                .contains("Churn is what “Retention after a week” leaves of all")
                .doesNotContain("This is a loss");
    }

    @Test
    void tells_how_little_traffic_would_do_where_far_more_comes() {
        SessionView view = asked("test a checkout banner 10 %");

        assertThat(verdict(view).text())
                .containsPattern(
                        "With all that comes it finds a change of [\\d.]+ points; [\\d.]+ % of the traffic would be"
                                + " enough for what is sought in “Checkout conversion”\\.");
        assertThat(verdict(view).calculations())
                .extracting(Finding.Calculation::figure)
                .contains("Smallest effect that the run finds");
        // 16,800 units of the week: 8,400 an arm, EUR 31.00 ± 31.40, against a margin of EUR 1.55.
        assertThat(finding(view, "guardrails").text()).contains("The units of the run are enough to show that.");
    }

    @Test
    void a_readout_is_read_with_what_was_planned() {
        Shop shop = Shop.open()
                .runs(
                        "annual-plan-banner",
                        "Banner",
                        90_000,
                        Shop.arm("control", 45_000, 0.645, 3_150),
                        Shop.arm("banner", 45_100, 0.652, 3_160));

        assertThat(verdict(shop.asked("readout annual-plan-banner").view()).text())
                .contains("Ship “banner”.");
        assertThat(verdict(shop.asked("readout annual-plan-banner, alpha 1 %").view())
                        .text())
                .doesNotContain("Ship");
        assertThat(verdict(shop.asked("readout annual-plan-banner, alpha 0").view())
                        .text())
                .contains("cannot be read out: an alpha of 0 %");
    }

    @Provide
    Arbitrary<String> settings() {
        return Arbitraries.of(
                        "from 10% to 12%",
                        "to 65 %",
                        "2 pp",
                        "0.5 % lift",
                        "150 % increase",
                        "30 % drop",
                        "alpha 0.0001 %",
                        "alpha 20 %",
                        "power 99.99 %",
                        "power 50 %",
                        "one-sided",
                        "10 arms",
                        "998/1/1 split",
                        "99.9/0.1 split",
                        "1:9",
                        "0.01 % of the traffic",
                        "revenue per checkout",
                        "trial to paid",
                        "checkout conversion",
                        "99.9 % confidence")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(each -> "test a thing, " + String.join(", ", each));
    }

    @Property(tries = 100)
    void every_ask_ends_in_a_plan_or_a_reason(@ForAll("settings") String intent) {
        SessionView view = asked(intent);

        assertThat(verdict(view).text()).isNotBlank().doesNotContain("NaN", "Infinity");
    }
}
