package dev.opspilot.adapters.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.teams.Progress.Need;
import dev.opspilot.adapters.teams.Progress.Where;
import dev.opspilot.adapters.teams.card.StreamText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever Teams answers, in whatever order: one message, never too fast, never two streams, and always an end. */
class ProgressTest {
    private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");
    private static final int STEPS_TO_AN_END = 60;

    @Provide
    Arbitrary<CallResult> faults() {
        return Arbitraries.of(
                new CallResult.Done(Optional.of("id"), Optional.empty()),
                new CallResult.Done(Optional.empty(), Optional.empty()),
                new CallResult.Limited(Optional.of(Duration.ofSeconds(3))),
                new CallResult.NotDone("status 403"),
                new CallResult.NotDone("java.net.ConnectException"),
                new CallResult.Unsure("status 502"),
                new CallResult.TooBig(),
                new CallResult.Unfit("status 400"),
                new CallResult.StreamOver("status 403", false),
                new CallResult.StreamOver("status 403", true),
                new CallResult.Outside("status 403", "add it"),
                new CallResult.Refused("status 404", "gone"));
    }

    @Property
    void everyOrderOfFaultsEndsInOneMessageOrInAReason(
            @ForAll List<@From("faults") CallResult> faults, @ForAll boolean mayStream) {
        Instant now = START;
        Progress progress = Progress.begin(mayStream);
        int text = 0;
        Instant lastLine = Instant.MIN;
        String said = "";
        for (CallResult fault : faults) {
            Move move = progress.next(new Need(false, false, "line " + text, text(++text)), now);
            switch (move) {
                case Move.Call call -> {
                    if (!call.whole()) {
                        assertThat(mayStream).isTrue();
                        assertThat(Duration.between(
                                        lastLine.equals(Instant.MIN) ? START.minusSeconds(9) : lastLine, now))
                                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
                        lastLine = now;
                    }
                    if (call instanceof Move.Say(Stream open, StreamText more)) {
                        assertThat(more.text()).startsWith(open.said().text());
                        assertThat(more.text()).startsWith(said);
                        said = fault instanceof CallResult.Done ? more.text() : said;
                    }
                    progress = progress.after(call, fault, now);
                    if (!(progress.where() instanceof Where.Streaming)) {
                        said = "";
                    }
                }
                case Move.Wait(Duration time) -> {
                    assertThat(time).isPositive();
                    now = now.plus(time);
                }
                case Move.Skip() -> assertThat(progress.quiet()).isTrue();
                case Move.GiveUp(String error, String advice) -> {
                    assertThat(error).isNotBlank();
                    assertThat(advice).isNotBlank();
                    progress = Progress.begin(false);
                }
            }
        }
        assertThat(ends(progress, now)).isTrue();
    }

    /** From wherever it is, when Teams is well again, the last state is written within a few steps. */
    private static boolean ends(Progress from, Instant at) {
        Progress progress = from;
        Instant now = at;
        for (int i = 0; i < STEPS_TO_AN_END; i++) {
            switch (progress.next(new Need(true, true, "", StreamText.NONE), now)) {
                case Move.Call call -> {
                    progress = progress.after(call, new CallResult.Done(Optional.of("id"), Optional.empty()), now);
                    if (call.whole()) {
                        return progress.where() instanceof Where.Stands;
                    }
                }
                case Move.Wait(Duration time) -> now = now.plus(time);
                case Move.GiveUp _ -> {
                    return true;
                }
                case Move.Skip() -> {
                    return false;
                }
            }
        }
        return false;
    }

    private static StreamText text(int length) {
        return new StreamText("x".repeat(length), Set.of(), 0);
    }
}
