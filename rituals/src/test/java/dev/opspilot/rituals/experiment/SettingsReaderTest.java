package dev.opspilot.rituals.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opspilot.rituals.analysis.experiment.Sides;
import dev.opspilot.rituals.experiment.Goal.Way;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {
    private static Settings read(String words) {
        return Wish.of("test gating " + words).settings();
    }

    static Stream<Arguments> goals() {
        return Stream.of(
                Arguments.of("from 10% to 12%", new Goal.Move(0.10, 0.12)),
                Arguments.of("from 10 to 12 %", new Goal.Move(0.10, 0.12)),
                Arguments.of("10 % → 12 %", new Goal.Move(0.10, 0.12)),
                Arguments.of("10 % vs. 12 %", new Goal.Move(0.10, 0.12)),
                Arguments.of("to 12% from 10%", new Goal.Move(0.10, 0.12)),
                Arguments.of("0.10 vs 0.12", new Goal.Move(0.10, 0.12)),
                Arguments.of("between 10 % and 12 %", new Goal.Move(0.10, 0.12)),
                Arguments.of("from 12,5 percent down to 10 percent", new Goal.Move(0.125, 0.10)),
                Arguments.of("to 65.5 %", new Goal.Target(0.655)),
                Arguments.of("to at least 65.5 % in checkout conversion", new Goal.Target(0.655)),
                Arguments.of("reaching 12%, power 90 %", new Goal.Target(0.12)),
                Arguments.of("by 2 pp", new Goal.Points(0.02, Way.BETTER)),
                Arguments.of("2pp lift", new Goal.Points(0.02, Way.BETTER)),
                Arguments.of("by 2 percentage points or more", new Goal.Points(0.02, Way.BETTER)),
                Arguments.of("a 1.5 percentage-point drop", new Goal.Points(0.015, Way.DOWN)),
                Arguments.of("by 50 basis points", new Goal.Points(0.005, Way.BETTER)),
                Arguments.of("2 % absolute", new Goal.Points(0.02, Way.BETTER)),
                Arguments.of("an absolute lift of 2 %", new Goal.Points(0.02, Way.BETTER)),
                Arguments.of("5 % lift", new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of("a lift of at least 5 %", new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of("with a minimum detectable effect of 5 %", new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of(", MDE: 5%", new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of(", smallest effect worth finding is 5 %", new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of("by at least 5 %", new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of("with a 5 % relative decrease", new Goal.Relative(0.05, Way.DOWN)),
                Arguments.of("-5 %", new Goal.Relative(0.05, Way.DOWN)),
                Arguments.of("0.01 % lift", new Goal.Relative(0.0001, Way.BETTER)),
                Arguments.of("150 % increase", new Goal.Relative(1.5, Way.UP)),
                Arguments.of("+3% activation", new Goal.Relative(0.03, Way.BETTER)),
                Arguments.of("baseline 10 %, target 12 %", new Goal.Move(0.10, 0.12)),
                Arguments.of("20 %", new Goal.Relative(0.20, Way.BETTER)),
                Arguments.of("with a 10 % discount, 3 % lift", new Goal.Relative(0.03, Way.BETTER)));
    }

    @ParameterizedTest
    @MethodSource("goals")
    void reads_the_change_to_find(String words, Goal goal) {
        Settings settings = read(words);

        assertThat(settings.mistakes()).isEmpty();
        assertThat(settings.goal()).contains(goal);
        assertThat(settings.unused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "does cutting the price by 20 % raise trial to paid",
                "would raising prices 20 % hurt trial to paid?",
                "test raising the price by 20 %",
                "test raising the seat minimum by 20 %",
                "test a price increase of 10 %",
                "test a price cut by 20 %",
                "test a bid increase of at least 10 %",
                "test a 10 % reduction in price",
                "test price 10 % reduction",
                "test a price increase of 10 % on trial to paid",
                "test an increase of 10 % of the annual price",
                "test lowering the price of the annual plan by 20 %",
                "test raising the discount from 10 % to 20 %",
                "test a fee of 2 %, does raising the fee to 3 % pay off",
                "test gating, discount 20 %",
                "find 20 % discounts",
                "test a banner with at least 20 % off",
                "what happens if we cut the free quota by 50 %",
                "test cutting the commission by 2 pp",
                "test the price from USD 10 to USD 12",
                "test double opt-in"
            })
    void leaves_a_percentage_of_what_is_tried(String words) {
        Wish wish = Wish.of(words);

        assertThat(wish.settings().goal()).isEmpty();
        assertThat(wish.settings().mistakes()).isEmpty();
    }

    static Stream<Arguments> mixed() {
        return Stream.of(
                Arguments.of(
                        "does cutting the price by 20 % raise trial to paid by 5 %",
                        new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of("test a price increase of 10 %, 3 % lift", new Goal.Relative(0.03, Way.BETTER)),
                Arguments.of(
                        "test raising the discount from 10 % to 20 %, trial to paid from 10 % to 12 %",
                        new Goal.Move(0.10, 0.12)),
                Arguments.of("raises revenue per checkout from USD 80 to USD 82", new Goal.Relative(0.025, Way.UP)),
                Arguments.of("test a banner, average order from $80 to $76", new Goal.Relative(0.05, Way.DOWN)),
                Arguments.of("double the activation rate with a phone call", new Goal.Relative(1, Way.UP)),
                Arguments.of("can we raise weekly active teams by 5 %", new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of("would a shorter form lift quotes by 5 %?", new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of("test the banner raising seats by 5 %", new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of("test a 10 % increase in trial to paid", new Goal.Relative(0.10, Way.UP)),
                Arguments.of("test a lower price 5 % lift", new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of("test gating, 5 % lift in revenue per price plan", new Goal.Relative(0.05, Way.BETTER)),
                Arguments.of("test a lower price, a conversion increase of 5 %", new Goal.Relative(0.05, Way.UP)));
    }

    @ParameterizedTest
    @MethodSource("mixed")
    void takes_the_percentage_that_is_said_of_the_metric(String words, Goal goal) {
        assertThat(Wish.of(words).settings().goal()).contains(goal);
        assertThat(Wish.of(words).settings().unused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alpha 1 %|0.01",
                "alpha = 0.01|0.01",
                "alpha of 1|0.01",
                "α 1 %|0.01",
                "significance 0.01|0.01",
                "statistical significance of 1 %|0.01",
                "at a 1 % significance level|0.01",
                "significance level of 1 %|0.01",
                "at the 1 % level|0.01",
                "significant at 1 %|0.01",
                "p < 0.01|0.01",
                "99 % confidence|0.01",
                "99% confident|0.01",
                "confidence level of 99 %|0.01",
                "confidence 0.99|0.01",
                "false positive rate 1 %|0.01",
                "with 99 percent confidence and 80 % power|0.01"
            })
    void reads_alpha(String words, double alpha) {
        assertThat(read(words).askedAlpha().orElseThrow()).isCloseTo(alpha, within(1e-12));
        assertThat(read(words).mistakes()).isEmpty();
        assertThat(read(words).goal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "power 90 %",
                "90% power",
                "power of 0.9",
                "power: 90",
                "0.9 power",
                "beta 0.1",
                "β = 10 %",
                "90 % statistical power"
            })
    void reads_power(String words) {
        assertThat(read(words).askedPower().orElseThrow()).isCloseTo(0.9, within(1e-12));
        assertThat(read(words).mistakes()).isEmpty();
        assertThat(read(words).goal()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "one-sided, ONE",
        "one sided, ONE",
        "1-tailed, ONE",
        "one-tailed test, ONE",
        "two-sided, TWO",
        "twosided, TWO"
    })
    void reads_sides(String words, Sides sides) {
        assertThat(read(words).askedSides()).contains(sides);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80/10/10 split|80 10 10",
                "split 80/10/10|80 10 10",
                "80/10/10, 3 arms|80 10 10",
                "90/10|90 10",
                "split of 90%/10%|90 10",
                "50-50 split|50 50",
                ", 2:1|2 1",
                "; 3:1, power 90 %|3 1",
                "with traffic 2:1|2 1",
                "2:1 traffic split|2 1",
                "control 50%, A 25%, B 25%|50 25 25",
                "control 60 %, variant A 20 % and variant B 20 %|60 20 20",
                "arms 2:1:1|2 1 1",
                "with an aspect ratio 16:9, 80/20 split|80 20",
                "ratio of 2:1:1|2 1 1",
                "33/33/33|33 33 33",
                "20 % treatment|80 20",
                "10 % holdout|10 90",
                "with a holdout of 10 %|10 90",
                "control: 80 %|80 20",
                "80 % control, 2 treatments|80 10 10",
                "3 arms|1 1 1",
                "with three variants|1 1 1",
                "two treatments|1 1 1",
                "A/B/C test|1 1 1",
                "4-arm test|1 1 1 1"
            })
    void reads_arms_and_how_units_are_split(String words, String weights) {
        List<Double> expected =
                Arrays.stream(weights.split(" ")).map(Double::valueOf).toList();

        assertThat(read(words).mistakes()).isEmpty();
        List<Double> read = read(words).askedAllocation().orElseThrow().weights();
        assertThat(read).hasSameSizeAs(expected);
        for (int arm = 0; arm < read.size(); arm++) {
            assertThat(read.get(arm)).isCloseTo(expected.get(arm), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lift it to 12 % in the treatment", "from 10 % in control to 12 % in treatment"})
    void takes_no_rate_of_an_arm_for_its_share(String words) {
        assertThat(read(words).askedAllocation()).isEmpty();
        assertThat(read(words).mistakes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "on 50 % of the traffic, 0.5",
        "50% of traffic, 0.5",
        "for 50 % of all users, 0.5",
        "traffic: 50 %, 0.5",
        "1/2 of the traffic, 0.5",
        "with half the traffic, 0.5",
        "on a quarter of our visitors, 0.25",
        "100 % of the traffic, 1"
    })
    void reads_how_much_of_the_traffic_enters(String words, double share) {
        assertThat(read(words).askedTraffic()).contains(share);
        assertThat(read(words).goal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at 9:30",
                "24/7",
                "2026/03/04",
                "with an aspect ratio 16:9",
                "of a 4:3 video before checkout",
                "photos in 4:3",
                "2:1",
                "power users",
                "beta 2",
                "price from $10 to $12",
                "3 columns",
                "in 7-day retention",
                "v1.2 to v1.3",
                "from 3 to 4 steps"
            })
    void leaves_what_is_of_the_thing_itself(String words) {
        Settings settings = read(words);

        assertThat(settings.plans()).isFalse();
        assertThat(settings.askedAlpha()).isEmpty();
        assertThat(settings.mistakes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "101 % power|a power of 101 % cannot be planned with|“power 90 %”",
                "power 5 %|a power of 5 % cannot|from 50 % to 99.99 %",
                "alpha 0|an alpha of 0 %|“alpha 1 %”",
                "100 % confidence|an alpha of 0 % (confidence of 100 %)|“99 % confidence”",
                "5 % confidence|an alpha of 95 %|from 0.0001 % to 20 %",
                "90/10 split, 3 arms|a split over 2 arms, control included, does not fit 3 arms|“80/10/10 split”",
                "70/20 split|come to 90 %|“2:1”",
                "split 1/3|come to 4 %|“2:1”",
                "100/0 split|needs at least 0.1 %|“80/20 split”",
                "20 arms|20 arms cannot be planned|2 to 10",
                "1 arm|1 arm cannot be planned|“3 arms”",
                "0 % lift|an effect of 0 %|“5 % lift”",
                "120 % of the traffic|120 % of the traffic cannot enter|“50 % of the traffic”",
                "from 5 % to 5 %|is no change|“from 10 % to 12 %”",
                "to 100 %|no share that can be aimed at|“to 12 %”",
                "alpha 1 %, alpha 5 %|alpha was named twice|“alpha 1 %”",
                "2 pp, from 10 % to 12 %|the effect was named twice|“5 % lift”",
                "must not lower checkout conversion by more than 1 pp|what guardrails are for|“raise trial to paid by 5 %”",
                "one-sided, two-sided|the sides was named twice|“one-sided”"
            })
    void refuses_what_cannot_be_and_says_what_to_type(String words, String why, String instead) {
        assertThat(read(words).mistakes()).anySatisfy(each -> assertThat(each).contains(why, instead));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "with a 10 % discount|10 % discount",
                "on 20 %|on 20 %",
                "with a discount of 10 %|10 %",
                ", non-inferiority margin 1 %|margin 1 %",
                "by 4:3|4:3",
                "for 2 weeks|for 2 weeks",
                ", power ninety|power ninety",
                ", Bayesian|Bayesian",
                "with a guardrail margin of 2 %|guardrail margin of 2 %",
                ", margin 2|margin 2"
            })
    void tells_what_it_did_not_understand(String words, String told) {
        assertThat(read(words).unused()).anySatisfy(each -> assertThat(each).contains(told));
    }

    @Provide
    Arbitrary<String> words() {
        Arbitrary<String> known = Arbitraries.of(
                "test",
                "readout",
                "can",
                "from",
                "to",
                "10 %",
                "0.12",
                "12%",
                "2 pp",
                "points",
                "alpha",
                "power",
                "one-sided",
                "80/10/10",
                "2:1",
                "split",
                "3 arms",
                "of the traffic",
                "confidence",
                "lift",
                "by",
                ",",
                ";",
                "%",
                "-",
                "/",
                "::::",
                "====",
                "treatment",
                "control",
                "0",
                "999999",
                "1e9",
                ".5",
                "baseline",
                "beta",
                "how long",
                "ten percent",
                "\u001e",
                "\u001f",
                "\n",
                "“",
                "😀",
                "A/B/C",
                "half");
        return Arbitraries.oneOf(known, known, known, Arbitraries.strings().ofMaxLength(6))
                .list()
                .ofMaxSize(25)
                .map(each -> String.join(" ", each));
    }

    @Property(tries = 2000)
    void no_words_make_it_throw_or_leave_what_is_possible(@ForAll("words") String words) {
        Wish wish = Wish.of(words);
        Settings settings = wish.settings();

        assertThat(wish.slug()).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
        assertThat(wish.subject()).doesNotContain("\u001e", "\u001f", "\n");
        if (settings.mistakes().isEmpty()) {
            assertThat(settings.alpha()).isBetween(Settings.LEAST_ALPHA, Settings.MOST_ALPHA);
            assertThat(settings.power()).isBetween(Settings.LEAST_POWER, Settings.MOST_POWER);
            assertThat(settings.traffic()).isBetween(1e-12, 1.0);
            assertThat(settings.allocation().arms()).isBetween(2, 10);
        }
    }

    @Property(tries = 50)
    void long_words_are_read_in_time(@ForAll("words") String words) {
        assertThat(Wish.of(words.repeat(Math.clamp(3000 / Math.max(1, words.length()), 1, 3000)))
                        .slug())
                .isNotEmpty();
    }
}
