package dev.opspilot.adapters.teams;

import java.net.URI;
import java.util.Objects;

/**
 * What the adapter needs to know of its app and its tenant.
 *
 * @param appId of the bot's registration in Microsoft Entra
 * @param openId where the keys are named with which Bot Framework signs its requests
 * @param hosts the service URLs that are called
 * @param publicUrl where people reach OpsPilot's own page
 * @param targeted whether notices go as targeted messages, which only their reader sees; Teams has these in preview
 */
public record TeamsSettings(
        String appId, TeamsAuth auth, URI openId, ServiceHosts hosts, URI publicUrl, boolean targeted) {
    private static final URI OPEN_ID = URI.create("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /** @throws IllegalArgumentException if the app's id is blank */
    public TeamsSettings {
        Objects.requireNonNull(auth);
        Objects.requireNonNull(openId);
        Objects.requireNonNull(hosts);
        Objects.requireNonNull(publicUrl);
        if (appId.isBlank()) {
            throw new IllegalArgumentException("TEAMS_APP_ID is blank");
        }
    }

    /** For the public cloud of Microsoft; with the check of tokens off, for clients on this machine. */
    public static TeamsSettings of(String appId, TeamsAuth auth, URI publicUrl, boolean targeted) {
        ServiceHosts hosts = auth instanceof TeamsAuth.Off ? ServiceHosts.LOOPBACK : ServiceHosts.MICROSOFT;
        return new TeamsSettings(appId, auth, OPEN_ID, hosts, publicUrl, targeted);
    }
}
