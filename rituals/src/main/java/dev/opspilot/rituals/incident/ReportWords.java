package dev.opspilot.rituals.incident;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of a text that say which thing it is about: those that any report may hold are left out. */
final class ReportWords {
    /** What any report may hold: how it is told, who suffers, since when, and that something is wrong. */
    private static final Set<String> ANY = words("""
            a an the this that these those it its is are was were be been being am do does did done doing has have had
            can cannot could will would should may might must shall not no nor none don doesn didn isn aren wasn weren won
            hasn haven couldn wouldn shouldn ll re ve let us we our you your they them their he she his her me my i
            who whom whose what when where why how which whether if and or but so as at by for from in into of on onto off
            over under out to too with without within about around approx after before during until till than then since
            all any some every each both either neither other another such only just also even still yet again once ever
            never already almost quite very really much many more most less least few lot plenty several
            everything anything something nothing everyone everybody anyone anybody someone somebody nobody everywhere
            anywhere somewhere thing stuff kind sort part idea clue bit whole entire total totally half side
            please hey hi hello hey thanks thank ok okay sorry help urgent asap fyi btw ping lol hmm oh
            seem look feel sound appear get got getting gone go going goes come came coming keep kept stay happen happened
            happening say said saying tell told telling report reported reporting see seen saw seeing show showing check
            checked checking think know need want find found make made give gave take took start started starting begin
            began stop stopped stopping start end ended turn turned run running try tried trying hear heard read wonder
            ask asked asking mean use used using here there now today yesterday tonight tomorrow night overnight morning
            afternoon evening noon midnight hour minute second day week month year weekend ago late lately early earlier
            later recent recently last past next new newest latest first while moment time sudden suddenly currently
            monday tuesday wednesday thursday friday saturday sunday january february march april june july august
            september october november december utc cet est pst gmt am pm
            fail failed failing failure broke broken break breaking down dead die died dying dies drop dropped dropping dip
            dipped tank tanked tanking plummet plummeted crash crashed crashing spike spiked spiking jump jumped error
            errored wrong odd weird strange unusual trouble problem issue incident outage alert alarm stuck decline
            declined declining reject rejected refuse refused high higher low lower up rise rising rose risen fall falling
            fell fallen increase increased increasing decrease decreased bad badly worse worst good well fine right healthy
            health sane normal usual calm degraded degrading degradation unavailable unreachable available hurt suffer
            suffering affect affected impact impacted hit missing lost lose losing loss work worked working complain
            complained complaining complaint flaky unstable intermittent sporadic partial big huge massive major minor
            severe critical serious real true false flat zero empty throw throwing threw return returned returning
            blow blew blown explode exploding melt melting burn burning fire firing fired triggered resolved open
            customer user client people person team system service production prod company business live cause caused causing reason because due
            deploy deployed deployment release released rollout rolled flag change changed version rollback
            figure number metric rate ratio share count amount value level percent threshold above below attempt
            """);

    /** What means everything, unless something that was read is called so. */
    private static final Set<String> ALL = words("site website web page app application platform server product");

    private static final int SHORTEST = 2;

    private static final String APART = "[^\\p{L}\\p{N}]+";

    private ReportWords() {}

    /** The words, small and without the plural's ending. */
    static Set<String> of(String text) {
        Set<String> words = words(text);
        words.removeAll(ANY);
        return words;
    }

    /**
     * The same of a report.
     *
     * @param names the words of what was read
     */
    static Set<String> of(String report, Set<String> names) {
        Set<String> words = of(report);
        words.removeIf(word -> ALL.contains(word) && !names.contains(word));
        return words;
    }

    /** Those of some words that the report writes as names are, in its spelling. */
    static List<String> capitalised(String report, Set<String> words) {
        return Arrays.stream(report.split(APART))
                .filter(each -> !each.isEmpty() && Character.isUpperCase(each.codePointAt(0)))
                .filter(each -> words(each).stream().anyMatch(words::contains))
                .distinct()
                .toList();
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ")
                        .toLowerCase(Locale.ROOT)
                        .split(APART))
                .filter(word -> word.length() >= SHORTEST && !Character.isDigit(word.codePointAt(0)))
                .filter(word -> !word.endsWith("ly"))
                .map(ReportWords::singular)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String singular(String word) {
        return word.endsWith("s") && !word.endsWith("ss") && word.length() > SHORTEST + 1
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
