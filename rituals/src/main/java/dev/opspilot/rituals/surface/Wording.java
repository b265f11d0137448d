package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Rollback;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Narrative;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.widget.Widget;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What things are called in chat, the same on every surface. Where a sentence holds words from outside, the caller says
 * how they are made harmless; everything else is safe as it stands.
 */
public final class Wording {
    private Wording() {}

    public static String ritual(RitualName ritual) {
        return switch (ritual) {
            case BRIEF -> "Morning brief";
            case INCIDENT -> "Incident drill";
            case EXPERIMENT -> "Revenue experiment";
            case AUTOMATION -> "Automation";
        };
    }

    /** What an order is good for, behind its word. */
    public static String topic(Command.Topic topic) {
        return switch (topic) {
            case SCHEDULE -> "shows and sets what runs by itself";
            case SESSIONS -> "lists the sessions; words behind it search them";
            case AUTOMATION -> "shows workflows and switches them";
            case FREEZE -> "shows and sets when nothing may be changed";
            case POLICY -> "shows what may act, and who must agree";
            case HALT -> "stops everything that acts, until it is taken back";
        };
    }

    /** A platform, as people call it. */
    public static String surface(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    public static String state(SessionView.Status status) {
        return switch (status) {
            case RUNNING -> "working";
            case WAITING -> "waiting";
            case DONE -> "done";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    /** How plain words were taken; the buttons that correct it stand near. */
    public static Optional<String> understood(SessionView view) {
        return view.understood().map(words -> switch (words.by()) {
            case RULES -> "Understood as: " + ritual(view.ritual());
            case MODEL -> "Understood by the language mind as: " + ritual(view.ritual());
            case GUESS -> "Not sure what was meant; taken as: " + ritual(view.ritual());
        });
    }

    public static String confidence(Finding.Confidence confidence) {
        return switch (confidence) {
            case LOW -> "low confidence";
            case MEDIUM -> "medium confidence";
            case HIGH -> "high confidence";
        };
    }

    /** How many steps of the plan are complete, and how many could not be. */
    public static String planned(SessionView view) {
        long complete = count(view, PlanStep.Status.COMPLETE);
        long failed = count(view, PlanStep.Status.ERROR);
        return complete + " of " + view.plan().size() + " steps complete"
                + (failed > 0 ? ", " + failed + " could not be completed" : "");
    }

    private static long count(SessionView view, PlanStep.Status status) {
        return view.plan().stream().filter(step -> step.status() == status).count();
    }

    /** Whether a step that had not ended when its session did is left behind. */
    public static boolean abandoned(SessionView view, PlanStep step) {
        return view.status().isEnd()
                && switch (step.status()) {
                    case PENDING, IN_PROGRESS -> true;
                    case COMPLETE, ERROR -> false;
                };
    }

    /** What came of a step, as a source or OpsPilot wrote it; may be empty. */
    public static String output(SessionView view, PlanStep step) {
        return abandoned(view, step) && step.output().isBlank() ? "The session ended before this step." : step.output();
    }

    public static String standing(Suspect.Standing standing) {
        return switch (standing) {
            case LEADING -> "leading";
            case WEAKENED -> "weakened";
            case REFUTED -> "refuted";
        };
    }

    /** Whether a figure is where it should be; empty when that is not said. */
    public static String tone(Widget.Tone tone) {
        return switch (tone) {
            case GOOD -> "as it should be";
            case NEUTRAL -> "";
            case BAD -> "needs attention";
        };
    }

    public static String policy(PlayPolicy policy, UnaryOperator<String> outside) {
        return switch (policy) {
            case PlayPolicy.Allowed() -> "may run without asking";
            case PlayPolicy.NeedsApproval(int people) ->
                people == 1 ? "needs one person's approval" : "needs the approval of " + people + " people";
            case PlayPolicy.Refused(String because) -> "refused: " + outside.apply(because);
        };
    }

    /** What guards a play. A drill only reads, and what OpsPilot has no tool for it cannot do: no approval guards either. */
    public static String policy(Play play, UnaryOperator<String> outside) {
        if (play.drill().isPresent()) {
            return "it only reads; an operator starts it";
        }
        return play.bound().isEmpty() && play.policy() instanceof PlayPolicy.NeedsApproval
                ? "done by hand, as OpsPilot has no tool for it"
                : policy(play.policy(), outside);
    }

    public static String rollback(Rollback rollback, UnaryOperator<String> outside) {
        return switch (rollback) {
            case Rollback.Undo undo -> outside.apply(undo.how());
            case Rollback.Irreversible(String because) -> "none, it cannot be undone: " + outside.apply(because);
        };
    }

    /** What a button says that decides about a play. */
    public static String choice(Ruling.Choice choice) {
        return switch (choice) {
            case APPROVE -> "Approve";
            case APPROVE_FOR_WINDOW -> "Approve for the next window";
            case DISMISS -> "Dismiss";
            case DONE_BY_HAND -> "Done by hand";
            case ROLL_BACK -> "Undo";
            case START_DRILL -> "Start drill";
        };
    }

    /** The same on the play itself: the button that takes it back says what that does. In part from outside. */
    public static String choice(Play play, Ruling.Choice choice) {
        return choice == Ruling.Choice.ROLL_BACK && play.rollback() instanceof Rollback.Undo undo
                ? choice(choice) + ": " + within(undo.how())
                : choice(choice);
    }

    /** A sentence within another. */
    private static String within(String sentence) {
        String open = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return open.isEmpty() ? open : Character.toLowerCase(open.charAt(0)) + open.substring(1);
    }

    /** What somebody decided, with who did and why. */
    public static String decided(Ruling ruling, UnaryOperator<String> outside) {
        String what = switch (ruling.choice()) {
            case APPROVE -> "approved";
            case APPROVE_FOR_WINDOW -> "approved for the next window";
            case DISMISS -> "dismissed";
            case DONE_BY_HAND -> "marked as done by hand";
            case ROLL_BACK -> "taken back";
            case START_DRILL -> "started";
        };
        String role = ruling.role().isBlank() ? "" : " (" + outside.apply(ruling.role()) + ")";
        String reason = ruling.reason().isBlank()
                ? ""
                : ": " + outside.apply(ruling.reason()).replaceAll("\\.$", "");
        return what + " by " + outside.apply(ruling.name()) + role + reason;
    }

    /** Where a play stands, and how many people are missing. */
    public static String played(Play play) {
        int missing = play.missing();
        boolean waits = play.status() == Play.Status.PROPOSED
                && missing > 0
                && !play.rulings().isEmpty();
        String words = play.begun().isPresent() ? "started" : play.status().words();
        return words
                + (waits
                        ? ", " + missing + (missing == 1 ? " more person has to agree" : " more people have to agree")
                        : "");
    }

    /** What is unusual about how a call turned out, to stand behind other marks; empty when it found something. */
    public static String outcome(Outcome outcome) {
        return switch (outcome) {
            case FOUND -> "";
            case NOTHING -> " · nothing found";
            case DENIED -> " · denied";
            case FAILED -> " · failed";
        };
    }

    /** The title of an answer to "why?". */
    public static String why(Depth depth) {
        return switch (depth) {
            case CLAIM -> "Why OpsPilot says this";
            case CALCULATION -> "How it was computed";
            case READING -> "What the sources answered, word for word";
        };
    }

    /** What the next press of "Ask why" shows; empty where it begins anew. */
    public static Optional<String> deeper(Depth depth) {
        return switch (depth) {
            case CLAIM -> Optional.of("to see how it was computed");
            case CALCULATION -> Optional.of("to read what the sources answered");
            case READING -> Optional.empty();
        };
    }

    /**
     * Who speaks, and why nobody else does; partly from outside.
     *
     * @param playbook what the mind without a model is called
     */
    public static String teller(SessionView.Telling telling, String playbook) {
        return telling.narrative()
                .map(Narrative::mind)
                .orElseGet(() -> playbook
                        + telling.asked()
                                .filter(_ -> !telling.silence().isEmpty())
                                .map(mind -> " (" + mind + ": " + telling.silence() + ")")
                                .orElse(""));
    }

    /**
     * How long after something, in days and hours, or in its largest unit below a day.
     *
     * @param after zero or more
     */
    public static String after(Duration after) {
        if (after.isZero()) {
            return "at";
        }
        long days = after.toDays();
        String length = days > 0
                ? counted(days, "day") + (after.toHoursPart() > 0 ? " " + counted(after.toHoursPart(), "hour") : "")
                : after.toHours() > 0
                        ? counted(after.toHours(), "hour")
                        : counted(Math.max(1, after.toMinutes()), "minute");
        return length + " after";
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    public static String receipts(int count) {
        return count == 1 ? "1 receipt" : count + " receipts";
    }
}
