package dev.opspilot.bot.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.bot.demo.Deeds.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is going on at the demo company, and the ways to change it. Thread-safe. A call with the {@code requestId} of an
 * earlier one does nothing and gets the earlier answer.
 */
final class Operations {
    /** Older changes are not taken back any more. */
    private static final Duration LATEST = Duration.ofDays(7);

    private final Noise noise;
    private final Map<String, Answer> answered = new HashMap<>();
    private Story story;
    private long done;

    Operations(long seed, Story story) {
        this.noise = new Noise(seed);
        this.story = story;
    }

    /** What a tool says that was told to do something. */
    sealed interface Answer {
        record Done(ObjectNode said) implements Answer {}

        record Refused(String why) implements Answer {}
    }

    synchronized Story story() {
        return story;
    }

    /** Begins another story; what was done in the one before is forgotten. */
    synchronized void begin(Story next) {
        story = next;
        answered.clear();
    }

    /** How often something was really done, repeated calls not counted. */
    synchronized long done() {
        return done;
    }

    /** Carries a tool's call out, once for its {@code requestId}. */
    synchronized Answer perform(String tool, Map<String, Object> arguments, Instant now) {
        String request = text(arguments, "requestId");
        Answer before = request.isEmpty() ? null : answered.get(request);
        if (before != null) {
            return before;
        }
        Answer answer = switch (tool) {
            case "deploys_rollback" -> change(Kind.ROLLBACK, Event.Kind.DEPLOY, text(arguments, "deploy"), now);
            case "deploys_redeploy" -> undo(Kind.ROLLBACK, text(arguments, "deploy"), now);
            case "flags_revert" -> change(Kind.REVERT, Event.Kind.FLAG, text(arguments, "change"), now);
            case "flags_restore" -> undo(Kind.REVERT, text(arguments, "change"), now);
            case "changes_revert" -> change(Kind.UNDO, Event.Kind.CONFIG, text(arguments, "change"), now);
            case "changes_restore" -> undo(Kind.UNDO, text(arguments, "change"), now);
            case "providers_failover" -> failOver(text(arguments, "from"), text(arguments, "to"), now);
            case "providers_failback" -> undo(Kind.FAILOVER, text(arguments, "from"), now);
            case "experiments_pause" -> pause(text(arguments, "experiment"), now);
            case "flags_share" -> share(text(arguments, "flag"), text(arguments, "percent"), now);
            case "automations_run" -> run(text(arguments, "automation"), now);
            case "experiments_resume" -> undo(Kind.PAUSE, text(arguments, "experiment"), now);
            default -> new Answer.Refused("there is no tool " + tool);
        };
        if (!request.isEmpty() && answer instanceof Answer.Done) {
            answered.put(request, answer);
        }
        return answer;
    }

    private Answer change(Kind kind, Event.Kind of, String id, Instant now) {
        boolean known = new Chronicle(noise, story)
                .events(of, now.minus(LATEST), now.plusMillis(1)).stream()
                        .anyMatch(event -> event.id().equals(id));
        return known
                ? perform(kind, id, "", now)
                : new Answer.Refused(
                        "there is no " + of.key() + " “" + id + "” of the last " + LATEST.toDays() + " days");
    }

    private Answer failOver(String from, String to, Instant now) {
        boolean known = Stream.of(from, to)
                .allMatch(name -> Arrays.stream(Provider.values())
                        .anyMatch(provider -> provider.title().equals(name)));
        return known && !from.equals(to)
                ? perform(Kind.FAILOVER, from, to, now)
                : new Answer.Refused("expected two different providers of: "
                        + String.join(
                                ", ",
                                Arrays.stream(Provider.values())
                                        .map(Provider::title)
                                        .toList()));
    }

    private Answer share(String flag, String percent, Instant now) {
        return percent.matches("100|\\d{1,2}")
                ? said("open to " + percent + " %", flag, now)
                : new Answer.Refused("expected a whole number of percent from 0 to 100, not “" + percent + "”");
    }

    private Answer run(String name, Instant now) {
        boolean known = Arrays.stream(Automation.values())
                .anyMatch(automation -> automation.title().equals(name));
        return known ? said("run", name, now) : new Answer.Refused("there is no automation “" + name + "”");
    }

    private Answer pause(String id, Instant now) {
        boolean known = Trial.all().stream().anyMatch(trial -> trial.id().equals(id));
        return known ? perform(Kind.PAUSE, id, "", now) : new Answer.Refused("there is no experiment “" + id + "”");
    }

    private Answer perform(Kind kind, String subject, String to, Instant now) {
        if (story.deeds().stands(kind, subject)) {
            return new Answer.Refused("this was done before and stands: " + subject);
        }
        story = story.with(story.deeds().and(new Deeds.Deed(kind, subject, to, now, Optional.empty())));
        return said("done", subject, now);
    }

    private Answer undo(Kind kind, String subject, Instant now) {
        if (!story.deeds().stands(kind, subject)) {
            return new Answer.Refused("nothing of this kind stands for “" + subject + "”");
        }
        story = story.with(story.deeds().without(kind, subject, now));
        return said("undone", subject, now);
    }

    private Answer said(String status, String subject, Instant now) {
        done++;
        return new Answer.Done(JsonNodeFactory.instance
                .objectNode()
                .put("status", status)
                .put("subject", subject)
                .put("at", now.toString())
                .put("operation", "op-" + done));
    }

    private static String text(Map<String, Object> arguments, String name) {
        return arguments.get(name) instanceof String text ? text : "";
    }
}
