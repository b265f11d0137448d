package dev.opspilot.rituals.brief;

import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.PastAct;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A made-up shop in Zurich on a Monday morning, with six weeks behind it. Its figures are made by hand with seeded noise. */
final class Shop {
    static final ZoneId ZONE = ZoneId.of("Europe/Zurich");
    static final Instant NOW = Instant.parse("2026-11-23T07:40:00Z");
    static final Currency EUR = Currency.getInstance("EUR");
    private static final Subject SELF = new Subject(Subject.Kind.BUSINESS, "Shop");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant BEGIN = Instant.parse("2026-10-11T22:00:00Z");
    private static final int HOURS = (int) Duration.between(BEGIN, NOW).toHours();

    /** A time in which a metric is not what it would have been. */
    private record Change(Instant from, Instant to, double factor) {}

    private final long seed;
    private final Map<String, List<Change>> changes = new HashMap<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final List<AutomationRun> runs = new ArrayList<>();
    private final List<PastSession> sessions = new ArrayList<>();
    private final Map<Capability, String> failures = new EnumMap<>(Capability.class);
    private final Map<Capability, Duration> ages = new EnumMap<>(Capability.class);
    private final List<Currency> currencies = new ArrayList<>(List.of(EUR));
    private double size = 1;

    Shop(long seed) {
        this.seed = seed;
    }

    /** One where nothing happened, and every figure is within its usual range. */
    static Shop calm() {
        return quiet(11);
    }

    /** One where nothing happened, and new revenue strays from its usual range as chance will have it. */
    static Shop quiet() {
        return quiet(7);
    }

    private static Shop quiet(long seed) {
        return new Shop(seed)
                .run("Dunning mails", AutomationRun.Status.FINISHED, "2026-11-23T05:10:00Z")
                .run("Stock sync", AutomationRun.Status.FINISHED, "2026-11-23T06:20:00Z")
                .run("Stock sync", AutomationRun.Status.QUEUED, "2026-11-23T08:00:00Z");
    }

    static Instant at(String iso) {
        return Instant.parse(iso);
    }

    Shop change(String metric, String from, String to, double factor) {
        changes.computeIfAbsent(metric, _ -> new ArrayList<>()).add(new Change(at(from), at(to), factor));
        return this;
    }

    /** Everything is counted in so much less or more. */
    Shop size(double times) {
        size = times;
        return this;
    }

    Shop incident(
            String id,
            String title,
            String service,
            String from,
            Optional<String> mitigated,
            Optional<String> resolved) {
        incidents.add(new Incident(
                id,
                title,
                Subject.service(service),
                at(from),
                resolved.isPresent() ? "resolved" : "investigating",
                mitigated.map(Shop::at),
                resolved.map(Shop::at),
                Optional.empty()));
        return this;
    }

    Shop run(String name, AutomationRun.Status status, String at) {
        runs.add(new AutomationRun(name + "-" + runs.size(), name, status, at(at), Optional.empty()));
        return this;
    }

    Shop briefed(String from) {
        return briefed(from, "All quiet.");
    }

    Shop briefed(String from, String summary) {
        sessions.add(new PastSession(
                "s" + sessions.size(),
                "brief",
                "what changed",
                at(from),
                at(from).plusSeconds(9),
                summary,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty()));
        return this;
    }

    /** OpsPilot was asked to look into something, and did something about it. */
    Shop drilled(String from, PastAct... acts) {
        sessions.add(new PastSession(
                "s" + sessions.size(),
                "incident",
                "cards are declined",
                at(from),
                at(from).plusSeconds(9),
                "Confirmed.",
                Optional.of("suspects"),
                Optional.of(Subject.change("deploy-12")),
                Optional.of("Deploy-12 of payments-api"),
                List.of("Northpay failure ratio"),
                List.of("Roll back deploy-12 of payments-api"),
                List.of(acts),
                Optional.empty()));
        return this;
    }

