package dev.opspilot.bot.http;

import dev.opspilot.bot.http.EventStreams.Pace;
import dev.opspilot.rituals.session.LoggedDecisions;
import dev.opspilot.rituals.session.SessionFeed;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.Inbox;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running HTTP server. {@link #start} returns when it listens, {@link #close} when it no longer does and all
 * streams have ended. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(2);

    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private final Javalin javalin;
    private final EventStreams events;

    private HttpServer(Javalin javalin, EventStreams events) {
        this.javalin = javalin;
        this.events = events;
    }

    /**
     * Starts the server.
     *
     * @param feed wakes the live events of sessions that run on this node
     * @param inbox where launches go
     * @param parts what is served beside sessions
     * @throws IllegalStateException if the port is taken
     */
    public static HttpServer start(
            HttpSettings settings,
            SessionStore store,
            SessionFeed feed,
            Inbox inbox,
            InstantSource clock,
            HttpParts parts) {
        return start(settings, store, feed, inbox, clock, parts, Pace.USUAL);
    }

    static HttpServer start(
            HttpSettings settings,
            SessionStore store,
            SessionFeed feed,
            Inbox inbox,
            InstantSource clock,
            HttpParts parts,
            Pace pace) {
        Accepted accepted = new Accepted();
        Sessions sessions = new Sessions(store, accepted);
        EventStreams events = new EventStreams(store, feed, accepted, pace);
        boolean secure = "https".equals(settings.publicUrl().getScheme());
        Access access = new Access(
                settings, settings.token().map(token -> new PageCookie(settings.port(), token, secure, clock)));
        List<ReadyCheck> all = new ArrayList<>(parts.checks());
        all.addFirst(new ReadyCheck("database", () -> reads(store)));
        Routes routes = new Routes(
                access,
                new SessionsApi(store, inbox, sessions, accepted, parts.documents(), clock),
                new PressesApi(inbox, sessions),
                new ActingApi(new LoggedDecisions(store, feed, inbox), sessions, parts.acting()),
                events,
                new Health(all, CHECK_LIMIT),
                parts.hooks().map(hooks -> new HooksApi(hooks, access)),
                parts.schedules().map(SchedulesApi::new),
                parts.automations().map(AutomationsApi::new));
        Javalin javalin = Javalin.create(config -> {
            listen(config, settings);
            mount(config, parts.mounts(), access);
            answer(config.routes, routes, new Page(access));
        });
        try {
            return new HttpServer(javalin.start(), events);
        } catch (JavalinBindException e) {
            events.close();
            throw new IllegalStateException(
                    "Port " + settings.port()
                            + " cannot be listened on. Stop what listens there, or set OPSPILOT_PORT to another.",
                    e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        events.close();
        javalin.stop();
    }

    private static Optional<String> reads(SessionStore store) {
        store.recent(1);
        return Optional.empty();
    }

    private static void listen(JavalinConfig config, HttpSettings settings) {
        // Selectors stay on platform threads; everything that may block, each stream included, is a virtual one.
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        config.jetty.threadPool = threads;
        config.jetty.host = settings.host();
        config.jetty.port = settings.port();
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.DEFAULT));
        config.jetty.modifyServer(server -> server.setErrorHandler(new ServerErrors()));
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = Routes.MAX_BODY_BYTES;
        config.http.prefer405over404 = true;
    }

    private static void mount(JavalinConfig config, List<Mount> mounts, Access access) {
        config.jetty.modifyServletContextHandler(context -> {
            for (Mount mount : mounts) {
                ServletHolder holder = new ServletHolder(mount.servlet());
                holder.setAsyncSupported(true);
                context.addServlet(holder, mount.path());
                if (mount.guard() == Mount.Guard.TOKEN) {
                    FilterHolder guard = new FilterHolder(new ProgramsOnly(access));
                    guard.setAsyncSupported(true);
                    context.addFilter(guard, mount.path(), EnumSet.of(DispatcherType.REQUEST));
                }
            }
        });
    }

    private static void answer(RoutesConfig config, Routes routes, Page page) {
        config.before(ctx -> SECURITY_HEADERS.forEach(ctx::header));
        config.before("/api/*", ctx -> ctx.header("Cache-Control", "no-store"));
        for (Routes.Route route : routes.all()) {
            config.addHttpHandler(
                    route.method(),
                    route.path(),
                    ctx -> Replies.write(ctx, route.endpoint().apply(ctx)));
        }
        page.addTo(config);
        config.exception(HttpResponseException.class, HttpServer::refused);
        config.exception(Exception.class, HttpServer::failed);
    }

    private static void refused(HttpResponseException e, Context ctx) {
        Problem problem = Problem.ofStatus(e.getStatus());
        Map<String, String> headers = problem == Problem.METHOD_NOT_ALLOWED
                ? Map.of("Allow", String.join(", ", e.getDetails().values()))
                : Map.of();
        Replies.write(ctx, new Reply.Failed(problem, problem.advice(), headers));
    }

    private static void failed(Exception e, Context ctx) {
        LOG.error("{} {} failed", ctx.method().name(), ctx.path(), e);
        Replies.write(ctx, Reply.Failed.of(Problem.INTERNAL));
    }
}
