package dev.opspilot.bot.http;

import dev.opspilot.rituals.surface.Person;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the API: whoever presents the token, and a browser that was let in by the page's cookie. A cookie alone
 * changes nothing for a request that another site made the browser send.
 */
final class Access {
    static final Person API = new Person("console", "api", "API");
    private static final Person PAGE = new Person("console", "page", "Web page");
    private static final Pattern LOOPBACK_HOST = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Bearer realm=\"OpsPilot\"");

    private final HttpSettings settings;
    private final Optional<byte[]> tokenDigest;
    private final Optional<PageCookie> cookie;

    Access(HttpSettings settings, Optional<PageCookie> cookie) {
        this.settings = settings;
        this.tokenDigest = settings.token().map(Access::digest);
        this.cookie = cookie;
    }

    /** What became of a request at the door. */
    sealed interface Entry {
        record Granted(Person person) implements Entry {}

        record Barred(Reply.Failed why) implements Entry {}
    }

    Entry enter(Context ctx) {
        if (tokenDigest.isEmpty()) {
            return barred(Problem.NO_TOKEN_SET);
        }
        String authorization = ctx.header("Authorization");
        if (authorization != null) {
            return bears(authorization) ? new Entry.Granted(API) : challenged();
        }
        boolean let = cookie.flatMap(each -> each.in(ctx)).isPresent();
        if (!let) {
            return challenged();
        }
        boolean safe = SAFE_METHODS.contains(ctx.method().name());
        return safe || isFromOwnPage(ctx.req()) ? new Entry.Granted(PAGE) : barred(Problem.FOREIGN_ORIGIN);
    }

    /**
     * Lets a program in that presents the token, and in a demo any program of this machine, which could open the page as
     * well. No cookie counts, and no page but this server's own gets in, whatever it presents: neither a site that the
     * browser also shows, nor one whose name was pointed at this machine.
     */
    Entry enterAsProgram(HttpServletRequest request) {
        if (tokenDigest.isEmpty()) {
            return barred(Problem.NO_TOKEN_SET);
        }
        if (!isOwnName(request.getHeader("Host"))) {
            return new Entry.Barred(Reply.Failed.of(
                    Problem.FOREIGN_HOST,
                    "This server is reached under " + settings.publicUrl()
                            + " or as localhost. Where it has another name, set OPSPILOT_PUBLIC_URL to it."));
        }
        boolean page = request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null;
        if (page && !isFromOwnPage(request)) {
            return barred(Problem.FOREIGN_ORIGIN);
        }
        String authorization = request.getHeader("Authorization");
        boolean granted = authorization == null
                ? settings.demo() && isLocalPage() && isLocalVisitor(request)
                : bears(authorization);
        return granted ? new Entry.Granted(API) : challenged();
    }

    private boolean isOwnName(@Nullable String host) {
        return host != null
                && (LOOPBACK_HOST.matcher(host).matches()
                        || host.equalsIgnoreCase(settings.publicUrl().getRawAuthority()));
    }

    private boolean bears(String authorization) {
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                && isToken(authorization.substring(7).strip());
    }

    /** Lets a browser in that typed the token. */
    Reply login(Context ctx, String token) {
        if (cookie.isEmpty()) {
            return Reply.Failed.of(Problem.NO_TOKEN_SET);
        }
        if (!isFromOwnPage(ctx.req())) {
            return Reply.Failed.of(Problem.FOREIGN_ORIGIN);
        }
        if (!isToken(token)) {
            return Reply.Failed.of(
                    Problem.UNAUTHORIZED, "This is not the token. It is the value of OPSPILOT_API_TOKEN.");
        }
        return new Reply.Empty(Map.of("Set-Cookie", cookie.get().issue()));
    }

    /** In a demo, lets a browser of this machine in as it opens the page. */
    Optional<String> cookieForVisitor(Context ctx) {
        return settings.demo() && isLocalPage() && isLocalVisitor(ctx.req())
                ? cookie.map(PageCookie::issue)
                : Optional.empty();
    }

    /** Whoever is reached under a name of the net stands behind a proxy, and that need not say so in its requests. */
    private boolean isLocalPage() {
        return LOOPBACK_HOST.matcher(settings.publicUrl().getHost()).matches();
    }

    /**
     * The peer alone is not enough: a page of another site can point its own name at 127.0.0.1, and a proxy on this
     * machine makes everybody look local.
     */
    private static boolean isLocalVisitor(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null
                && LOOPBACK_HOST.matcher(host).matches()
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null
                && isLoopback(request.getRemoteAddr());
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private boolean isFromOwnPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        String own =
                settings.publicUrl().getScheme() + "://" + settings.publicUrl().getRawAuthority();
        return origin.equalsIgnoreCase(own) || authority(origin).equals(Optional.ofNullable(request.getHeader("Host")));
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Digests are compared, in constant time, so that neither length nor content of the token shows. */
    private boolean isToken(String presented) {
        return tokenDigest.isPresent() && MessageDigest.isEqual(tokenDigest.get(), digest(presented));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static Entry challenged() {
        return new Entry.Barred(new Reply.Failed(Problem.UNAUTHORIZED, Problem.UNAUTHORIZED.advice(), CHALLENGE));
    }

    private static Entry barred(Problem problem) {
        return new Entry.Barred(Reply.Failed.of(problem));
    }
}
