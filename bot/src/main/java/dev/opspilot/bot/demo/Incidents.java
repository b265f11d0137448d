package dev.opspilot.bot.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The incidents on the demo company's list: those of the story, which stay open, and those of the nights. */
record Incidents(Story story, Nights nights) {
    private static final Duration NOTICED = Duration.ofMinutes(5);
    private static final Duration PUBLISHED = Duration.ofMinutes(8);

    /** An incident: the company's own, or a provider's public one. */
    record Incident(
            String id,
            String title,
            String kind,
            String about,
            Instant startedAt,
            String status,
            Optional<Instant> mitigatedAt,
            Optional<Instant> resolvedAt) {

        /** Where a person would see it, if the demo company existed. */
        String link() {
            return "https://incidents.lumafold.example/" + id;
        }

        /** The incident as people know it at a moment. */
        private Incident asOf(Instant now) {
            Optional<Instant> mitigated = mitigatedAt.filter(at -> !at.isAfter(now));
            Optional<Instant> resolved = resolvedAt.filter(at -> !at.isAfter(now));
            String known = resolved.isPresent() ? "resolved" : mitigated.isPresent() ? "monitoring" : status;
            return new Incident(id, title, kind, about, startedAt, known, mitigated, resolved);
        }
    }

    /** Those that are open now, oldest first. */
    List<Incident> open(Instant now) {
        return between(now, now, now).stream()
                .filter(incident -> incident.resolvedAt().isEmpty())
                .toList();
    }

    /** Those that were open at any time from one moment to another and are known now, oldest first. */
    List<Incident> between(Instant from, Instant to, Instant now) {
        long firstDay = Math.floorDiv(Clocks.minute(from), Clocks.MINUTES_A_DAY) - 1;
        long lastDay = Math.floorDiv(Clocks.minute(to), Clocks.MINUTES_A_DAY);
        Stream<Incident> small = LongStream.rangeClosed(firstDay, lastDay)
                .mapToObj(nights::on)
                .flatMap(Optional::stream)
                .map(Incidents::ofNight);
        return Stream.concat(small, ofStory())
                .filter(incident -> !incident.startedAt().isAfter(now))
                .filter(incident -> !incident.startedAt().isAfter(to))
                .map(incident -> incident.asOf(now))
                .filter(incident -> incident.resolvedAt().map(from::isBefore).orElse(true))
                .sorted(Comparator.comparing(Incident::startedAt))
                .toList();
    }

    private static Incident ofNight(Nights.Stretch stretch) {
        Instant noticed = Clocks.instant(stretch.from()).plus(NOTICED);
        return new Incident(
                "INC-" + Clocks.minute(noticed),
                Titles.incident(stretch.service()),
                "service",
                stretch.service().title(),
                noticed,
                "investigating",
                Optional.of(Clocks.instant(stretch.to())),
                Optional.of(Clocks.instant(stretch.closed())));
    }

    private Stream<Incident> ofStory() {
        return switch (story.scenario()) {
            case HEALTHY -> Stream.empty();
            case BAD_DEPLOY -> Stream.of(own("Card payments are failing"));
            case PROVIDER_OUTAGE -> Stream.of(own("Payments are timing out"), published());
        };
    }

    private Incident own(String title) {
        Instant noticed = story.onset().plus(NOTICED);
        return new Incident(
                "INC-" + Clocks.minute(noticed),
                title,
                "service",
                Service.PAYMENTS.title(),
                noticed,
                "investigating",
                story.mendedAt().map(at -> at.plus(NOTICED)),
                Optional.empty());
    }

    private Incident published() {
        Instant published = story.onset().plus(PUBLISHED);
        return new Incident(
                "kestrelpay-status-" + Clocks.minute(published),
                "Elevated errors in card authorisation",
                "provider",
                Provider.KESTRELPAY.title(),
                published,
                "identified",
                Optional.empty(),
                Optional.empty());
    }
}
