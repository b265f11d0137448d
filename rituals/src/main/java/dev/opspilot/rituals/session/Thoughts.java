package dev.opspilot.rituals.session;

import dev.opspilot.rituals.mind.Mind;
import dev.opspilot.rituals.mind.Thought;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has minds think on threads of their own, and gives up on those that take longer than they may. */
record Thoughts(Workbench workbench, Consumer<Input> tell) {
    private static final Logger LOG = LoggerFactory.getLogger(Thoughts.class);

    void think(Effect.Think think) {
        Optional<Mind> mind = workbench.minds().of(think.mindOf());
        if (mind.isEmpty()) {
            done(think, new Thought.Failed("It is no longer configured.", 0));
            return;
        }
        FutureTask<Void> work = new FutureTask<>(() -> done(think, thought(mind.get(), think)), null);
        workbench.outside().execute(work);
        giveUpLater(work, mind.get(), think);
    }

    private Thought thought(Mind mind, Effect.Think think) {
        try {
            return mind.think(
                    think.assignment(),
                    claim -> tell.accept(new Input.Said(
                            think.about(), think.round(), think.assignment().evidence(), claim)));
        } catch (RuntimeException e) {
            LOG.error("Mind {} broke its contract and threw", mind.name(), e);
            return new Thought.Failed(
                    "The connection to it broke: " + e.getClass().getSimpleName() + ".", 0);
        }
    }

    private void giveUpLater(Future<?> work, Mind mind, Effect.Think think) {
        if (workbench.isLeaving()) {
            return;
        }
        long millis = mind.budget().time().toMillis();
        Runnable giveUp = () -> {
            if (!work.isDone()) {
                done(think, new Thought.Failed("It did not answer within " + millis + " ms.", 0));
                work.cancel(true);
            }
        };
        var _ = workbench.timer().schedule(() -> workbench.threads().execute(giveUp), millis, TimeUnit.MILLISECONDS);
    }

    private void done(Effect.Think think, Thought thought) {
        if (!(thought instanceof Thought.Failed && workbench.isLeaving())) {
            tell.accept(new Input.Thought(
                    think.about(), think.round(), think.assignment().evidence(), thought));
        }
    }
}
