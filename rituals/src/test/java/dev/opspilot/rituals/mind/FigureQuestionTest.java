package dev.opspilot.rituals.mind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.mind.FigureQuestion.Known;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FigureQuestionTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOW = Instant.parse("2026-11-26T14:40:00Z");
    private static final Instant MONTH = Instant.parse("2026-11-01T00:00:00Z");
    private static final ReceiptId READ = new ReceiptId("s1-r4");

    /** Each hour of the month so far, the same each. */
    private static Series hourly(Subject subject, String metric, Unit unit, double each) {
        double[] values = new double[(int) Duration.between(MONTH, NOW).toHours()];
        Arrays.fill(values, each);
        return new Series(
                subject,
                metric,
                unit,
                unit == Unit.MONEY_MINOR ? Optional.of(Currency.getInstance("USD")) : Optional.empty(),
                Bad.DOWN,
                new Samples(MONTH, Duration.ofHours(1), values),
                List.of());
    }

    private static Known known(Subject subject, String metric, Unit unit, double each) {
        return new Known(Capability.PRODUCT_METRICS, hourly(subject, metric, unit, each), READ, "Analytics");
    }

    private static Subject business(String name) {
        return new Subject(Subject.Kind.BUSINESS, name);
    }

    private static final Subject COMPANY = business("Lumafold");
    private static final List<Known> HISTORY = List.of(
            known(COMPANY, "sign_ups", Unit.COUNT, 10),
            known(COMPANY, "orders", Unit.COUNT, 100),
            known(COMPANY, "revenue", Unit.MONEY_MINOR, 5_000_00),
            known(COMPANY, "revenue_new", Unit.MONEY_MINOR, 1_000_00),
            known(COMPANY, "active_users", Unit.COUNT, 700),
            known(COMPANY, "refund_ratio", Unit.RATIO, 0.02),
            known(business("card payments"), "failures", Unit.COUNT, 3),
            known(Subject.service("web"), "errors", Unit.COUNT, 1),
            known(Subject.service("cart"), "errors", Unit.COUNT, 2),
            known(Subject.service("search"), "errors", Unit.COUNT, 3),
            known(Subject.service("store"), "errors", Unit.COUNT, 4));

    private static FigureQuestion question(String text) {
        return FigureQuestion.of(text, UTC, NOW).orElseThrow();
    }

    private static Optional<Finding> answer(String text) {
        return question(text).answer(new FindingId("answer-1"), HISTORY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "how many people signed up yesterday?|Lumafold sign ups came to 240 on Wed 25 Nov UTC; in the same time a week before it was 240.",
                "how many sign-ups today|Lumafold sign ups came to 140 from Thu 26 Nov 00:00 to Thu 26 Nov 14:00 UTC; in the same time a week before it was 140.",
                "How much revenue did we make since 4:00?|Lumafold revenue came to USD 50,000 from Thu 26 Nov 04:00 to Thu 26 Nov 14:00 UTC;",
                "what was the total number of orders last week|Lumafold orders came to 16,800 from Mon 16 Nov 00:00 to Mon 23 Nov 00:00 UTC;",
                "how many active users yesterday|Lumafold active users averaged 700 on Wed 25 Nov UTC;",
                "how many payments failed yesterday|Card payments failures came to 72 on Wed 25 Nov UTC;",
                "how many errors of search yesterday|Search errors came to 72 on Wed 25 Nov UTC;",
                "how much new revenue yesterday|Lumafold revenue new came to USD 24,000 on Wed 25 Nov UTC;"
            })
    void addsUpWhatWasCounted(String question, String told) {
        Finding answer = answer(question).orElseThrow();

        assertThat(answer.text()).startsWith(told);
        assertThat(answer.confidence()).isEqualTo(Confidence.HIGH);
        assertThat(answer.receipts()).containsExactly(READ);
        assertThat(answer.calculations())
                .singleElement()
                .satisfies(
                        each -> assertThat(each.method()).contains("samples, each of 1 hour, as Analytics told them."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how many errors yesterday",
                "how many elephants yesterday",
                "how many people signed up in the last hour"
            })
    void saysNothingWhereManyFiguresOrNoneAreMeant(String question) {
        assertThat(FigureQuestion.of(question, UTC, NOW)
                        .flatMap(each -> each.answer(new FindingId("answer-1"), HISTORY)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how many people signed up?",
                "why did sign-ups drop yesterday?",
                "was it a deploy?",
                "what happened yesterday",
                "how many sign-ups will come today",
                "how many yesterday?",
                ""
            })
    void isOnlyAboutAnAmountInANamedStretch(String question) {
        assertThat(FigureQuestion.of(question, UTC, NOW)).isEmpty();
    }

    @Test
    void daysAreThoseOfTheZone() {
        FigureQuestion asked = FigureQuestion.of("how many sign-ups yesterday", ZoneId.of("Europe/Berlin"), NOW)
                .orElseThrow();

        assertThat(asked.span().from()).isEqualTo(Instant.parse("2026-11-24T23:00:00Z"));
        assertThat(asked.answer(new FindingId("answer-1"), HISTORY)
                        .orElseThrow()
                        .text())
                .contains("on Wed 25 Nov CET");
        assertThat(question("how many sign-ups yesterday in America/New_York")
                        .span()
                        .from())
                .isEqualTo(Instant.parse("2026-11-25T05:00:00Z"));
    }

    @Test
    void asksForTheStretchWhereSuchAFigureCameFrom() {
        FigureQuestion asked = question("how many people signed up yesterday?");
        List<Known> lately = List.of(new Known(
                Capability.PRODUCT_METRICS,
                Series.of(
                        COMPANY,
                        "sign_ups",
                        Unit.COUNT,
                        Bad.DOWN,
                        new Samples(NOW.minusSeconds(3_600), Duration.ofMinutes(1), new double[60]),
                        List.of()),
                READ,
                "Analytics"));

        assertThat(asked.answer(new FindingId("answer-1"), lately)).isEmpty();
        assertThat(asked.sources(lately, Set.of())).containsExactly(Capability.PRODUCT_METRICS);
        assertThat(asked.sources(List.of(), Set.of(Capability.ERRORS_COUNTS, Capability.PAYMENTS_METRICS)))
                .containsExactlyInAnyOrder(Capability.PRODUCT_METRICS, Capability.REVENUE_METRICS);
        assertThat(asked.query(Capability.PRODUCT_METRICS))
                .isEqualTo(new Query(
                        Capability.PRODUCT_METRICS,
                        Instant.parse("2026-11-25T00:00:00Z"),
                        Instant.parse("2026-11-26T00:00:00Z"),
                        Duration.ofHours(1),
                        7));
    }

    @Test
    void aStretchWithAMissingHourIsNotAddedUp() {
        double[] values = new double[24];
        Arrays.fill(values, 10);
        values[5] = Double.NaN;
        Known holed = new Known(
                Capability.PRODUCT_METRICS,
                Series.of(
                        COMPANY,
                        "sign_ups",
                        Unit.COUNT,
                        Bad.DOWN,
                        new Samples(Instant.parse("2026-11-25T00:00:00Z"), Duration.ofHours(1), values),
                        List.of()),
                READ,
                "Analytics");

        assertThat(question("how many sign-ups yesterday").answer(new FindingId("answer-1"), List.of(holed)))
                .isEmpty();
    }
}
