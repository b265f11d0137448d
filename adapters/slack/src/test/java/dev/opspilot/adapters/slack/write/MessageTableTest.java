package dev.opspilot.adapters.slack.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.draw.Transcript;
import dev.opspilot.rituals.delivery.ManualWaits;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.MemoryPostBook;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/**
 * The table against a model of Slack: whatever the calls come to, whichever node dies or comes late, and whenever a
 * person stops a stream, there is one message, no line in it twice, and in the end the last state.
 */
class MessageTableTest {
    private static final Place THREAD = new Place("slack", "T1", "C1", Optional.of("1700000000.000001"));
    private static final PostKey KEY = PostKey.board(new SessionId("s1"));

    /** A node's writer: what {@link MessageWriter} is to the table, without HTTP and threads. */
    private static final class Node {
        private final PostBook.Writer name;
        private final ModelSlack slack;
        private final MemoryPostBook book;
        private final ManualWaits time;
        private final SplittableRandom random;
        private final MessageTable table = new MessageTable(THREAD);
        private final Deque<MessageEvent> happened = new ArrayDeque<>();
        private MessageState state = MessageState.BEGIN;
        private boolean alive = true;
        private long wanted;
        private boolean last;
        private long shown = -1;
        private boolean gaveUp;
        private boolean calling;

        Node(String name, ModelSlack slack, MemoryPostBook book, ManualWaits time, SplittableRandom random) {
            this.name = new PostBook.Writer(name);
            this.slack = slack;
            this.book = book;
            this.time = time;
            this.random = random;
        }

        void offer(long version, boolean end) {
            wanted = version;
            last = end;
            time.run(() -> happen(new MessageEvent.Woken()));
        }

        private void happen(MessageEvent event) {
            if (!alive) {
                return;
            }
            happened.add(event);
            while (alive && !calling && !happened.isEmpty()) {
                MessageEvent next = happened.remove();
                Instant now = time.instant();
                Wish wish = new Wish(wanted, wanted > shown, last, !last, Duration.ofMinutes(4), false);
                MessageTable.Step step = table.next(state, next, wish, now);
                state = step.state();
                step.effects().forEach(this::act);
            }
        }

        private void act(MessageEffect effect) {
            switch (effect) {
                case MessageEffect.Again() -> happened.add(new MessageEvent.Woken());
                case MessageEffect.Look() -> happened.add(new MessageEvent.Looked(book.look(KEY)));
                case MessageEffect.Queue(CallKind kind) ->
                    time.after(Duration.ofMillis(random.nextInt(20_000)), () -> turn(kind));
                case MessageEffect.Call(CallKind kind) -> call(kind);
                case MessageEffect.Note(PostBook.Entry.Posted posted) -> {
                    if (slack.fails()) {
                        happened.add(new MessageEvent.Faulted("the book is closed"));
                    } else {
                        happened.add(new MessageEvent.Noted(book.written(KEY, name, posted)));
                    }
                }
                case MessageEffect.Release() -> book.release(KEY, name);
                case MessageEffect.Wait(Duration wait) -> time.after(wait, () -> happen(new MessageEvent.Woken()));
                case MessageEffect.Retry(int attempts, CallKind _, String _) ->
                    time.after(
                            Duration.ofSeconds(Math.min(30, 1L << Math.min(attempts, 5))),
                            () -> happen(new MessageEvent.Woken()));
                case MessageEffect.Pause _, MessageEffect.StopSession _ -> {}
                case MessageEffect.Shown(long version) -> shown = Math.max(shown, version);
                case MessageEffect.RollOver() -> throw new AssertionError("nothing ended the edits");
                case MessageEffect.GiveUp _ -> gaveUp = true;
            }
        }

        private void turn(CallKind kind) {
            if (!alive) {
                return;
            }
            if (kind == CallKind.SEARCH) {
                happen(
                        slack.fails()
                                ? new MessageEvent.Answered(
                                        kind, 0, new CallResult.Unsure("no answer"), Optional.empty())
                                : new MessageEvent.Searched(slack.search(), Optional.empty()));
            } else {
                happen(new MessageEvent.Turn(kind, book.claim(KEY, name)));
            }
        }

