package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class TrialTest {
    private static final Instant ANCHOR = Instant.parse("2026-11-23T14:07:30Z");

    @Property(tries = 20)
    void countsMoreWithEveryMinuteUntilItEnds(@ForAll long seed) {
        Simulation simulation = simulation(seed, Scenario.HEALTHY);
        for (Trial trial : Trial.all()) {
            Instant end = trial.endsAt(simulation.story());
            for (Trial.Arm arm : trial.arms()) {
                Trial.Measured before = trial.measured(arm, simulation, ANCHOR.minus(Duration.ofDays(4)));
                Trial.Measured now = trial.measured(arm, simulation, ANCHOR);
                assertThat(now.units()).isGreaterThan(before.units());
                assertThat(now.successes()).isBetween(before.successes(), now.units());
                assertThat(trial.measured(arm, simulation, end.plus(Duration.ofDays(9))))
                        .isEqualTo(trial.measured(arm, simulation, end));
            }
        }
    }

    @Property(tries = 20)
    void sharesItsUnitsAsPlannedExceptWhereSomethingIsBroken(@ForAll long seed) {
        Simulation simulation = simulation(seed, Scenario.HEALTHY);
        for (Trial trial : Trial.all()) {
            long control =
                    trial.measured(trial.arms().getFirst(), simulation, ANCHOR).units();
            long other =
                    trial.measured(trial.arms().getLast(), simulation, ANCHOR).units();
            double chiSquare = Math.pow((double) (control - other), 2) / (double) (control + other);
            if (trial.id().equals("onboarding-checklist")) {
                assertThat(chiSquare).isGreaterThan(10.83);
            } else {
                assertThat(chiSquare).isLessThan(25);
            }
        }
    }

    @Property(tries = 20)
    void sellsLessAtTheBannerWhilePaymentsFail(@ForAll long seed) {
        Trial banner = Trial.all().getFirst();
        Instant later = ANCHOR.plus(Duration.ofHours(18));

        double healthy = lead(banner, simulation(seed, Scenario.HEALTHY), later);
        assertThat(lead(banner, simulation(seed, Scenario.BAD_DEPLOY), later)).isLessThan(healthy);
        assertThat(lead(banner, simulation(seed, Scenario.PROVIDER_OUTAGE), later))
                .isLessThan(healthy);
    }

    /** How many more of its checkouts end in a payment than of the control's. */
    private static double lead(Trial trial, Simulation simulation, Instant now) {
        Trial.Measured control = trial.measured(trial.arms().getFirst(), simulation, now);
        Trial.Measured other = trial.measured(trial.arms().getLast(), simulation, now);
        return (double) other.successes() / other.units() - (double) control.successes() / control.units();
    }

    private static Simulation simulation(long seed, Scenario scenario) {
        return new Simulation(new Noise(seed), new Story(scenario, ANCHOR));
    }
}
