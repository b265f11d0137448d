package dev.opspilot.adapters.slack.home;

import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.Page;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.mind.Mind;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Wording;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The minds: who tells what a session of each ritual amounts to, and what it may spend and read for that. */
record MindsRoom(Minds minds) {
    private static final int NAME = 120;

    void draw(Page page) {
        page.add(Blocks.section("Figures come from code. A language mind only narrates: each of its sentences must cite"
                + " evidence that carries it, or it is dropped. Without one the playbook tells."));
        for (RitualName ritual : RitualName.BY_NAME) {
            Optional<Mind> mind = minds.of(ritual);
            page.add(
                    HomeDrawing.divider(),
                    Blocks.section("*" + Wording.ritual(ritual) + "*\n"
                            + mind.map(MindsRoom::language)
                                    .orElse("told by the " + Minds.PLAYBOOK.toLowerCase(Locale.ROOT)
                                            + ", which needs no model")));
        }
    }

    private static String language(Mind mind) {
        Mind.Budget budget = mind.budget();
        String reads = mind.mayRead().stream().map(Capability::key).sorted().collect(Collectors.joining(", "));
        return "told by "
                + SlackText.mrkdwnLine(mind.name(), NAME)
                + String.format(
                        Locale.ROOT,
                        "%nat most %d calls and %,d tokens a session, %d s each",
                        budget.calls(),
                        budget.tokens(),
                        budget.time().toSeconds())
                + (reads.isEmpty()
                        ? "\nmay not ask sources itself"
                        : "\nmay ask: " + SlackText.mrkdwn(reads, SlackLimits.FIELD_TEXT / 2));
    }
}
