package dev.opspilot.bot.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How Microsoft Teams is reached.
 *
 * @param targeted whether what one person alone needs to see goes as a targeted message, which Teams has in preview
 */
public record TeamsAccess(String appId, Proof proof, boolean targeted) {
    private static final List<String> VARIABLES =
            List.of("TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID", "TEAMS_AUTH");
    private static final String NOBODYS_APP = "opspilot";

    public TeamsAccess {
        Objects.requireNonNull(appId);
        Objects.requireNonNull(proof);
    }

    /** How the app proves who it is. */
    public sealed interface Proof {

        /** By a client secret, in one tenant. */
        record Password(String tenant, Secret password) implements Proof {}

        /** By the managed identity of the machine in Azure, in one tenant. */
        record ManagedIdentity(String tenant) implements Proof {}

        /** Not at all, and neither does who talks to it: for this machine alone. */
        record None() implements Proof {}
    }

    static Optional<TeamsAccess> from(Env env) throws ConfigException {
        if (VARIABLES.stream().allMatch(name -> env.text(name).isEmpty())) {
            return Optional.empty();
        }
        Optional<String> app = env.text("TEAMS_APP_ID");
        boolean targeted = env.isOn("TEAMS_TARGETED");
        if (env.text("TEAMS_AUTH").isPresent() && !env.isOn("TEAMS_AUTH")) {
            return Optional.of(new TeamsAccess(app.orElse(NOBODYS_APP), new Proof.None(), targeted));
        }
        Optional<String> tenant = env.text("TEAMS_TENANT_ID");
        if (app.isEmpty() || tenant.isEmpty()) {
            throw new ConfigException(
                    "Teams needs TEAMS_APP_ID and TEAMS_TENANT_ID, and TEAMS_APP_PASSWORD unless the app"
                            + " has a managed identity; set " + (app.isEmpty() ? "TEAMS_APP_ID" : "TEAMS_TENANT_ID")
                            + " too, or none to run without Teams.");
        }
        Proof proof = env.secret("TEAMS_APP_PASSWORD")
                .<Proof>map(password -> new Proof.Password(tenant.get(), password))
                .orElseGet(() -> new Proof.ManagedIdentity(tenant.get()));
        return Optional.of(new TeamsAccess(app.get(), proof, targeted));
    }
}
