package dev.opspilot.bot.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Governance;
import dev.opspilot.rituals.session.StoreAwayException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** OpsPilot's own freezes as a source, beside those of other tools, with a receipt like any other reading. Thread-safe. */
public final class HouseFreezes implements Instrument {
    private final Governance governance;
    private final InstantSource clock;

    public HouseFreezes(Governance governance, InstantSource clock) {
        this.governance = governance;
        this.clock = clock;
    }

    @Override
    public Capability capability() {
        return Capability.CHANGES_FREEZES;
    }

    @Override
    public String source() {
        return "OpsPilot";
    }

    @Override
    public String tool() {
        return "opspilot/freezes";
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Reading read(Query query) {
        Instant now = clock.instant();
        String window = JsonNodeFactory.instance
                .objectNode()
                .put("from", query.from().toString())
                .put("to", query.to().toString())
                .toString();
        try {
            List<Freeze> freezes = governance.now().freezes(query.from(), query.to());
            String result = freezes.stream()
                    .map(each -> each.id() + " " + each.title() + " " + each.from() + " to " + each.to()
                            + each.service().map(service -> " " + service).orElse(""))
                    .collect(Collectors.joining("\n"));
            Reading.Origin origin = new Reading.Origin(source(), tool(), window, now, false, result, Optional.empty());
            return freezes.isEmpty()
                    ? new Reading.Nothing(origin)
                    : new Reading.Found(origin, Facts.ofFreezes(freezes));
        } catch (StoreAwayException e) {
            return new Reading.Failed(
                    new Reading.Origin(source(), tool(), window, now, false, "", Optional.empty()),
                    "OpsPilot's own database did not answer.");
        }
    }
}
