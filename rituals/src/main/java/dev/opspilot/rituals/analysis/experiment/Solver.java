package dev.opspilot.rituals.analysis.experiment;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/** The one root finder: where an increasing function reaches a target. */
final class Solver {
    private static final BrentSolver BRENT = new BrentSolver(1e-13, 1e-13, 1e-15);

    private Solver() {}

    /** The argument between the bounds at which the target is reached; empty when it is not reached there. */
    static OptionalDouble reach(DoubleUnaryOperator increasing, double target, double low, double high) {
        if (increasing.applyAsDouble(low) >= target) {
            return OptionalDouble.of(low);
        }
        if (!(increasing.applyAsDouble(high) >= target)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(BRENT.findRoot(x -> increasing.applyAsDouble(x) - target, low, high));
    }
}