    /** OpsPilot was asked to look into something, and there was nothing. */
    Shop foundWell(String from) {
        sessions.add(new PastSession(
                "s" + sessions.size(),
                "incident",
                "cards are declined",
                at(from),
                at(from).plusSeconds(9),
                "All is well.",
                Optional.of("healthy"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty()));
        return this;
    }

    /** The rollback of a deploy, verified. */
    static PastAct rolledBack(String at) {
        return new PastAct(
                "Roll back deploy-12 of payments-api",
                "deploys.rollback",
                Map.of("change", "deploy-12", "service", "payments-api"),
                Optional.of("payments-api"),
                "ana",
                false,
                at(at),
                PastAct.Outcome.VERIFIED,
                "Payments failure ratio went from 24.1 % to 1.2 %.",
                Optional.empty());
    }

    Shop alsoIn(Currency currency) {
        currencies.add(currency);
        return this;
    }

    Shop failing(Capability capability, String reason) {
        failures.put(capability, reason);
        return this;
    }

    Shop allFailing() {
        Sources.ALL.forEach(each -> failing(each, "No answer within 5 s."));
        return this;
    }

    /** What a source says was observed so long ago. */
    Shop old(Capability capability, Duration age) {
        ages.put(capability, age);
        return this;
    }

    static String source(Capability capability) {
        return switch (capability) {
            case PAYMENTS_METRICS, REVENUE_METRICS -> "Billing";
            case PRODUCT_METRICS -> "Analytics";
            case ERRORS_COUNTS -> "Errors";
            case AUTOMATIONS_RUNS -> "Automations";
            case SESSIONS_PAST, ALERTS_RAISED -> "OpsPilot";
            default -> "Incidents";
        };
    }

    static String tool(Capability capability) {
        return "shop/" + capability.key();
    }

    Reading reading(Capability capability) {
        Instant observedAt = NOW.minus(ages.getOrDefault(capability, Duration.ZERO));
        Reading.Origin origin = new Reading.Origin(
                source(capability), tool(capability), "{}", observedAt, false, "{}", Optional.empty());
        String failure = failures.get(capability);
        if (failure != null) {
            return new Reading.Failed(origin, failure);
        }
        Facts facts = facts(capability);
        return facts.isEmpty() ? new Reading.Nothing(origin) : new Reading.Found(origin, facts);
    }

    private Facts facts(Capability capability) {
        return switch (capability) {
            case REVENUE_METRICS -> series(money());
            case PAYMENTS_METRICS -> series(payments());
            case PRODUCT_METRICS -> series(product());
            case ERRORS_COUNTS ->
                series(List.of(
                        counts(Subject.service("search"), "errors", 60, Bad.UP, "search errors"),
                        counts(Subject.service("web"), "errors", 90, Bad.UP, "web errors")));
            case INCIDENTS_RECENT -> new Facts(List.of(), List.of(), incidents);
            case INCIDENTS_OPEN ->
                new Facts(
                        List.of(),
                        List.of(),
                        incidents.stream()
                                .filter(each -> each.resolvedAt().isEmpty())
                                .toList());
            case AUTOMATIONS_RUNS ->
                new Facts(List.of(), List.of(), List.of(), runs, List.of(), List.of(), List.of(), List.of());
            case SESSIONS_PAST -> Facts.ofSessions(sessions);
            default -> Facts.NONE;
        };
    }

    private static Facts series(List<Series> series) {
        return new Facts(series, List.of(), List.of());
    }

    private List<Series> money() {
        List<Series> money = new ArrayList<>();
        for (Currency currency : currencies) {
            money.add(amounts(currency, "revenue", 4_000_00, Bad.DOWN));
            money.add(amounts(currency, "revenue_new", 300_00, Bad.DOWN));
            money.add(amounts(currency, "revenue_churned", 180_00, Bad.UP));
        }
        return money;
    }

    private Series amounts(Currency currency, String metric, double minor, Bad bad) {
        double[] values = values(metric + currency, minor * size, 40_00, metric);
        return new Series(
                SELF,
                metric,
                Unit.MONEY_MINOR,
                Optional.of(currency),
                bad,
                new Samples(BEGIN, HOUR, values),
                List.of());
    }

    private List<Series> payments() {
        Subject provider = Subject.provider("northpay");
        double[] attempts = values("attempts", 400 * size, 1, "attempts");
        double[] ratio = values("ratio", 0.02 * 400 * size, 1, "failure_ratio");
        for (int i = 0; i < ratio.length; i++) {
            ratio[i] = Math.round(10_000 * Math.min(1, ratio[i] / Math.max(1, attempts[i]))) / 10_000.0;
        }
        return List.of(
                Series.of(provider, "attempts", Unit.COUNT, Bad.DOWN, new Samples(BEGIN, HOUR, attempts), List.of()),
                Series.of(provider, "failure_ratio", Unit.RATIO, Bad.UP, new Samples(BEGIN, HOUR, ratio), List.of()));
    }

    private List<Series> product() {
        double[] signUps = values("sign_ups", 80 * size, 1, "sign_ups");
        double[] base = values("returning_base", 50 * size, 1, "returning_base");
        return List.of(
                product("sign_ups", signUps, Bad.DOWN),
                product("activations", part("activations", signUps, 0.4), Bad.DOWN),
                product("returning_base", base, Bad.EITHER),
                product("retained_users", part("retained_users", base, 0.6), Bad.DOWN));
    }

    private static Series product(String metric, double[] values, Bad bad) {
        return Series.of(SELF, metric, Unit.COUNT, bad, new Samples(BEGIN, HOUR, values), List.of());
    }

    private double[] part(String metric, double[] whole, double share) {
        Random random = new Random(seed ^ metric.hashCode());
        double[] part = new double[whole.length];
        for (int i = 0; i < part.length; i++) {
            double p = share * factor(metric, i);
            for (int trial = 0; trial < whole[i]; trial++) {
                part[i] += random.nextDouble() < p ? 1 : 0;
            }
        }
        return part;
    }

    private Series counts(Subject subject, String metric, double mean, Bad bad, String name) {
        return Series.of(
                subject,
                metric,
                Unit.COUNT,
                bad,
                new Samples(BEGIN, HOUR, values(name, mean * size, 1, name)),
                List.of());
    }

    /** Values that follow the day and the week, and stray as sums of independent parts of one size do. */
    private double[] values(String stream, double mean, double grain, String metric) {
        Random random = new Random(seed * 31 ^ stream.hashCode());
        double[] values = new double[HOURS];
        for (int i = 0; i < HOURS; i++) {
            ZonedDateTime hour = BEGIN.plus(HOUR.multipliedBy(i)).atZone(ZONE);
            double day = 1 + 0.5 * Math.cos((hour.getHour() - 15) / 24.0 * 2 * Math.PI);
            double week = hour.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? 0.8 : 1;
            double expected = mean * day * week * factor(metric, i);
            values[i] = Math.max(
                    0, grain * Math.rint((expected + Math.sqrt(expected * grain) * random.nextGaussian()) / grain));
        }
        return values;
    }

    private double factor(String metric, int index) {
        Instant at = BEGIN.plus(HOUR.multipliedBy(index));
        return changes.getOrDefault(metric, List.of()).stream()
                .filter(each -> !at.isBefore(each.from()) && at.isBefore(each.to()))
                .mapToDouble(Change::factor)
                .reduce(1, (a, b) -> a * b);
    }
}
