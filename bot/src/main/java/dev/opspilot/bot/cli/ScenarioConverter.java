package dev.opspilot.bot.cli;

import dev.opspilot.bot.demo.Scenario;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A scenario by its key. */
final class ScenarioConverter implements ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String key) {
        return Scenario.of(key)
                .orElseThrow(() -> new TypeConversionException("“" + key + "” is none of " + Scenario.keys()));
    }
}
