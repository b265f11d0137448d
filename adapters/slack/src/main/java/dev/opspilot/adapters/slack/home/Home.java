package dev.opspilot.adapters.slack.home;

import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.call.CallResult;
import dev.opspilot.adapters.slack.call.Desk;
import dev.opspilot.adapters.slack.call.DoorCalls;
import dev.opspilot.adapters.slack.call.SlackMethod;
import dev.opspilot.adapters.slack.call.SlackReply;
import dev.opspilot.rituals.surface.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps App Home as it should be for everybody who has it open: published when somebody opens it or presses in it, a
 * little later when something changed here, and within half a minute when it changed elsewhere. One view of one person is published at a time. Thread-safe.
 */
public final class Home {
    public static final String NOT_ENABLED = "not_enabled";

    /** Changes within this time are shown together. */
    public static final Duration QUIET = Duration.ofSeconds(3);
    /** Slack does not say when somebody goes; after this long they are taken to have gone. */
    public static final Duration WATCHED = Duration.ofMinutes(15);

    /** How often it is looked whether what somebody sees has changed elsewhere: on the page, in Teams, on another node. */
    public static final Duration LOOKS = Duration.ofSeconds(30);

    private static final String HASH_CONFLICT = "hash_conflict";
    private static final Duration DISABLED_FOR = Duration.ofHours(1);
    private static final int MOST_OPEN = 1_000;
    private static final int TRIES = 5;
    private static final Logger LOG = LoggerFactory.getLogger(Home.class);

    private final HomeDrawing drawing;
    private final DoorCalls calls;
    private final Desk desk;
    private final Map<Viewer, Open> open = new Opens();
    private final Map<String, Instant> disabledUntil = new ConcurrentHashMap<>();

    public Home(HomeDrawing drawing, DoorCalls calls, Desk desk) {
        this.drawing = drawing;
        this.calls = calls;
        this.desk = desk;
    }

    private record Viewer(String workspace, String user) {}

    /** The Home of one person. Guarded by itself. */
    private static final class Open {
        private final String workspace;
        private final Person person;
        private HomeState state = HomeState.BEGIN;
        private String newest = "";
        private Instant seen = Instant.MIN;
        /** What the person saw when they pressed; tried first, so that nothing newer is overwritten unseen. */
        private Optional<String> pressedOn = Optional.empty();
        /** What was published from here last. */
        private Optional<String> published = Optional.empty();

        private boolean wanted;
        private boolean asked;
        private boolean busy;
        private boolean alarmed;
        private int attempt = 1;
        private boolean looking;
        /** What the person sees, but for the line with the time. */
        private String seenBlocks = "";

        Open(String workspace, Person person) {
            this.workspace = workspace;
            this.person = person;
        }
    }

    /** What is published in one go. */
    private record Edition(HomeState state, boolean asked, List<Optional<String>> hashes) {}

    /**
     * Shows somebody what they asked for.
     *
     * @param hash of the view that they saw; empty if they saw none
     * @param at when they asked, by Slack's clock; what was asked earlier is not shown any more
     */
    public void show(String workspace, Person person, HomeState state, Optional<String> hash, String at) {
        Open home;
        synchronized (open) {
            home = open.computeIfAbsent(new Viewer(workspace, person.id()), _ -> new Open(workspace, person));
        }
        synchronized (home) {
            if (at.compareTo(home.newest) < 0) {
                return;
            }
            home.newest = at;
            home.state = state;
            home.seen = desk.clock().instant();
            home.pressedOn = hash;
            home.asked = true;
            home.wanted = true;
            lookLater(home);
        }
        publishSoon(home);
    }

    /** Guarded by the home. */
    private void lookLater(Open home) {
        if (!home.looking) {
            home.looking = true;
            desk.waits().after(LOOKS, () -> look(home));
        }
    }

    /** Draws what somebody looks at once more; what has changed is published. */
    private void look(Open home) {
        HomeState state;
        synchronized (home) {
            home.looking = false;
            if (!desk.clock().instant().isBefore(home.seen.plus(WATCHED))) {
                return;
            }
            state = home.state;
        }
        String now = blocks(draw(home, state));
        synchronized (home) {
            home.wanted = home.wanted || (home.state.equals(state) && !now.equals(home.seenBlocks));
            lookLater(home);
        }
        publishSoon(home);
    }

    private static String blocks(View view) {
        return view.getBlocks().subList(0, view.getBlocks().size() - 1).toString();
    }

    /** Says that what some rooms show has changed; whoever looks at one of them sees it shortly. */
    public void changed(Set<HomeRoom> rooms) {
        List<Open> all;
        synchronized (open) {
            all = List.copyOf(open.values());
        }
        Instant now = desk.clock().instant();
        for (Open home : all) {
            synchronized (home) {
                boolean watched = now.isBefore(home.seen.plus(WATCHED));
                if (!watched || !rooms.contains(home.state.room()) || home.alarmed) {
                    continue;
                }
                home.alarmed = true;
            }
            desk.waits().after(QUIET, () -> {
                synchronized (home) {
                    home.alarmed = false;
                    home.wanted = true;
                }
                publishSoon(home);
            });
        }
    }

