package dev.opspilot.rituals.analysis.experiment;

/** The sign of an effect. */
public enum Direction {
    INCREASE(1),
    DECREASE(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    int sign() {
        return sign;
    }
}
