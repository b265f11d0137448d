package dev.opspilot.rituals.analysis.experiment;

/** What to do with an experiment now. */
public sealed interface Decision {

    /** Why, in one sentence with the numbers that decided. */
    String reason();

    /**
     * Give a treatment to everyone.
     *
     * @param treatment the arm's number, 1 for the first after control
     */
    record Ship(int treatment, String reason) implements Decision {}

    /** End it and keep control. */
    record Stop(Cause cause, String reason) implements Decision {}

    /** Go on to the next look; nothing is known yet that may end it. */
    record KeepRunning(String reason) implements Decision {}

    /** Do not read it: the data are not those of the experiment that was planned. */
    record Broken(String reason) implements Decision {}

    /** Why an experiment ends without a winner. */
    enum Cause {
        /** Every treatment is worse than control, or harms a guardrail. */
        HARM,
        /** It ended, and what was better was not shown to be safe. */
        GUARDRAIL_OPEN,
        /** It ended, and effects as large as planned for are ruled out. */
        NO_EFFECT,
        /** It ended, nothing was told apart, and effects as large as planned for are not ruled out. */
        INCONCLUSIVE
    }
}