    private void publishSoon(Open home) {
        synchronized (home) {
            boolean disabled = disabledUntil
                    .getOrDefault(home.workspace, Instant.MIN)
                    .isAfter(desk.clock().instant());
            if (home.busy || !home.wanted || disabled) {
                return;
            }
            home.busy = true;
        }
        queue(home);
    }

    private void queue(Open home) {
        desk.queues().submit(SlackMethod.HOME, home.workspace, home.person.id(), () -> publish(home));
    }

    private void publish(Open home) {
        Edition edition;
        synchronized (home) {
            edition = new Edition(home.state, home.asked, hashes(home));
            home.wanted = false;
            home.asked = false;
        }
        View view = draw(home, edition.state());
        synchronized (home) {
            home.seenBlocks = blocks(view);
        }
        CallResult result = published(home, edition, view);
        switch (result) {
            case CallResult.Done(SlackReply reply) -> done(home, reply.viewHash());
            case CallResult.Limited(Duration pause) -> {
                desk.queues().pause(SlackMethod.HOME, home.workspace, pause);
                again(home, edition);
                queue(home);
            }
            case CallResult.Unsure(String why) -> tryLater(home, edition, why);
            case CallResult.Refused(String error, String _)
            when error.equals(HASH_CONFLICT) -> leave(home); // another node shows something newer there
            case CallResult.Refused(String error, String advice)
            when error.equals(NOT_ENABLED) -> disabled(home, advice);
            case CallResult other -> {
                LOG.error("App Home of {} cannot be shown: {}", home.person.actor(), other);
                done(home, Optional.empty());
            }
        }
    }

    /** What was published from here is the newest unless another node was asked; a person's wish wins over both. */
    private static List<Optional<String>> hashes(Open home) {
        if (!home.asked) {
            return List.of(home.published);
        }
        return home.published.equals(home.pressedOn)
                ? List.of(home.pressedOn, Optional.empty())
                : List.of(home.pressedOn, home.published, Optional.empty());
    }

    /** Tries one hash after the other while each is found to be old; and a plain view where the whole is not taken. */
    private CallResult published(Open home, Edition edition, View view) {
        CallResult result = new CallResult.Refused(HASH_CONFLICT, "");
        for (Optional<String> hash : edition.hashes()) {
            result = calls.publish(home.workspace, home.person.id(), hash, view);
            if (!(result instanceof CallResult.Refused(String error, String _)) || !error.equals(HASH_CONFLICT)) {
                break;
            }
        }
        if (!(result instanceof CallResult.Unfit(String error))) {
            return result;
        }
        LOG.error("Slack does not take the {} of App Home: {}", edition.state().room(), error);
        View plain = drawing.without(
                edition.state(),
                "Slack does not take this room as it is; it is on the page.",
                desk.clock().instant());
        return calls.publish(home.workspace, home.person.id(), Optional.empty(), plain);
    }

    private View draw(Open home, HomeState state) {
        Instant now = desk.clock().instant();
        try {
            return drawing.draw(state, home.person, home.workspace, now);
        } catch (RuntimeException unreadable) {
            LOG.error("the {} of App Home cannot be drawn for {}", state.room(), home.person.actor(), unreadable);
            return drawing.without(state, "OpsPilot cannot read this now. Please come back in a minute.", now);
        }
    }

    private void done(Open home, Optional<String> hash) {
        synchronized (home) {
            home.published = hash;
            home.attempt = 1;
            home.busy = false;
        }
        publishSoon(home);
    }

    private static void again(Open home, Edition edition) {
        synchronized (home) {
            home.wanted = true;
            home.asked = home.asked || edition.asked();
        }
    }

    private void tryLater(Open home, Edition edition, String why) {
        int attempt;
        synchronized (home) {
            attempt = home.attempt++;
        }
        if (attempt >= TRIES) {
            LOG.warn("App Home of {} cannot be shown now: {}", home.person.actor(), why);
            done(home, Optional.empty());
            return;
        }
        again(home, edition);
        desk.waits().after(desk.backoff().after(attempt), () -> queue(home));
    }

    /** Forgets a Home that is looked after elsewhere, unless the person has pressed here meanwhile. */
    private void leave(Open home) {
        boolean over;
        synchronized (home) {
            home.busy = false;
            home.published = Optional.empty();
            over = !home.wanted;
            home.seen = over ? Instant.MIN : home.seen;
        }
        if (!over) {
            publishSoon(home);
        }
    }

    private void disabled(Open home, String advice) {
        Instant until = desk.clock().instant().plus(DISABLED_FOR);
        boolean isNew = disabledUntil.put(home.workspace, until) == null;
        if (isNew) {
            LOG.error("App Home is not shown in workspace {}: {}", home.workspace, advice);
        }
        synchronized (home) {
            home.busy = false;
        }
    }

    /** Those who opened it last. Guarded by itself. */
    private static final class Opens extends LinkedHashMap<Viewer, Open> {
        private static final long serialVersionUID = 1L;

        Opens() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<Viewer, Open> eldest) {
            return size() > MOST_OPEN;
        }
    }
}
