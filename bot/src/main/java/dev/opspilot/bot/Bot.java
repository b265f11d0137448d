package dev.opspilot.bot;

import dev.opspilot.adapters.slack.SlackAdapter;
import dev.opspilot.adapters.slack.home.House;
import dev.opspilot.adapters.teams.TeamsAdapter;
import dev.opspilot.adapters.teams.TeamsHouse;
import dev.opspilot.bot.config.AlertsSpec;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Secret;
import dev.opspilot.bot.config.ServerSpec;
import dev.opspilot.bot.config.Settings;
import dev.opspilot.bot.hooks.Hooks;
import dev.opspilot.bot.http.ActingDoors;
import dev.opspilot.bot.http.AutomationDoors;
import dev.opspilot.bot.http.CalendarLink;
import dev.opspilot.bot.http.Documents;
import dev.opspilot.bot.http.HttpParts;
import dev.opspilot.bot.http.HttpServer;
import dev.opspilot.bot.http.HttpSettings;
import dev.opspilot.bot.http.Mount;
import dev.opspilot.bot.instruments.McpInstruments;
import dev.opspilot.bot.instruments.ServerHealth;
import dev.opspilot.bot.mcp.McpDoor;
import dev.opspilot.bot.mesh.AutomationDesk;
import dev.opspilot.bot.mesh.Automations;
import dev.opspilot.bot.mesh.DryRun;
import dev.opspilot.bot.mesh.HouseActuators;
import dev.opspilot.bot.mesh.Relay;
import dev.opspilot.bot.metrics.Metrics;
import dev.opspilot.bot.metrics.Traces;
import dev.opspilot.bot.minds.LanguageMinds;
import dev.opspilot.bot.policy.FreezeCalendar;
import dev.opspilot.bot.policy.FreezeDesk;
import dev.opspilot.bot.policy.HaltDesk;
import dev.opspilot.bot.policy.HouseFreezes;
import dev.opspilot.bot.policy.HouseRoles;
import dev.opspilot.bot.policy.HouseRules;
import dev.opspilot.bot.policy.PolicyDesk;
import dev.opspilot.bot.schedule.Scheduler;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.EmbeddedDatabase;
import dev.opspilot.bot.store.LatestReadings;
import dev.opspilot.bot.store.PastSessions;
import dev.opspilot.bot.store.PgAlertBook;
import dev.opspilot.bot.store.PgArchive;
import dev.opspilot.bot.store.PgAutomationSettings;
import dev.opspilot.bot.store.PgAutomations;
import dev.opspilot.bot.store.PgConversations;
import dev.opspilot.bot.store.PgGovernance;
import dev.opspilot.bot.store.PgInbox;
import dev.opspilot.bot.store.PgPostBook;
import dev.opspilot.bot.store.PgScheduleStore;
import dev.opspilot.bot.store.PgSessionStore;
import dev.opspilot.bot.store.Purge;
import dev.opspilot.rituals.brief.MorningBrief;
import dev.opspilot.rituals.experiment.RevenueExperiment;
import dev.opspilot.rituals.incident.IncidentDrill;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.ScheduleDesk;
import dev.opspilot.rituals.schedule.ScheduleStore;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.session.Lifecycle;
import dev.opspilot.rituals.session.LoggedDecisions;
import dev.opspilot.rituals.session.NodeId;
import dev.opspilot.rituals.session.Orchestrator;
import dev.opspilot.rituals.session.Ritual;
import dev.opspilot.rituals.session.SessionStore;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.ChatSurface;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.Roles;
import dev.opspilot.rituals.surface.TimeZones;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running bot. {@link #start} is the only place where the rooms are wired together. */
public final class Bot implements AutoCloseable {
    /** How long a node that has fallen silent keeps its sessions; a few times {@link Orchestrator#BEAT}. */
    static final Duration LEASE = Duration.ofSeconds(10);

    private static final Duration GREETING = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    private final Closing closing;
    private final HttpServer http;

    private Bot(Closing closing, HttpServer http) {
        this.closing = closing;
        this.http = http;
    }

    /** Who may come in without the API token. */
    public enum Mode {
        /** Nobody, from anywhere. */
        SERVE,
        /** A browser on this machine; the server listens on the loopback only. */
        DEMO
    }

    /**
     * Starts the bot and returns when it takes requests.
     *
     * @throws IllegalStateException if something that it cannot live without does not start, saying what to do
     */
    public static Bot start(Settings settings, OpsPilotYml yml, Mode mode, InstantSource clock) {
        return start(settings, yml, mode, clock, LEASE);
    }

    /** @param lease how long another node that has fallen silent keeps its sessions */
    static Bot start(Settings settings, OpsPilotYml yml, Mode mode, InstantSource clock, Duration lease) {
        Closing closing = new Closing();
        try {
            // First what remembers: the database, and the ports of the domain on it.
            Database database = closing.onClose(Database.open(databaseUrl(settings, closing)));
            PgSessionStore store = new PgSessionStore(database, lease);
            if (settings.databaseUrl().isEmpty()) {
                store.declareAlone(); // the embedded PostgreSQL serves one process, and this is it
            }
            PgInbox inbox = closing.onClose(new PgInbox(database));
            PostBook posts = new PgPostBook(database);
            Archive archive = new PgArchive(database, store);
            closing.onClose(new Purge(database)).start();
            Metrics metrics = closing.onClose(new Metrics());
            metrics.inbox(inbox::waiting);
            SessionStore watched = traced(settings, closing, metrics.counting(store));

            // Then what is asked, and what is made of the answers.
            McpInstruments sources = closing.onClose(McpInstruments.of(yml, clock));
            PgGovernance governed = new PgGovernance(database);
            HouseRules rules = new HouseRules(yml.acting(), governed, clock);
            Instruments instruments = sources.instruments()
                    .and(new PastSessions(database, settings.publicUrl(), clock))
                    .and(new HouseFreezes(rules, clock));
            Minds minds = minds(yml, settings);
            List<Ritual> rituals =
                    List.of(new MorningBrief(yml.schedules().zone()), new IncidentDrill(), new RevenueExperiment());
            Automations automations =
                    new Automations(yml, new PgAutomations(database), new PgAutomationSettings(database), clock);
            Actuators actuators = new HouseActuators(sources.actuators(), automations, clock);
            Lifecycle lifecycle = new Lifecycle(rituals, instruments, minds, actuators);

            // Then where people talk.
            Supplier<SessionId> ids = new SessionIds(clock);
            Desks desk = new Desks();
            House house = new House(archive, desk, new SourceBoard(sources, new LatestReadings(database)), minds);
            Optional<SlackAdapter> slack = SlackWiring.settings(settings, database)
                    .map(from -> closing.onClose(
                            new SlackAdapter(from, inbox, posts, house, ids, clock, new SecureRandom())));
            Feeds feeds = new Feeds();
            TeamsHouse teamsHouse = new TeamsHouse(inbox, new LoggedDecisions(store, feeds, inbox), archive, desk);
            Optional<TeamsAdapter> teams = TeamsWiring.settings(settings)
                    .map(from -> closing.onClose(new TeamsAdapter(
                            from, teamsHouse, posts, new PgConversations(database), ids, clock, new SecureRandom())));
            List<ChatSurface> surfaces = Stream.concat(
                            slack.map(SlackAdapter::surface).stream(), teams.map(TeamsAdapter::surface).stream())
                    .toList();

            // The orchestrator stands in the middle; the intake feeds it once everything else stands.
            Orchestrator orchestrator = closing.onClose(new Orchestrator(
                    new NodeId(UUID.randomUUID().toString()),
                    watched,
                    lifecycle,
                    instruments,
                    minds,
                    actuators,
                    rules,
                    surfaces,
                    inbox::accept,
                    clock));
            feeds.follow(orchestrator);

            // What runs by itself asks in the same way as people do.
            ScheduleStore scheduleStore = new PgScheduleStore(database);
            Scheduler scheduler = Scheduler.on(database.connections(), clock);
            Schedules schedules = new Schedules(
                    scheduleStore,
                    scheduler,
                    yml.schedules().holidays(),
                    yml.schedules().zone(),
                    timeZones(slack, teams),
                    clock);

            // Who may do what, what may act, and what can be ordered.
            Roles roles = new HouseRoles(
                    yml.acting().roles(),
                    Stream.concat(
                                    slack.map(SlackAdapter::directory).stream(),
                                    teams.map(TeamsAdapter::directory).stream())
                            .toList());
            desk.guard(roles);
            Optional<CalendarLink> calendar =
                    settings.apiToken().map(token -> CalendarLink.of(settings.publicUrl(), token.reveal()));
            desk.open(new SessionsDesk(archive, inbox, settings.publicUrl(), schedules::home));
            desk.open(new ScheduleDesk(schedules, PageLinks.on(settings.publicUrl())));
            desk.open(new HaltDesk(governed, clock));
            desk.open(new PolicyDesk(yml.acting(), rules, governed, serverNames(yml), schedules::home, clock));
            desk.open(new FreezeDesk(rules, governed, calendar.map(CalendarLink::address), schedules::home, clock));
            DryRun dryRun = new DryRun(actuators, rules, clock);
            desk.open(new AutomationDesk(automations, dryRun, scheduleStore, archive::session, schedules::home));
            Relay relay = closing.onClose(new Relay(automations, scheduleStore));
            Orders orders = new Orders(desk, surfaces);
            Intake intake = closing.onClose(new Intake(inbox, orchestrator, minds, orders, roles));
            ActingDoors acting = new ActingDoors(
                    roles, desk::take, calendar.map(CalendarLink::token), new FreezeCalendar(rules, clock)::text);
            var _ = closing.onClose(scheduler);
            Documents documents = Documents.of(rituals);
            McpDoor mcp = new McpDoor(
                    archive,
                    orchestrator,
                    inbox,
                    schedules,
                    session -> documents.of(session, clock.instant()),
                    PageLinks.on(settings.publicUrl()),
                    Mount.PROGRAM,
                    AlertsSpec.PAGE,
                    clock);
            HttpServer http = closing.onClose(HttpServer.start(
                    httpSettings(settings, mode),
                    store,
                    orchestrator,
                    inbox,
                    clock,
                    HttpParts.NONE
                            .withMounts(mounts(slack, teams, metrics, mcp))
                            .withSchedules(schedules)
                            .withAutomations(new AutomationDoors(automations, dryRun, scheduleStore))
                            .withHooks(new Hooks(
                                    yml.alerts(), new PgAlertBook(database), inbox, ids, clock, automations::alerted))
                            .withActing(acting)
                            .withDocuments(documents)));
            var _ = closing.onClose(mcp);
            orchestrator.start();
            intake.start();
            slack.ifPresent(adapter -> adapter.watch(metrics.calls()));
            slack.ifPresent(SlackAdapter::start);
            scheduler.start(scheduleStore, schedules, intake::take, surfaces);
            relay.start(intake::take, surfaces);
            Thread.ofVirtual().name("greet-sources").start(() -> greet(sources, automations));
            return new Bot(closing, http);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private static List<Mount> mounts(
            Optional<SlackAdapter> slack, Optional<TeamsAdapter> teams, Metrics metrics, McpDoor mcp) {
        Stream<Mount> ofSlack = slack.map(SlackAdapter::servlets).orElse(Map.of()).entrySet().stream()
                .map(each -> new Mount(each.getKey(), each.getValue()));
        Stream<Mount> ofTeams = teams.map(adapter -> new Mount(TeamsAdapter.PATH, adapter.servlet())).stream();
        Stream<Mount> own = Stream.of(
                new Mount("/metrics", metrics.servlet()), new Mount(McpDoor.PATH, mcp.servlet(), Mount.Guard.TOKEN));
        return Stream.of(ofSlack, ofTeams, own).flatMap(each -> each).toList();
    }

    /** Where people are in time, by the name of the surface. */
    private static Map<String, TimeZones> timeZones(Optional<SlackAdapter> slack, Optional<TeamsAdapter> teams) {
        Map<String, TimeZones> zones = new HashMap<>();
        slack.ifPresent(adapter -> zones.put(adapter.surface().name(), adapter.timeZones()));
        teams.ifPresent(adapter -> zones.put(adapter.surface().name(), adapter.timeZones()));
        return Map.copyOf(zones);
    }

    /** Connects to every source before the first question needs it, and names those that cannot be asked. */
    private static void greet(McpInstruments sources, Automations automations) {
        for (ServerHealth health : sources.check(GREETING)) {
            if (health.state() instanceof ServerHealth.State.Failed(String reason)) {
                LOG.warn("Source {} cannot be asked: {}", health.server(), reason);
            }
        }
        Map<String, List<String>> flaws = sources.workflowFlaws(GREETING);
        flaws.values().forEach(each -> each.forEach(flaw -> LOG.error("A workflow cannot run: {}", flaw)));
        automations.found(flaws);
    }

    private static SessionStore traced(Settings settings, Closing closing, SessionStore store) {
        if (!settings.traces().isOn()) {
            return store;
        }
        Map<String, String> variables = settings.traces().variables().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, each -> each.getValue().reveal()));
        try {
            return closing.onClose(Traces.to(variables)).tracing(store);
        } catch (IllegalStateException e) {
            LOG.error("{} OpsPilot runs without them.", e.getMessage());
            return store;
        }
    }

    private static Set<String> serverNames(OpsPilotYml yml) {
        return yml.servers().stream().map(ServerSpec::name).collect(Collectors.toUnmodifiableSet());
    }

    private static Minds minds(OpsPilotYml yml, Settings settings) {
        try {
            return LanguageMinds.of(yml, settings.models());
        } catch (ConfigException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static String databaseUrl(Settings settings, Closing closing) {
        if (settings.databaseUrl().isPresent()) {
            return settings.databaseUrl().get().reveal();
        }
        EmbeddedDatabase embedded = closing.onClose(EmbeddedDatabase.start(settings.home()));
        LOG.info("The embedded PostgreSQL is at {}", embedded.url());
        return embedded.url();
    }

    private static HttpSettings httpSettings(Settings settings, Mode mode) {
        String host = switch (mode) {
            case SERVE -> "0.0.0.0";
            case DEMO -> "127.0.0.1";
        };
        return new HttpSettings(
                host,
                settings.port(),
                settings.apiToken().map(Secret::reveal),
                mode == Mode.DEMO,
                settings.publicUrl());
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        closing.close();
    }
}
