package dev.opspilot.rituals.incident;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Change;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.PastAct;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Series.Bad;
import dev.opspilot.rituals.instrument.Series.Unit;
import dev.opspilot.rituals.instrument.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A small company's facts at one moment, made by hand with a little seeded noise. */
final class Company {
    static final Instant NOW = Instant.parse("2026-03-04T11:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MINUTES = 90;
    private static final int DAYS = 7;

    private final Instant now;
    private final Map<String, Double> factors = new HashMap<>();
    private final List<Change> deploys = new ArrayList<>();
    private final List<Change> flags = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final Map<Capability, String> failures = new EnumMap<>(Capability.class);
    private final Map<Capability, Integer> daysKnown = new EnumMap<>(Capability.class);
    private final List<Series> further = new ArrayList<>();
    private final List<Freeze> freezes = new ArrayList<>();
    private final List<PastSession> sessions = new ArrayList<>();
    private final List<String> spared = new ArrayList<>();
    private final Map<String, String> serving =
            new HashMap<>(Map.of("stripe", "card payments", "adyen", "card payments"));
    private int minutesAgo = 20;
    private int over;

    Company(Instant now) {
        this.now = now;
    }

    static Company healthy() {
        return new Company(NOW);
    }

    /** Card payments fail at both providers, and the service behind them throws, since a number of minutes. */
    Company cardsBreak(int minutesAgo) {
        this.minutesAgo = minutesAgo;
        return factor("payments", 18).factor("stripe", 18).factor("adyen", 18).factor("payments-api", 9);
    }

    /** One provider fails alone. */
    Company stripeBreaks(int minutesAgo) {
        this.minutesAgo = minutesAgo;
        return factor("payments", 12).factor("stripe", 22).factor("payments-api", 6);
    }

    /** A further provider, which is spared. */
    Company spared(String provider) {
        spared.add(provider);
        return this;
    }

    /** A further count of errors, of a subject that the factor of its name troubles. */
    Company alsoErrorsOf(Subject subject) {
        further.add(counts(subject, "errors", 4, Bad.UP, 1));
        return this;
    }

    /** The source of a capability knows fewer earlier days than the others. */
    Company daysKnown(Capability capability, int days) {
        daysKnown.put(capability, days);
        return this;
    }

    /** A provider is told to be used for something; stripe and adyen are for cards, unless told otherwise. */
    Company serves(String provider, String what) {
        serving.put(provider, what);
        return this;
    }

    /** No source tells what a provider is used for. */
    Company servesUnknown(String provider) {
        serving.remove(provider);
        return this;
    }

    Company factor(String subject, double factor) {
        factors.put(subject, factor);
        return this;
    }

    /** The trouble ended a number of minutes ago. */
    Company overSince(int minutesAgo) {
        over = minutesAgo;
        return this;
    }

    Company deploy(String id, String title, String service, int minutesAgo) {
        deploys.add(change(id, Change.Kind.DEPLOY, title, Optional.of(service), minutesAgo));
        return this;
    }

    Company flag(String id, String title, int minutesAgo) {
        flags.add(change(id, Change.Kind.FLAG, title, Optional.empty(), minutesAgo));
        return this;
    }

    Company published(String provider, String title, int minutesAgo) {
        incidents.add(new Incident(
                "pub-" + provider,
                title,
                Subject.provider(provider),
                ago(minutesAgo),
                "investigating",
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return this;
    }

    /** A freeze of a service, or of everything, for some hours from now; its source is connected by it. */
    Company frozen(String title, Optional<String> service, int fromHour, int toHour) {
        freezes.add(new Freeze(
                "freeze-" + freezes.size(),
                title,
                now.plus(Duration.ofHours(fromHour)),
                now.plus(Duration.ofHours(toHour)),
                service));
        return this;
    }

    /** The rollback of a deploy of the payments service, verified. */
    static PastAct rolledBack(String deploy, Duration ago) {
        return new PastAct(
                "Roll back " + deploy + " of payments-api",
                "deploys.rollback",
                Map.of("change", deploy, "service", "payments-api"),
                Optional.of("payments-api"),
                "ana",
                false,
                NOW.minus(ago),
                PastAct.Outcome.VERIFIED,
                "Payments failure rate went from 24.1 % to 1.2 %.",
                Optional.empty());
    }

    /** An earlier drill of this trouble, from which these were done. */
    static PastSession drilled(Duration ago, PastAct... acts) {
        Instant at = NOW.minus(ago);
        return new PastSession(
                "drill-" + ago,
                "incident",
                "cards fail",
                at,
                at.plusSeconds(9),
                "Payments fail.",
                Optional.of("suspects"),
                Optional.of(Subject.change("deploy-4812")),
                Optional.of("Deploy-4812 of payments-api"),
                List.of(
                        "Payments failure rate",
                        "Stripe failure rate",
                        "Adyen failure rate",
                        "Payments-api errors",
                        "Shop revenue"),
                List.of("Roll back deploy-4812 of payments-api"),
                List.of(acts),
                Optional.empty());
    }

    /** OpsPilot's own log tells of earlier sessions. */
    Company remembers(PastSession... earlier) {
        sessions.addAll(List.of(earlier));
        return this;
    }

    Company failing(Capability capability, String reason) {
        failures.put(capability, reason);
        return this;
    }

    /** What each source answers. */
    Map<Capability, Reading> readings() {
        Map<Capability, Reading> readings = new EnumMap<>(Capability.class);
        readings.put(Capability.PAYMENTS_METRICS, metrics(Capability.PAYMENTS_METRICS, payments()));
        readings.put(Capability.REVENUE_METRICS, metrics(Capability.REVENUE_METRICS, revenue()));
        readings.put(Capability.PRODUCT_METRICS, metrics(Capability.PRODUCT_METRICS, product()));
        readings.put(Capability.ERRORS_COUNTS, metrics(Capability.ERRORS_COUNTS, errors()));
        readings.put(Capability.INCIDENTS_OPEN, listed(Capability.INCIDENTS_OPEN, List.of(), incidents));
        readings.put(Capability.DEPLOYS_RECENT, listed(Capability.DEPLOYS_RECENT, deploys, List.of()));
        readings.put(Capability.FLAGS_CHANGES, listed(Capability.FLAGS_CHANGES, flags, List.of()));
        if (!freezes.isEmpty()) {
            readings.put(
                    Capability.CHANGES_FREEZES,
                    found(
                            Capability.CHANGES_FREEZES,
                            new Facts(
                                    List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), freezes,
                                    List.of())));
        }
        Reading.Origin log = origin(Capability.SESSIONS_PAST);
        readings.put(
                Capability.SESSIONS_PAST,
                sessions.isEmpty() ? new Reading.Nothing(log) : new Reading.Found(log, Facts.ofSessions(sessions)));
        failures.forEach(
                (capability, reason) -> readings.put(capability, new Reading.Failed(origin(capability), reason)));
        return readings;
    }

    static String source(Capability capability) {
        return switch (capability) {
            case PAYMENTS_METRICS, REVENUE_METRICS -> "Billing";
            case PRODUCT_METRICS -> "Analytics";
            case ERRORS_COUNTS -> "Sentry";
            case INCIDENTS_OPEN, INCIDENTS_RECENT -> "PagerDuty";
            case DEPLOYS_RECENT, CHANGES_EVENTS -> "GitHub";
            case FLAGS_CHANGES -> "Flags";
            case CHANGES_FREEZES -> "Calendar";
            case SESSIONS_PAST, ALERTS_RAISED -> "OpsPilot";
            case AUTOMATIONS_RUNS, METRICS_DEFINITIONS, EXPERIMENTS_RESULTS -> "Platform";
        };
    }

    static String tool(Capability capability) {
        return source(capability).toLowerCase(Locale.ROOT) + "/"
                + capability.key().replace('.', '_');
    }

    private Stream<Series> payments() {
        return Stream.concat(
                Stream.of(
                        share(new Subject(Subject.Kind.BUSINESS, "payments"), "failure_rate", 0.014, 70, Bad.UP),
                        counts(new Subject(Subject.Kind.BUSINESS, "payments"), "attempts", 70, Bad.EITHER, 0),
                        share(Subject.provider("stripe"), "failure_rate", 0.015, 45, Bad.UP),
                        share(Subject.provider("adyen"), "failure_rate", 0.012, 25, Bad.UP)),
                spared.stream().map(name -> share(Subject.provider(name), "failure_rate", 0.012, 30, Bad.UP)));
    }

    private Stream<Series> revenue() {
        double lost = factors.containsKey("payments") ? 0.7 : 1;
        return Stream.of(noisy(
                new Subject(Subject.Kind.BUSINESS, "shop"),
                "revenue",
                Unit.MONEY_MINOR,
                Bad.DOWN,
                (random, minute, factor) -> {
                    double level = factor > 1 ? lost : factor;
                    return Math.rint(240_000 * level * (1 + 0.12 * random.nextGaussian()));
                },
                factors.containsKey("payments") ? "payments" : "revenue"));
    }

    private Stream<Series> product() {
        return Stream.of(
                counts(new Subject(Subject.Kind.BUSINESS, "shop"), "sign_ups", 6, Bad.DOWN, 1, "sign-ups"),
                counts(new Subject(Subject.Kind.BUSINESS, "shop"), "sessions", 320, Bad.DOWN, 0));
    }

    private Stream<Series> errors() {
        return Stream.concat(
                Stream.of("payments-api", "search", "web")
                        .map(service -> counts(Subject.service(service), "errors", 4, Bad.UP, 1)),
                further.stream());
    }

    private Series share(Subject subject, String metric, double share, int trials, Bad bad) {
        return noisy(
                subject,
                metric,
                Unit.RATIO,
                bad,
                (random, minute, factor) -> {
                    int failed = 0;
                    for (int i = 0; i < trials; i++) {
                        failed += random.nextDouble() < share * factor ? 1 : 0;
                    }
                    return failed / (double) trials;
                },
                subject.name());
    }

    private Series counts(Subject subject, String metric, double mean, Bad bad, double moved) {
        return counts(subject, metric, mean, bad, moved, subject.name());
    }

    private Series counts(Subject subject, String metric, double mean, Bad bad, double moved, String troubledBy) {
        return noisy(
                subject,
                metric,
                Unit.COUNT,
                bad,
                (random, minute, factor) -> {
                    double level = mean * (moved == 0 ? 1 : factor);
                    return Math.max(0, Math.rint(level + Math.sqrt(level) * random.nextGaussian()));
                },
                troubledBy);
    }

    /** One sample; the factor is what trouble multiplies by. */
    private interface Sample {
        double at(Random random, int minute, double factor);
    }

    private Series noisy(Subject subject, String metric, Unit unit, Bad bad, Sample sample, String troubledBy) {
        Random random = new Random(31L * subject.name().hashCode() + metric.hashCode());
        double factor = factors.getOrDefault(troubledBy, 1.0);
        Samples recent = new Samples(
                now.minus(MINUTE.multipliedBy(MINUTES)),
                MINUTE,
                IntStream.range(0, MINUTES)
                        .mapToDouble(minute -> {
                            boolean troubled = minute >= MINUTES - minutesAgo && minute < MINUTES - over;
                            return sample.at(random, minute, troubled ? factor : 1);
                        })
                        .toArray());
        List<Samples> earlier = IntStream.rangeClosed(1, DAYS)
                .mapToObj(day -> new Samples(
                        recent.start().minus(Duration.ofDays(day)),
                        MINUTE,
                        IntStream.range(0, MINUTES)
                                .mapToDouble(minute -> sample.at(random, minute, 1))
                                .toArray()))
                .toList();
        Optional<Currency> currency =
                unit == Unit.MONEY_MINOR ? Optional.of(Currency.getInstance("EUR")) : Optional.empty();
        return new Series(subject, metric, unit, currency, bad, recent, earlier);
    }

    private Reading metrics(Capability capability, Stream<Series> series) {
        int days = daysKnown.getOrDefault(capability, DAYS);
        List<Series> known = series.map(each -> new Series(
                        each.subject(),
                        each.metric(),
                        each.unit(),
                        each.currency(),
                        each.bad(),
                        Optional.ofNullable(serving.get(each.subject().name())),
                        each.recent(),
                        each.earlier().subList(0, days)))
                .toList();
        return found(capability, new Facts(known, List.of(), List.of()));
    }

    private Reading found(Capability capability, Facts facts) {
        return new Reading.Found(origin(capability), facts);
    }

    private Reading listed(Capability capability, List<Change> changes, List<Incident> incidents) {
        Facts facts = new Facts(List.of(), changes, incidents);
        return facts.isEmpty() ? new Reading.Nothing(origin(capability)) : found(capability, facts);
    }

    private Reading.Origin origin(Capability capability) {
        return new Reading.Origin(source(capability), tool(capability), "{}", now, false, "{}", Optional.empty());
    }

    private Change change(String id, Change.Kind kind, String title, Optional<String> service, int minutesAgo) {
        return new Change(id, kind, title, service, ago(minutesAgo), "dana", Optional.empty());
    }

    private Instant ago(int minutes) {
        return now.minus(MINUTE.multipliedBy(minutes));
    }
}
