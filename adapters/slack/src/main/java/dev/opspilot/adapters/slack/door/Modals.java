package dev.opspilot.adapters.slack.door;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.call.Desk;
import dev.opspilot.adapters.slack.call.DoorCalls;
import dev.opspilot.adapters.slack.call.SlackMethod;
import dev.opspilot.adapters.slack.call.SlackReply;
import dev.opspilot.adapters.slack.call.Whisper;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.SlackLimits;
import dev.opspilot.adapters.slack.draw.SlackText;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens modals. A trigger lives three seconds, so a modal opens at once without waiting for its turn, and what takes time
 * to read is filled in after. Thread-safe; never blocks the caller.
 */
public final class Modals {
    private static final Logger LOG = LoggerFactory.getLogger(Modals.class);

    private final DoorCalls calls;
    private final Desk desk;
    private final Hearing hearing;
    private final Whisper whisper;

    public Modals(DoorCalls calls, Desk desk, Hearing hearing, Whisper whisper) {
        this.calls = calls;
        this.desk = desk;
        this.hearing = hearing;
        this.whisper = whisper;
    }

    /**
     * Somebody who may open a modal now.
     *
     * @param trigger lives three seconds; a second delivery of the same opens nothing
     * @param place where the person is told if it does not open
     */
    public record Opener(String trigger, Person person, Place place) {
        public static Optional<Opener> of(Press press) {
            return press.trigger().map(trigger -> new Opener(trigger, press.person(), press.place()));
        }
    }

    /** Opens a modal that is whole already. */
    public void open(Opener opener, View view) {
        if (hearing.isNew("trigger/" + opener.trigger())) {
            desk.waits().run(() -> opened(opener, view));
        }
    }

    /** Opens a modal that says it is being read, and fills it in; a view that cannot be made says so. */
    public void open(Opener opener, String title, Supplier<View> view) {
        if (hearing.isNew("trigger/" + opener.trigger())) {
            desk.waits()
                    .run(() -> opened(opener, saying(title, "One moment…"))
                            .ifPresent(id -> fill(opener.place().workspace(), id, title, view)));
        }
    }

    /** Brings an open modal to another view. */
    public void update(String workspace, String viewId, String title, Supplier<View> view) {
        desk.waits().run(() -> fill(workspace, viewId, title, view));
    }

    private Optional<String> opened(Opener opener, View view) {
        CallResult result = calls.open(opener.place().workspace(), opener.trigger(), view);
        if (result instanceof CallResult.Done(SlackReply reply)) {
            return reply.viewId();
        }
        LOG.warn("a modal for {} did not open: {}", opener.person().actor(), result);
        whisper.tell(
                opener.place(),
                opener.person().id(),
                "That did not open: Slack was not quick enough. Nothing was done; please press once more.");
        return Optional.empty();
    }

    private void fill(String workspace, String viewId, String title, Supplier<View> wanted) {
        View view;
        try {
            view = wanted.get();
        } catch (RuntimeException unreadable) {
            LOG.error("“{}” cannot be drawn", title, unreadable);
            view = saying(title, "OpsPilot cannot read this now. Please try again in a minute.");
        }
        View drawn = view;
        desk.queues().submit(SlackMethod.VIEW_UPDATE, workspace, viewId, () -> {
            switch (calls.update(workspace, viewId, drawn)) {
                case CallResult.Done _ -> {}
                case CallResult.Limited(Duration pause) -> {
                    desk.queues().pause(SlackMethod.VIEW_UPDATE, workspace, pause);
                    desk.queues().submit(SlackMethod.VIEW_UPDATE, workspace, viewId, () -> {
                        var _ = calls.update(workspace, viewId, drawn);
                    });
                }
                case CallResult other -> LOG.warn("“{}” was not filled in: {}", title, other); // mostly closed by now
            }
        });
    }

    /** A modal of one sentence. */
    public static View saying(String title, String mrkdwn) {
        return closing(title, List.of(Blocks.section(mrkdwn))).build();
    }

    /** A modal that can be read and closed. */
    public static View.ViewBuilder closing(String title, List<LayoutBlock> blocks) {
        return View.builder()
                .type("modal")
                .title(title(title))
                .close(ViewClose.builder().type("plain_text").text("Close").build())
                .blocks(blocks);
    }

    /** A modal that can be submitted. */
    public static View.ViewBuilder asking(String callback, String title, String submit, List<LayoutBlock> blocks) {
        return View.builder()
                .type("modal")
                .callbackId(callback)
                .title(title(title))
                .submit(ViewSubmit.builder().type("plain_text").text(submit).build())
                .close(ViewClose.builder().type("plain_text").text("Cancel").build())
                .blocks(blocks);
    }

    private static ViewTitle title(String title) {
        return ViewTitle.builder()
                .type("plain_text")
                .text(SlackText.line(title, SlackLimits.VIEW_TITLE))
                .build();
    }
}
