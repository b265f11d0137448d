package dev.opspilot.bot.demo;

import dev.opspilot.bot.demo.Event.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What people at the demo company changed. Every day has its harmless changes; a story adds its own, and keeps chance
 * from playing a trick while its trouble begins.
 */
record Chronicle(Noise noise, Story story) {
    private static final Service[] SERVICES = Service.values();
    private static final Duration NO_DEPLOY_BEFORE_OUTAGE = Duration.ofHours(3);
    private static final Duration NOTHING_BEFORE_TROUBLE = Duration.ofMinutes(45);
    private static final Duration NOTHING_AFTER_ANCHOR = Duration.ofMinutes(30);
    private static final int IDS_A_DAY = 100;
    private static final int STORY_IDS = 90;
    private static final long FIRST_DAY = LocalDate.of(2025, 1, 1).toEpochDay();

    /** Changes of a kind in a time, oldest first; the end is exclusive. */
    List<Event> events(Kind kind, Instant from, Instant to) {
        long firstDay = Math.floorDiv(Clocks.minute(from), Clocks.MINUTES_A_DAY);
        long lastDay = Math.floorDiv(Clocks.minute(to), Clocks.MINUTES_A_DAY);
        Stream<Event> usual = LongStream.rangeClosed(firstDay, lastDay)
                .boxed()
                .flatMap(day -> ofDay(kind, day).stream())
                .filter(this::fitsTheStory);
        return Stream.concat(usual, ofStory().filter(event -> event.kind() == kind))
                .filter(event -> !event.at().isBefore(from) && event.at().isBefore(to))
                .sorted(Comparator.comparing(Event::at))
                .toList();
    }

    private List<Event> ofDay(Kind kind, long day) {
        RandomGenerator random = noise.at("changes " + kind.key(), day);
        boolean weekend = LocalDate.ofEpochDay(day).getDayOfWeek().getValue() > 5;
        int count = switch (kind) {
            case DEPLOY -> (weekend ? 3 : 9) + random.nextInt(5);
            case FLAG -> 3 + random.nextInt(3);
            case CONFIG -> 2 + random.nextInt(3);
        };
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Most are made in working hours, which for a company on three continents are long.
            double hour = random.nextInt(4) == 0 ? 24 * random.nextDouble() : 7 + 13 * random.nextDouble();
            Instant at = Instant.ofEpochSecond(day * 86_400 + (long) (hour * 3600));
            Service service = SERVICES[random.nextInt(SERVICES.length)];
            String title = switch (kind) {
                case DEPLOY -> Titles.deploy(service, random);
                case FLAG -> Titles.flag(random);
                case CONFIG -> Titles.config(random);
            };
            events.add(new Event(id(kind, day, i), kind, title, service, at, Titles.author(random)));
        }
        return events;
    }

    private boolean fitsTheStory(Event event) {
        Duration before = Duration.between(event.at(), story.onset());
        boolean near = !before.isNegative() && before.compareTo(NOTHING_BEFORE_TROUBLE) <= 0;
        boolean afterOnset =
                before.isNegative() && event.at().isBefore(story.anchor().plus(NOTHING_AFTER_ANCHOR));
        return switch (story.scenario()) {
            case HEALTHY -> true;
            case BAD_DEPLOY -> !near && !afterOnset;
            case PROVIDER_OUTAGE -> {
                boolean deployNear = event.kind() == Kind.DEPLOY
                        && !before.isNegative()
                        && before.compareTo(NO_DEPLOY_BEFORE_OUTAGE) <= 0;
                yield !near && !afterOnset && !deployNear;
            }
        };
    }

    private Stream<Event> ofStory() {
        Instant onset = story.onset();
        return switch (story.scenario()) {
            case HEALTHY -> Stream.empty();
            case BAD_DEPLOY ->
                Stream.of(
                        told(
                                0,
                                Kind.DEPLOY,
                                "Share one card vault client between requests",
                                Service.PAYMENTS,
                                story.badDeployAt(),
                                "Tomas Lindqvist"),
                        told(
                                1,
                                Kind.DEPLOY,
                                "Rank recent documents higher",
                                Service.SEARCH,
                                onset.minus(Duration.ofMinutes(11)),
                                "Priya Raman"),
                        told(
                                2,
                                Kind.FLAG,
                                "inline-translate on for 25 % of teams",
                                Service.EDITOR,
                                onset.plus(Duration.ofMinutes(6)),
                                "Mika Sato"));
            case PROVIDER_OUTAGE ->
                Stream.of(
                        told(
                                0,
                                Kind.FLAG,
                                "weekly-digest-v2 on for 50 % of teams",
                                Service.NOTIFICATIONS,
                                onset.plus(Duration.ofMinutes(7)),
                                "Carla Nunes"),
                        told(
                                1,
                                Kind.CONFIG,
                                "Lengthen the cache lifetime of avatars to a day",
                                Service.ACCOUNTS,
                                onset.minus(Duration.ofMinutes(70)),
                                "Dele Okafor"));
        };
    }

    /** The id of the deploy that does it. */
    static String badDeploy(Story story) {
        long day = Math.floorDiv(Clocks.minute(story.badDeployAt()), Clocks.MINUTES_A_DAY);
        return id(Kind.DEPLOY, day, STORY_IDS);
    }

    private Event told(int index, Kind kind, String title, Service service, Instant at, String author) {
        long day = Math.floorDiv(Clocks.minute(at), Clocks.MINUTES_A_DAY);
        return new Event(id(kind, day, STORY_IDS + index), kind, title, service, at, author);
    }

    private static String id(Kind kind, long day, int index) {
        return kind.key() + "-" + ((day - FIRST_DAY) * IDS_A_DAY + index);
    }
}