        /** Slack does it now; the answer takes a while, in which the node may die. */
        private void call(CallKind kind) {
            long version = wanted;
            if (book.look(KEY) instanceof PostBook.Entry.Posted posted) {
                assertThat(version).as("a late node turns nothing back").isGreaterThanOrEqualTo(posted.version());
            }
            CallResult result = slack.call(kind, state.standing().at(), version, time.instant());
            Optional<Transcript> said = kind == CallKind.START || kind == CallKind.APPEND
                    ? Optional.of(Transcript.EMPTY)
                    : Optional.empty();
            MessageEvent answer = new MessageEvent.Answered(kind, version, result, said);
            calling = true;
            time.after(Duration.ofMillis(random.nextInt(15_000)), () -> {
                calling = false;
                happened.addFirst(answer);
                happen(new MessageEvent.Woken());
            });
        }
    }

    @Property(tries = 600, shrinking = ShrinkingMode.OFF)
    void whateverHappensThereIsOneMessageAndInTheEndItsLastState(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ManualWaits time = new ManualWaits(Views.START);
        MemoryPostBook book = new MemoryPostBook(time);
        ModelSlack slack = new ModelSlack(random);
        Node node = new Node("node-0", slack, book, time, random);
        long version = 1;
        for (int i = 1; i <= 25; i++) {
            int dice = random.nextInt(100);
            if (dice < 12) {
                // The node dies, or is only slow and goes on with what it has.
                node.alive = dice < 4;
                node = new Node("node-" + i, slack, book, time, random);
            } else if (dice < 16) {
                slack.stopByUser();
            }
            node.offer(++version, false);
            time.pass(Duration.ofMillis(random.nextInt(dice < 90 ? 20_000 : 400_000)));
            assertThat(slack.count()).isLessThanOrEqualTo(1);
        }
        node.offer(++version, true);
        time.pass(Duration.ofMinutes(random.nextInt(10)));
        slack.calmDown();
        time.pass(Duration.ofHours(2));
        if (node.gaveUp) {
            node.offer(version, true);
            time.pass(Duration.ofMinutes(5));
        }

        slack.assertShows(version, time.instant());
        assertThat(node.shown).isEqualTo(version);
        assertThat(time.idle()).isTrue();
    }

    @Test
    void anOutageIsGivenUpAfterAnHourAndNoSecondMessageMadeAfterIt() {
        MessageTable table = new MessageTable(THREAD);
        Wish wish = new Wish(3, true, true, false, Duration.ZERO, false);
        Instant now = Views.START;
        MessageState state = MessageState.BEGIN.at(new Standing.Nowhere(0)).queued(Optional.of(CallKind.POST));
        MessageEvent lost =
                new MessageEvent.Answered(CallKind.POST, 3, new CallResult.Unsure("no answer"), Optional.empty());

        MessageTable.Step first = table.next(state, lost, wish, now);
        assertThat(first.state().standing()).isEqualTo(Standing.Sought.from(1));
        MessageEvent silent =
                new MessageEvent.Answered(CallKind.SEARCH, 0, new CallResult.Unsure("no answer"), Optional.empty());
        MessageTable.Step last = table.next(first.state(), silent, wish, now.plus(Duration.ofMinutes(61)));

        assertThat(last.effects()).singleElement().isInstanceOf(MessageEffect.GiveUp.class);
        assertThat(last.state().standing()).isEqualTo(new Standing.Unread());
    }

    @Test
    void whatTheBookMayHaveForgottenIsNotPostedAgain() {
        Wish old = new Wish(3, true, true, false, Duration.ZERO, true);
        MessageTable.Step step = new MessageTable(THREAD)
                .next(MessageState.BEGIN.at(new Standing.Nowhere(0)), new MessageEvent.Woken(), old, Views.START);

        assertThat(step.effects()).singleElement().isInstanceOf(MessageEffect.GiveUp.class);
    }
}
