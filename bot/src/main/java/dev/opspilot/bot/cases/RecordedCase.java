package dev.opspilot.bot.cases;

import dev.opspilot.rituals.analysis.cause.CallGraph;
import dev.opspilot.rituals.analysis.cause.RankedServices;
import dev.opspilot.rituals.analysis.cause.Recording;
import dev.opspilot.rituals.analysis.cause.ServiceRanking;
import dev.opspilot.rituals.analysis.cause.Symptom;

/** A recorded incident. */
public record RecordedCase(Symptom symptom, Recording baseline, Recording series, CallGraph graph) {

    /** Ranks the services as its cause. */
    public RankedServices rank() {
        return ServiceRanking.rank(symptom, baseline, series, graph);
    }
}
