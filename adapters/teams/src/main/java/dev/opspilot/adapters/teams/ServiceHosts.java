package dev.opspilot.adapters.teams;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that answers may be sent to, with the app's token. Whoever could name another would get the token.
 *
 * @param names of hosts; one that begins with a dot stands for all below it
 * @param loopback whether this machine is one too, and then without TLS
 */
public record ServiceHosts(Set<String> names, boolean loopback) {
    /** Teams in the public cloud. */
    public static final ServiceHosts MICROSOFT =
            new ServiceHosts(Set.of("smba.trafficmanager.net", ".teams.microsoft.com"), false);

    /** This machine alone. */
    public static final ServiceHosts LOOPBACK = new ServiceHosts(Set.of(), true);

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public ServiceHosts {
        names = Set.copyOf(names);
    }

    /** The URL, if it is one that may be called; it ends with a slash then. */
    public Optional<URI> allowed(@Nullable String sent) {
        if (sent == null) {
            return Optional.empty();
        }
        try {
            URI url = new URI(sent.endsWith("/") ? sent : sent + "/");
            return allows(url) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    private boolean allows(URI url) {
        if (url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            return false;
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (loopback && THIS_MACHINE.contains(host)) {
            return "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        }
        return "https".equals(url.getScheme())
                && (url.getPort() == -1 || url.getPort() == 443)
                && names.stream().anyMatch(name -> name.startsWith(".") ? host.endsWith(name) : host.equals(name));
    }
}
