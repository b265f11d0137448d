package dev.opspilot.rituals.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.automation.FollowUp;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RevenueExperimentTest {

    private static SessionView asked(Shop shop, String intent) {
        return shop.asked(intent).view();
    }

    private static Finding verdict(SessionView view) {
        return view.verdict().orElseThrow();
    }

    private static Finding.Calculation calculation(SessionView view, String figure) {
        return verdict(view).calculations().stream()
                .filter(each -> each.figure().startsWith(figure))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sizes_a_test_from_the_definition_that_the_words_point_to() {
        SessionView view = asked(Shop.open(), "test freemium gating 20 %");

        // 0.20 against 0.24, (1.95996 √(2·0.22·0.78) + 0.84162 √(0.16 + 0.1824))² / 0.04² = 1682.4.
        assertThat(calculation(view, "Units for each arm without").value()).isEqualTo("1,683");
        assertThat(calculation(view, "Baseline of Trial to paid").value()).isEqualTo("20.0 % of 6,720");
        assertThat(calculation(view, "Traffic").value()).isEqualTo("240 a day");
        assertThat(verdict(view).text())
                .contains("3 weeks")
                .contains("relative rise of 20 % or more in “Trial to paid” (20.0 % of 6,720 now)");
        assertThat(verdict(view).considered())
                .extracting(Finding.Considered::what)
                .containsExactly(
                        "Checkout conversion as the primary metric", "Revenue per checkout as the primary metric");
    }

    @Test
    void takes_the_first_share_and_ten_percent_where_nothing_else_is_said() {
        SessionView view = asked(Shop.open(), "test unicorns");

        assertThat(calculation(view, "Smallest effect").method()).contains("Nobody named one");
        assertThat(calculation(view, "Smallest effect").value()).isEqualTo("+6.40 points");
        assertThat(view.findings())
                .anySatisfy(each -> assertThat(each.text())
                        .contains("Usual, as nothing else was said: a relative change of 10 %; alpha 5 %; power 80 %"));
        assertThat(view.findings().get(2).text())
                .contains("“Checkout conversion” decides, as no word pointed to a metric");
    }

    @Test
    void schedules_health_looks_and_the_end_within_the_run() {
        SessionView view = asked(Shop.open(), "test freemium gating 20 %");

        assertThat(view.followUps())
                .extracting(FollowUp::id)
                .containsExactly("health-day-1", "look-1", "look-2", "look-3", "end-readout");
        assertThat(view.followUps().getLast().after()).hasDays(21);
        assertThat(view.followUps()).allSatisfy(each -> {
            assertThat(each.ritual()).isEqualTo("experiment");
            assertThat(each.intent()).isEqualTo("readout freemium-gating");
        });
        assertThat(view.workflow().orElseThrow().steps()).hasSize(6);
        assertThat(view.plays()).extracting(Play::title).containsExactly("Start the experiment behind a flag");
    }

    @Test
    void says_never_and_what_fits_where_traffic_is_too_thin() {
        SessionView view = asked(Shop.open(), "test freemium gating 2 %");

        assertThat(verdict(view).text()).contains("takes 322,512 units").contains("What fits is a change of");
        assertThat(view.plays()).isEmpty();
        assertThat(view.workflow()).isEmpty();
        assertThat(view.followUps()).isEmpty();
    }

    @Test
    void holds_guardrails_of_the_same_unit_against_a_margin_in_money() {
        SessionView view = asked(Shop.open(), "test a checkout banner 5 %");

        Widget.Table table = (Widget.Table) view.widgets().stream()
                .filter(each -> each.id().value().equals("guardrails"))
                .findFirst()
                .orElseThrow();
        assertThat(table.rows()).hasSize(1);
        assertThat(table.rows().getFirst()).startsWith("Revenue per checkout", "EUR 31.00 over 67,200", "EUR 1.55");
    }

    @Test
    void proposes_no_start_while_another_experiment_shares_the_units_or_a_freeze_is_on() {
        Shop sharing = Shop.open()
                .runs("banner", "Banner", 20_000, Shop.arm("a", 5_000, 0.64, 3_100), Shop.arm("b", 5_000, 0.64, 3_100));

        assertThat(asked(sharing, "test checkout colours").plays()).isEmpty();
        assertThat(asked(sharing, "test checkout colours").findings())
                .anySatisfy(each -> assertThat(each.text()).contains("share its units with “Banner” (banner, until"));
        assertThat(asked(Shop.open().frozen(), "test checkout colours").plays()).isEmpty();
        assertThat(asked(Shop.open(), "test checkout colours").plays()).hasSize(1);
    }

    @Test
    void names_what_to_bind_where_definitions_are_missing() {
        SessionView view = asked(Shop.open().without(Capability.METRICS_DEFINITIONS), "test freemium gating");

        assertThat(verdict(view).text())
                .contains("no definition of a metric could be read")
                .contains("metric definitions (bind metrics.definitions)")
                .doesNotContainPattern("\\d");
        assertThat(view.plays()).isEmpty();
        assertThat(view.widgets()).isEmpty();
    }

    @Test
    void names_what_failed_where_traffic_is_missing() {
        SessionView view = asked(
                Shop.open().failing(Capability.PRODUCT_METRICS).failing(Capability.REVENUE_METRICS), "test gating");

        assertThat(verdict(view).text())
                .contains("none of 3 defined metrics has traffic")
                .contains("product usage (Shop failed: “No answer within 5 seconds”)");
        assertThat(verdict(view).considered().getFirst().because())
                .contains("no source brought the series paid that it is defined by");
    }

    @Test
    void refuses_a_share_of_more_than_all_and_history_of_less_than_a_week() {
        assertThat(verdict(asked(Shop.open().counts("converted", 11), "test gating"))
                        .considered())
                .anySatisfy(each -> assertThat(each.because()).contains("larger than its denominator"));
        assertThat(verdict(asked(Shop.open().countsFor("ended", 10, 6), "test gating"))
                        .considered())
                .anySatisfy(each -> assertThat(each.because()).contains("6 complete days in common"));
    }

    @Test
    void neutralises_what_is_asked() {
        SessionView view = asked(Shop.open(), "test “x” \u202e<!channel>\n ship it now");

        assertThat(view.findings()).allSatisfy(each -> assertThat(each.text()).doesNotContain("\n", "\u202e"));
    }

    @Test
    void keeps_running_what_no_look_may_end() {
        SessionView view = asked(banner(45_000, 45_100, 0.645, 0.647), "readout annual-plan-banner");

        assertThat(verdict(view).text())
                .contains("Keep running.")
                .contains("45.1 % of the planned 200,000 units")
                .contains("% interval");
        assertThat(view.plays()).isEmpty();
        assertThat(view.followUps()).extracting(FollowUp::id).containsExactly("end-readout");
    }

    @Test
    void ships_what_is_better_and_harms_nothing() {
        SessionView view = asked(banner(80_000, 80_100, 0.645, 0.665), "how is the annual plan banner doing");

        assertThat(verdict(view).text()).contains("Ship “banner”.");
        assertThat(view.plays())
                .extracting(Play::title)
                .containsExactly("Give “banner” of “annual-plan-banner” to everybody");
    }

    @Test
    void stops_what_is_worse() {
        SessionView view = asked(banner(80_000, 80_100, 0.645, 0.62), "results of annual-plan-banner");

        assertThat(verdict(view).text()).contains("Stop.");
        assertThat(view.plays()).hasSize(1);
    }

    @Test
    void breaks_on_a_split_that_is_off() {
        SessionView view = asked(banner(80_000, 75_000, 0.645, 0.665), "readout annual-plan-banner");

        assertThat(verdict(view).text()).contains("Broken.").contains("not split as planned: 80,000 and 75,000");
        assertThat(view.plays()).extracting(Play::title).first().asString().startsWith("Pause");
    }

    @Test
    void money_in_a_readout_has_its_currency() {
        SessionView view = asked(banner(80_000, 80_100, 0.645, 0.646), "readout annual-plan-banner revenue");

        assertThat(verdict(view).text()).contains("“Revenue per checkout” EUR 31.60 over 80,100 units");
    }

    @Test
    void lists_what_there_is_where_the_name_is_unknown() {
        SessionView view = asked(banner(100, 100, 0.6, 0.6), "readout of the purple button");

        assertThat(verdict(view).text())
                .contains("not clear which experiment “purple button” is")
                .contains("annual-plan-banner");
        assertThat(view.widgets()).hasSize(1);
    }

    @Test
    void says_that_the_source_did_not_answer_and_nothing_of_what_there_is() {
        Shop silent = banner(100, 100, 0.6, 0.6).failing(Capability.EXPERIMENTS_RESULTS);

        assertThat(verdict(asked(silent, "readout annual-plan-banner")).text())
                .startsWith(
                        "“annual-plan-banner” cannot be read out: no source told of any experiment. Could not be read:")
                .doesNotContain("not clear", "No experiment is known");
    }

    @Test
    void tells_that_more_units_came_than_were_planned() {
        assertThat(verdict(asked(banner(150_000, 150_000, 0.645, 0.665), "readout annual-plan-banner"))
                        .text())
                .contains("It has 150.0 % of the planned 200,000 units.");
    }

    @Test
    void does_not_decide_where_neither_units_nor_an_end_were_planned() {
        Shop shop =
                Shop.open().runsOpenly("open-end", Shop.arm("a", 5_000, 0.64, 3_100), Shop.arm("b", 5_000, 0.9, 3_100));

        assertThat(verdict(asked(shop, "readout open-end")).text())
                .contains("cannot be read out")
                .contains("bind plannedUnits or endsAt");
    }

    @Test
    void does_not_read_what_it_has_no_definition_of() {
        Shop shop = banner(45_000, 45_100, 0.645, 0.647).failing(Capability.METRICS_DEFINITIONS);

        assertThat(verdict(asked(shop, "readout annual-plan-banner")).text())
                .contains("cannot be read out")
                .contains("metric definitions (Shop failed");
    }

    private static Shop banner(long control, long treatment, double before, double after) {
        return Shop.open()
                .runs(
                        "annual-plan-banner",
                        "Banner for the annual plan at the checkout",
                        200_000,
                        Shop.arm("control", control, before, 3_150),
                        Shop.arm("banner", treatment, after, 3_160));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test freemium gating 20 %", "test freemium gating 2 %", "readout annual-plan-banner"})
    void opens_otherwise_than_on_any_of_the_six_days_before(String intent) {
        Shop shop = banner(50_000, 50_200, 32_250, 32_530);
        List<String> openings = LongStream.range(0, 15)
                .mapToObj(day -> shop.asked(intent, Shop.NOW.plus(Duration.ofDays(day))).view().findings().stream()
                        .filter(each -> each.id().equals(FindingId.VERDICT))
                        .findFirst()
                        .orElseThrow()
                        .text()
                        .replaceFirst("[.:] .*", ""))
                .toList();

        for (int day = 0; day + 7 <= openings.size(); day++) {
            assertThat(openings.subList(day, day + 7)).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "test freemium gating, DESIGN, freemium gating",
        "readout annual-plan-banner, READOUT, annual-plan-banner",
        "how is the banner doing?, READOUT, banner",
        "results of X, READOUT, X",
        "test the page of plans, DESIGN, page of plans",
        "A/B test a new price, DESIGN, new price",
    })
    void tells_a_design_from_a_readout_by_its_words(String intent, Wish.Mode mode, String subject) {
        Wish wish = Wish.of(intent);

        assertThat(wish.mode()).isEqualTo(mode);
        assertThat(wish.subject()).isEqualTo(subject);
    }
}
