package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.widget.Widget;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a brief says of one matter.
 *
 * @param words a sentence without its stop; where the matter is calm or astray, a clause that stands among others
 * @param beside a clause on what is as usual in it, although something else in it is not; mostly empty
 * @param finding the same in full, with its calculations
 * @param plays what could be done about it, the most useful first
 */
record Section(
        Matter matter,
        Weight weight,
        String words,
        Optional<String> beside,
        Finding finding,
        List<Widget> widgets,
        List<Play> plays) {
    /** What a section can be about, in the order of telling: what customers feel, then what it costs. */
    enum Matter {
        INCIDENTS,
        ACTS,
        MONEY,
        FIGURES,
        CUSTOMERS,
        AUTOMATIONS
    }

    /** One of which all is said in its words. */
    Section(Matter matter, Weight weight, String words, Finding finding, List<Widget> widgets, List<Play> plays) {
        this(matter, weight, words, Optional.empty(), finding, widgets, plays);
    }

    Section {
        Objects.requireNonNull(matter);
        Objects.requireNonNull(weight);
        Objects.requireNonNull(words);
        Objects.requireNonNull(beside);
        Objects.requireNonNull(finding);
        widgets = List.copyOf(widgets);
        plays = List.copyOf(plays);
    }
}
