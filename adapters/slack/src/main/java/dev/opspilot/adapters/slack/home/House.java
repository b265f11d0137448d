package dev.opspilot.adapters.slack.home;

import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Sources;
import java.util.Objects;

/** What the rooms of App Home and the modals are read from. */
public record House(Archive archive, FrontDesk desk, Sources sources, Minds minds) {
    public House {
        Objects.requireNonNull(archive);
        Objects.requireNonNull(desk);
        Objects.requireNonNull(sources);
        Objects.requireNonNull(minds);
    }
}
