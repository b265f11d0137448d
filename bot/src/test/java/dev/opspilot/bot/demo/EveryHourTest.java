package dev.opspilot.bot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.instruments.McpInstruments;
import dev.opspilot.rituals.analysis.Diagnosis;
import dev.opspilot.rituals.analysis.Diagnosis.Verdict;
import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.incident.IncidentDrill;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Instrument;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.session.Played;
import dev.opspilot.rituals.session.Ritual;
import dev.opspilot.rituals.surface.SessionView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The drill on the demo company at every hour of a day, at night when few pay as in the afternoon: over MCP, with a clock
 * that is set. {@code -Dsweep.days=N} looks at so many days instead of one.
 */
final class EveryHourTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final int DAYS = Integer.getInteger("sweep.days", 1);

    /** Past the full hour by a number of minutes that differs from hour to hour. */
    private static final int MINUTES = 17;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isRightAtEveryHour(long seed) throws Exception {
        AtomicLong seconds = new AtomicLong(MONDAY.getEpochSecond());
        InstantSource now = () -> Instant.ofEpochSecond(seconds.get());
        List<String> wrong = new ArrayList<>();
        List<String> alarms = new ArrayList<>();
        int calm = 0;
        try (DemoCompany company = DemoCompany.start(Scenario.HEALTHY, seed, now, 0);
                McpInstruments sources = McpInstruments.of(company.config(), now)) {
            // seeds share the hours of a day, so that together they see each of them
            for (long hour = seed - 1; hour < 24L * DAYS; hour += DAYS == 1 ? 3 : 1) {
                seconds.set(MONDAY.plus(Duration.ofDays(seed))
                        .plus(Duration.ofHours(hour))
                        .plus(Duration.ofSeconds(hour * MINUTES % 60 * 60 + 7))
                        .getEpochSecond());
                for (Scenario scenario : Scenario.values()) {
                    company.begin(scenario);
                    SessionView view = drill(sources, now.instant());
                    calm += scenario == Scenario.HEALTHY ? 1 : 0;
                    if (!isRight(scenario, view)) {
                        (scenario == Scenario.HEALTHY ? alarms : wrong)
                                .add(scenario + " at " + now.instant() + ": "
                                        + view.findings().getFirst().text());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        // the rate that the drill promises is one in a hundred; a day of a seed is to have none
        assertThat(alarms).hasSizeLessThanOrEqualTo(calm / 25);
    }

    private static SessionView drill(McpInstruments sources, Instant now) {
        Ritual drill = new IncidentDrill();
        Map<Capability, Reading> readings = new LinkedHashMap<>();
        for (Ritual.Stage stage : drill.plan("payments just failed", now)) {
            for (Query query : stage.queries()) {
                for (Instrument each : sources.instruments().serving(query.capability())) {
                    readings.put(query.capability(), each.read(query));
                }
            }
        }
        return new Played(drill, readings, "payments just failed", now).run(0).view();
    }

    private static boolean isRight(Scenario scenario, SessionView view) {
        Diagnosis diagnosis = view.diagnosis().orElseThrow();
        Stream<Suspect> first = diagnosis.suspects().stream().limit(1);
        return switch (scenario) {
            case HEALTHY -> diagnosis.verdict() == Verdict.HEALTHY;
            case BAD_DEPLOY ->
                diagnosis.verdict() == Verdict.SUSPECTS
                        && first.allMatch(each -> each.subject().kind() == Subject.Kind.CHANGE
                                && each.subject().name().startsWith("deploy")
                                && each.title().endsWith("payments-api"));
            case PROVIDER_OUTAGE ->
                diagnosis.verdict() == Verdict.SUSPECTS
                        && first.allMatch(each -> each.subject().kind() == Subject.Kind.PROVIDER
                                && each.subject().name().equals(Provider.KESTRELPAY.title()));
        };
    }
}
