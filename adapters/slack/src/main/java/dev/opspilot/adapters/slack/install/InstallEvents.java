package dev.opspilot.adapters.slack.install;

import com.slack.api.app_backend.events.payload.Authorization;
import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppUninstalledEvent;
import com.slack.api.model.event.TokensRevokedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of uninstalls and revoked tokens. What could not be done is not acked, so that Slack says it again. */
public final class InstallEvents {
    private static final Logger LOG = LoggerFactory.getLogger(InstallEvents.class);
    private static final long SECOND = 1;

    /** What becomes of the news. */
    public interface Farewell {
        /** @param at the end of the second in which the app left */
        void left(Tenant tenant, Instant at);
    }

    private final Farewell farewell;

    public InstallEvents(Farewell farewell) {
        this.farewell = farewell;
    }

    public void listen(App app) {
        app.event(AppUninstalledEvent.class, (event, _) -> left(event));
        app.event(TokensRevokedEvent.class, (event, _) -> {
            List<String> bots = event.getEvent().getTokens() == null
                    ? null
                    : event.getEvent().getTokens().getBot();
            return bots == null || bots.isEmpty() ? Response.ok() : left(event);
        });
    }

    private Response left(EventsApiPayload<?> event) {
        Optional<Tenant> tenant = tenant(event);
        if (tenant.isEmpty() || event.getEventTime() == null) {
            LOG.warn("a farewell that names neither a workspace nor an organisation");
            return Response.ok();
        }
        // The event's time is in whole seconds: what was installed within that second is older than the farewell.
        farewell.left(tenant.get(), Instant.ofEpochSecond(event.getEventTime()).plusSeconds(SECOND));
        return Response.ok();
    }

    private static Optional<Tenant> tenant(EventsApiPayload<?> event) {
        Optional<Authorization> authorization = Optional.ofNullable(event.getAuthorizations())
                .flatMap(all -> all.stream().findFirst());
        Optional<String> team = authorization
                .flatMap(each -> text(each.getTeamId()))
                .or(() -> text(event.getTeamId()))
                .filter(Tenant.Team::isId);
        Optional<String> org = authorization
                .flatMap(each -> text(each.getEnterpriseId()))
                .or(() -> text(event.getEnterpriseId()))
                .or(() -> text(event.getTeamId()))
                .filter(Tenant.Org::isId);
        boolean wide = authorization
                .filter(each -> Boolean.TRUE.equals(each.getIsEnterpriseInstall()))
                .isPresent();
        return wide || team.isEmpty() ? org.map(Tenant.Org::new) : team.map(Tenant.Team::new);
    }

    private static Optional<String> text(@Nullable String sent) {
        return Optional.ofNullable(sent).filter(each -> !each.isBlank());
    }
}
