package dev.opspilot.rituals.instrument;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The sources that are connected. Immutable. */
public record Instruments(List<Instrument> all) {
    public Instruments {
        all = List.copyOf(all);
    }

    /** These and one more. */
    public Instruments and(Instrument more) {
        return new Instruments(Stream.concat(all.stream(), Stream.of(more)).toList());
    }

    /** Those that serve a capability; several may, none may. */
    public List<Instrument> serving(Capability capability) {
        return all.stream()
                .filter(instrument -> instrument.capability() == capability)
                .toList();
    }

    /** The one that serves a capability by a tool. */
    public Optional<Instrument> find(Capability capability, String tool) {
        return serving(capability).stream()
                .filter(instrument -> instrument.tool().equals(tool))
                .findFirst();
    }
}
