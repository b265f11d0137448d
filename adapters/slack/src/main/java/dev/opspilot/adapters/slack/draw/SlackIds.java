package dev.opspilot.adapters.slack.draw;

import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who and where, as Slack's requests name them. What is missing or absurd is empty, never a guess. */
public final class SlackIds {
    /** The name of Slack among the surfaces. */
    public static final String SURFACE = "slack";

    private static final int LONGEST = 150;

    private SlackIds() {}

    /** An id as Slack makes them: present and of bearable length. */
    public static Optional<String> id(@Nullable String sent) {
        return Optional.ofNullable(sent).filter(each -> !each.isBlank() && each.length() <= LONGEST);
    }

    /** A team, never an enterprise; where an org-wide install names none, the team of the person. */
    public static String workspace(@Nullable String team, @Nullable String teamOfUser) {
        return id(team).filter(each -> !each.startsWith("E"))
                .or(() -> id(teamOfUser).filter(each -> !each.startsWith("E")))
                .orElse("");
    }

    public static Person person(String id, @Nullable String name) {
        return new Person(SlackIds.SURFACE, id, name == null || name.isBlank() ? id : name);
    }

    public static Place place(String workspace, String channel, Optional<String> thread) {
        return new Place(SlackIds.SURFACE, workspace, channel, thread);
    }

    /** Where only this person reads; the id of a person stands for the direct message with them. */
    public static Place direct(String workspace, Person person) {
        return place(workspace, person.id(), Optional.empty());
    }
}
