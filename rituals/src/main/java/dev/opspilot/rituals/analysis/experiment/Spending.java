package dev.opspilot.rituals.analysis.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** How much of alpha may have been spent by a share of the information (Lan and DeMets 1983). */
public enum Spending {
    /** Hardly anything early, so that the last look is almost that of a test without early looks. */
    O_BRIEN_FLEMING("O'Brien-Fleming-type spending") {
        @Override
        double share(double tail, double fraction) {
            return 2 * NORMAL.survivalProbability(NORMAL.inverseSurvivalProbability(tail / 2) / Math.sqrt(fraction));
        }
    },
    /** About the same at each look, so that large effects end early and small ones need more units. */
    POCOCK("Pocock-type spending") {
        @Override
        double share(double tail, double fraction) {
            return tail * Math.log(1 + (Math.E - 1) * fraction);
        }
    },
    /** Nothing before the end: a test of fixed size, whose early looks cannot end it unless a guardrail does. */
    AT_THE_END("one test at the end") {
        @Override
        double share(double tail, double fraction) {
            return fraction < 1 ? 0 : tail;
        }
    };

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final String title;

    Spending(String title) {
        this.title = title;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /** How guardrails spend theirs: a test of fixed size must notice early harm too. */
    Spending ofGuardrails() {
        return this == AT_THE_END ? O_BRIEN_FLEMING : this;
    }

    /** What may be spent by then of one side's alpha. */
    abstract double share(double tail, double fraction);
}
