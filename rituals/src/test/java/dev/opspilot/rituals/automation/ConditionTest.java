package dev.opspilot.rituals.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.automation.Condition.Comparison;
import dev.opspilot.rituals.automation.Condition.Weighed;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConditionTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:15:00Z");

    @Test
    void weighsTheMeanOfTheStretchThatCounts() {
        Reading reading = ratio("northpay", 0.9, 0.1, 0.3);

        assertThat(below(0.25).weigh(List.of(reading))).isInstanceOf(Weighed.Holds.class);
        assertThat(below(0.19).weigh(List.of(reading)))
                .isEqualTo(new Weighed.HoldsNot("“northpay failure ratio” is 20.0 %, not below 19.0 %"));
    }

    @Test
    void takesTheHighestOfSeveralSubjects() {
        List<Reading> readings = List.of(ratio("northpay", 0.1, 0.1), ratio("cardlane", 0.4, 0.4));

        assertThat(below(0.2).weigh(readings)).isInstanceOf(Weighed.HoldsNot.class);
        assertThat(figure(Comparison.ABOVE, 0.3).weigh(readings)).isInstanceOf(Weighed.Holds.class);
    }

    @Test
    void saysNothingThatASourceThatFailedCouldChange() {
        List<Reading> readings = List.of(ratio("northpay", 0.1, 0.1), failed());

        assertThat(below(0.2).weigh(readings)).isInstanceOf(Weighed.Untold.class);
        assertThat(below(0.2).weigh(readings).words()).contains("Billing failed: No answer within 5 s.");
        assertThat(below(0.05).weigh(readings)).isInstanceOf(Weighed.HoldsNot.class);
        assertThat(figure(Comparison.ABOVE, 0.05).weigh(readings)).isInstanceOf(Weighed.Holds.class);
        assertThat(figure(Comparison.ABOVE, 0.2).weigh(readings)).isInstanceOf(Weighed.Untold.class);
        assertThat(below(0.2).weigh(List.of(failed()))).isInstanceOf(Weighed.Untold.class);
        assertThat(below(0.2).weigh(List.of())).isInstanceOf(Weighed.Untold.class);
    }

    @Test
    void countsWhatThereIs() {
        Condition none = new Condition.Count(Capability.INCIDENTS_OPEN, Comparison.BELOW, 1, Duration.ofHours(1));
        Reading.Origin origin = origin();

        assertThat(none.weigh(List.of(new Reading.Nothing(origin)))).isInstanceOf(Weighed.Holds.class);
        assertThat(none.weigh(List.of(new Reading.Nothing(origin), failed()))).isInstanceOf(Weighed.Untold.class);
        assertThat(none.words()).isEqualTo("the number of open incidents is below 1 over 1 hour");
    }

    private static Condition below(double bound) {
        return figure(Comparison.BELOW, bound);
    }

    private static Condition figure(Comparison is, double bound) {
        return new Condition.Figure(
                Capability.PAYMENTS_METRICS, "failure_ratio", Optional.empty(), is, bound, Duration.ofMinutes(2));
    }

    private static Reading ratio(String provider, double... values) {
        Samples samples = new Samples(NOW, Duration.ofMinutes(1), values);
        Series series = Series.of(
                Subject.provider(provider), "failure_ratio", Series.Unit.RATIO, Series.Bad.UP, samples, List.of());
        return new Reading.Found(origin(), new Facts(List.of(series), List.of(), List.of()));
    }

    private static Reading failed() {
        return new Reading.Failed(origin(), "No answer within 5 s.");
    }

    private static Reading.Origin origin() {
        return new Reading.Origin("Billing", "demo/payments", "{}", NOW, false, "{}", Optional.empty());
    }
}
