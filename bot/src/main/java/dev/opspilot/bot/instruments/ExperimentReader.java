package dev.opspilot.bot.instruments;

import dev.opspilot.bot.config.ResultMapping.OfArms;
import dev.opspilot.bot.config.ResultMapping.OfExperiments;
import dev.opspilot.bot.config.ResultMapping.OfOutcomes;
import dev.opspilot.rituals.instrument.Experiment;
import java.util.ArrayList;
import java.util.List;

/** Reads an experiment with its arms and what they came to. Pure. */
final class ExperimentReader {
    private ExperimentReader() {}

    static Experiment experiment(OfExperiments mapping, Element item) throws MismatchException {
        List<Experiment.Arm> arms = new ArrayList<>();
        for (Element arm : item.at(mapping.arms().at()).items()) {
            arms.add(arm(mapping.arms(), arm));
        }
        if (arms.size() < 2) {
            throw item.at(mapping.arms().at()).expected("two arms or more, the control first");
        }
        double planned = item.number(mapping.plannedUnits()).orElse(0);
        if (planned < 0) {
            throw item.expected("0 or more planned units");
        }
        return new Experiment(
                item.text(mapping.id(), FactsReader.NAME),
                item.text(mapping.title(), FactsReader.TITLE),
                item.time(mapping.startedAt()),
                item.moment(mapping.endsAt()),
                Math.round(planned),
                item.text(mapping.per(), FactsReader.NAME),
                arms,
                item.link(mapping.link()));
    }

    private static Experiment.Arm arm(OfArms mapping, Element item) throws MismatchException {
        double weight = item.at(mapping.weight()).number();
        if (!(weight > 0 && weight <= 1)) {
            throw item.at(mapping.weight()).expected("a share of the traffic, more than 0 and at most 1");
        }
        double units = item.at(mapping.units()).number();
        if (units < 0) {
            throw item.at(mapping.units()).expected("a count of at least 0");
        }
        List<Experiment.Outcome> outcomes = new ArrayList<>();
        for (Element outcome : item.at(mapping.outcomes().at()).items()) {
            outcomes.add(outcome(mapping.outcomes(), outcome));
        }
        return new Experiment.Arm(item.text(mapping.name(), FactsReader.NAME), weight, Math.round(units), outcomes);
    }

    private static Experiment.Outcome outcome(OfOutcomes mapping, Element item) throws MismatchException {
        double deviation = item.number(mapping.deviation()).orElse(0);
        if (deviation < 0) {
            throw item.expected("a standard deviation of at least 0");
        }
        return new Experiment.Outcome(
                item.text(mapping.metric(), FactsReader.NAME),
                item.at(mapping.mean()).number(),
                deviation);
    }
}
