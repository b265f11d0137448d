package dev.opspilot.rituals.schedule;

import dev.opspilot.rituals.schedule.Schedule.Target;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands what stands behind {@code schedule}. */
final class ScheduleWords {
    /** What a platform makes of a channel that is picked as one types. */
    private static final Pattern CHANNEL =
            Pattern.compile("(?:\\b(?:in|to|into|for) )?<#([A-Za-z0-9]{1,40})(?:\\|([^>]*))?>");

    private static final Pattern HERE = Pattern.compile("(?i)\\b(?:in )?(?:here|this channel)\\b");
    private static final Pattern ARTICLE = Pattern.compile("(?i)^(?:me |us )?(?:a|an|the) ");
    /** The surface where channels are offered as one types their names, and come as ids. */
    private static final String LISTS_CHANNELS = "slack";

    private static final Pattern PLAIN_CHANNEL = Pattern.compile("(?:^| )(#[\\p{L}\\p{N}_-]+)(?= |$|:)");
    private static final Pattern PAGE = Pattern.compile("(list|follow-?ups)(?: (\\d{1,4}))?");
    private static final Pattern VERB =
            Pattern.compile("(?i)(run|pause|resume|delete|remove|cancel|change|move)\\b ?(.*)");
    private static final int LONGEST_INTENT = 400;

    private ScheduleWords() {}

    /** What is wanted. */
    sealed interface Order {
        /** @param page from 1 */
        record List(int page) implements Order {}

        /** @param page from 1 */
        record FollowUps(int page) implements Order {}

        record Help() implements Order {}

        /** @param words when, and where */
        record Add(Work.Launch work, String words) implements Order {}

        record Run(ScheduleId id) implements Order {}

        record Pause(ScheduleId id) implements Order {}

        record Resume(ScheduleId id) implements Order {}

        record Delete(ScheduleId id) implements Order {}

        /** @param words when, or where, or both */
        record Change(ScheduleId id, String words) implements Order {}
    }

    /** Whether a channel can be named there. */
    static boolean listsChannels(Place from) {
        return from.surface().equals(LISTS_CHANNELS);
    }

    static Order read(String words) throws MistakeException {
        String text = words.strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.isEmpty()) {
            return new Order.List(1);
        }
        Matcher page = PAGE.matcher(lower);
        if (page.matches()) {
            int number = page.group(2) == null ? 1 : Math.max(1, Integer.parseInt(page.group(2)));
            return page.group(1).equals("list") ? new Order.List(number) : new Order.FollowUps(number);
        }
        if (lower.equals("help")) {
            return new Order.Help();
        }
        Matcher verb = VERB.matcher(text);
        return verb.matches() ? of(verb.group(1).toLowerCase(Locale.ROOT), verb.group(2)) : add(text);
    }

    private static Order of(String verb, String behind) throws MistakeException {
        String[] parts = behind.split(" ", 2);
        ScheduleId id = ScheduleId.of(parts[0])
                .orElseThrow(() -> new MistakeException("Which one? Type its number behind it, as in “schedule " + verb
                        + " 7”; “schedule” lists them."));
        return switch (verb) {
            case "run" -> new Order.Run(id);
            case "pause" -> new Order.Pause(id);
            case "resume" -> new Order.Resume(id);
            case "change", "move" -> new Order.Change(id, parts.length == 2 ? parts[1] : "");
            default -> new Order.Delete(id);
        };
    }

    private static Order add(String text) throws MistakeException {
        String[] parts = ARTICLE.matcher(text).replaceFirst("").split(" ", 2);
        RitualName ritual = RitualName.of(parts[0].replaceAll("[:,]$", ""))
                .orElseThrow(() -> new MistakeException("Say what to run first: brief, incident or experiment, as in"
                        + " “schedule brief weekdays at 08:00”."));
        String[] rest = (parts.length == 2 ? parts[1] : "").split(": ", 2);
        return new Order.Add(work(ritual, rest.length == 2 ? rest[1] : ""), rest[0]);
    }

    /** What a ritual is to be asked, with the words that it takes without any. */
    static Work.Launch work(RitualName ritual, String intent) throws MistakeException {
        if (intent.length() > LONGEST_INTENT) {
            throw new MistakeException("What is asked has at most " + LONGEST_INTENT + " characters.");
        }
        return switch (Command.launch(ritual, intent)) {
            case Command.Launch launch -> new Work.Launch(launch.ritual(), launch.intent());
            case Command.Help _ ->
                throw new MistakeException("Say behind a colon what to ask, as in “schedule " + ritual.key()
                        + (ritual == RitualName.INCIDENT
                                ? " every 2 hours: are payments healthy?”."
                                : " every Monday 9am: readout freemium-gating”."));
        };
    }

    /**
     * When and where.
     *
     * @param timing empty when only a place was named
     */
    record WhenAndWhere(Optional<Timing> timing, Optional<Target> target) {}

    /**
     * Understands when and where, as of a moment.
     *
     * @param from where it was typed
     */
    static WhenAndWhere whenAndWhere(String words, Place from, ZoneId usual, Instant now) throws MistakeException {
        String text = words.strip();
        Optional<Target> target = Optional.empty();
        Matcher channel = CHANNEL.matcher(text);
        Matcher here = HERE.matcher(text);
        if (channel.find()) {
            String name = channel.group(2) == null ? "" : channel.group(2);
            target = Optional.of(new Target(
                    new Place(from.surface(), from.workspace(), channel.group(1), Optional.empty()),
                    "#" + (name.isBlank() ? channel.group(1) : name)));
            text = without(text, channel);
        } else if (here.find()) {
            target = Optional.of(new Target(from.outOfThread(), ""));
            text = without(text, here);
        }
        Matcher plain = PLAIN_CHANNEL.matcher(text);
        if (plain.find()) {
            throw new MistakeException("I cannot tell which channel “" + plain.group(1)
                    + "” is. Type this in that channel with “in here” instead of its name"
                    + (listsChannels(from) ? ", or pick it from the list that appears as you type #." : "."));
        }
        if (text.isEmpty() && target.isPresent()) {
            return new WhenAndWhere(Optional.empty(), target);
        }
        return new WhenAndWhere(Optional.of(TimingWords.read(text, usual, now)), target);
    }

    private static String without(String text, Matcher part) {
        return (text.substring(0, part.start()) + " " + text.substring(part.end()))
                .replaceAll(" +", " ")
                .strip();
    }
}
