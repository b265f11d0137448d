package dev.opspilot.rituals.analysis;

import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.PastAct;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How something that OpsPilot did is told later, the same in every ritual. Pure. */
public final class ActWords {
    private ActWords() {}

    /**
     * As in {@code “Roll back deploy-12 of web” was done at 14:43 UTC, approved by ana, and it was verified: …}, without a
     * stop.
     *
     * @param clock how a moment is told
     */
    public static String of(PastAct act, Function<Instant, String> clock) {
        return "“" + Words.oneLine(act.title()) + "” was done at " + clock.apply(act.at()) + ", " + decided(act)
                + act.takenBackAt()
                        .map(at -> "; it was taken back at " + clock.apply(at))
                        .orElseGet(() -> came(act));
    }

    /** A sentence for each of several. */
    public static String sentences(List<PastAct> acts, Function<Instant, String> clock) {
        return acts.stream()
                .map(act -> Words.sentence(Words.stopped(of(act, clock))))
                .collect(Collectors.joining(" "));
    }

    /** The same behind the title and the moment, as in {@code approved by ana, and it was verified: …}. */
    public static String behind(PastAct act) {
        return decided(act) + came(act);
    }

    private static String decided(PastAct act) {
        return (act.byHand() ? "by hand, as told by " : "approved by ") + Name.shown(act.by());
    }

    private static String came(PastAct act) {
        String told = act.told().isEmpty() ? "" : ": " + clause(act.told());
        return switch (act.outcome()) {
            case VERIFIED -> ", and it was verified" + told;
            case UNVERIFIED -> "; that it helped could not be verified" + told;
            case DONE -> act.byHand() ? "" : "; nothing tells yet whether it helped";
            case UNCERTAIN -> ", though it is not known whether the call went through";
        };
    }

    /** A sentence made fit to stand behind a colon. */
    private static String clause(String sentence) {
        String stripped = sentence.strip();
        return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }
}
