package dev.opspilot.adapters.slack.door;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.adapters.slack.home.ConsoleRoom;
import dev.opspilot.adapters.slack.home.Home;
import dev.opspilot.adapters.slack.home.HomeDrawing;
import dev.opspilot.adapters.slack.home.HomeRoom;
import dev.opspilot.adapters.slack.home.HomeState;
import dev.opspilot.adapters.slack.home.MuseumRoom;
import dev.opspilot.rituals.surface.RitualName;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hears that App Home was opened, and what is pressed in it. */
public final class HomeDoor {
    private static final Pattern TABS = Pattern.compile(HomeDrawing.TAB + "[a-z]+");
    private static final Pattern LAUNCHERS = Pattern.compile(ConsoleRoom.LAUNCH + "[a-z]+");
    private static final String HOME_TAB = "home";
    private static final String MESSAGES_TAB = "messages";

    private final Hearing hearing;
    private final Home home;
    private final AgentPane pane;
    private final Launcher launcher;

    public HomeDoor(Hearing hearing, Home home, AgentPane pane, Launcher launcher) {
        this.hearing = hearing;
        this.home = home;
        this.pane = pane;
        this.launcher = launcher;
    }

    public void listen(App app) {
        app.event(AppHomeOpenedEvent.class, (request, _) -> opened(request));
        app.blockAction(TABS, (request, _) -> turned(request.getPayload(), HomeDoor::room));
        app.blockAction(
                MuseumRoom.SEARCH,
                (request, _) -> turned(request.getPayload(), (state, press) -> state.searching(press.value())));
        app.blockAction(
                MuseumRoom.EARLIER,
                (request, _) -> turned(request.getPayload(), (state, press) -> state.from(Optional.of(press.value()))));
        app.blockAction(MuseumRoom.LATEST, (request, _) -> turned(request.getPayload(), HomeDoor::latest));
        app.blockAction(LAUNCHERS, (request, _) -> launched(request.getPayload()));
    }

    private Response opened(EventsApiPayload<AppHomeOpenedEvent> request) {
        AppHomeOpenedEvent event = request.getEvent();
        boolean isNew = SlackIds.id(request.getEventId()).map(hearing::isNew).orElse(true);
        Optional<String> user = SlackIds.id(event.getUser());
        if (!isNew || user.isEmpty()) {
            return Response.ok();
        }
        String workspace = SlackIds.workspace(request.getTeamId(), null);
        if (MESSAGES_TAB.equals(event.getTab())) {
            SlackIds.id(event.getChannel()).ifPresent(channel -> pane.opened(workspace, channel));
        } else if (HOME_TAB.equals(event.getTab())) {
            String at = SlackIds.id(event.getEventTs()).orElse("");
            home.show(workspace, SlackIds.person(user.get(), null), state(event.getView()), hash(event.getView()), at);
        }
        return Response.ok();
    }

    private static HomeState room(HomeState state, Press press) {
        return HomeRoom.of(press.value()).map(state::in).orElse(state);
    }

    private static HomeState latest(HomeState state, Press press) {
        return press.value().equals("all") ? state.searching("") : state.from(Optional.empty());
    }

    private Response turned(BlockActionPayload payload, BiFunction<HomeState, Press, HomeState> turn) {
        for (Press press : Press.all(payload)) {
            HomeState next = turn.apply(state(payload.getView()), press);
            home.show(press.place().workspace(), press.person(), next, hash(payload.getView()), press.at());
        }
        return Response.ok();
    }

    private Response launched(BlockActionPayload payload) {
        Press.all(payload)
                .forEach(press -> RitualName.of(press.value()).ifPresent(ritual -> launcher.open(press, ritual)));
        return Response.ok();
    }

    private static HomeState state(@Nullable View view) {
        return HomeState.read(view == null ? null : view.getPrivateMetadata());
    }

    private static Optional<String> hash(@Nullable View view) {
        return view == null ? Optional.empty() : SlackIds.id(view.getHash());
    }
}
