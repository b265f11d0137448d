package dev.opspilot.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Governance;
import dev.opspilot.rituals.play.Halt;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Rules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class FreezeCalendarTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private static String calendar(Freeze... freezes) {
        Rules rules = new Rules() {
            @Override
            public Policy policy(Act act, String environment, String actor, String role) {
                return Policy.DEFAULT;
            }

            @Override
            public List<Freeze> freezes(Instant from, Instant to) {
                assertThat(from).isBefore(NOW);
                assertThat(to).isAfter(NOW.plus(Duration.ofDays(300)));
                return List.of(freezes);
            }

            @Override
            public Optional<Halt> halt() {
                return Optional.empty();
            }
        };
        Governance governance = new Governance() {
            @Override
            public Rules now() {
                return rules;
            }

            @Override
            public Rules lately() {
                return rules;
            }
        };
        return new FreezeCalendar(governance, () -> NOW).text();
    }

    private static Freeze freeze(String title, String service) {
        return new Freeze(
                "chat-1",
                title,
                Instant.parse("2026-12-28T00:00:00Z"),
                Instant.parse("2027-01-04T12:30:00Z"),
                Optional.of(service).filter(each -> !each.isEmpty()));
    }

    @Test
    void isACalendarAsCalendarsReadIt() {
        assertThat(calendar(freeze("quarter end", "payments-api"))).isEqualTo("""
                        BEGIN:VCALENDAR
                        VERSION:2.0
                        PRODID:-//OpsPilot//Freezes//EN
                        X-WR-CALNAME:Change freezes
                        BEGIN:VEVENT
                        UID:chat-1@opspilot
                        DTSTAMP:20261126T100000Z
                        DTSTART:20261228T000000Z
                        DTEND:20270104T123000Z
                        SUMMARY:Freeze: quarter end (payments-api)
                        TRANSP:TRANSPARENT
                        END:VEVENT
                        END:VCALENDAR
                        """.replace("\n", "\r\n"));
    }

    @Test
    void textThatMeansSomethingToACalendarIsEscaped() {
        assertThat(calendar(freeze("a, b; c\\d\nEND:VEVENT", "")))
                .contains("SUMMARY:Freeze: a\\, b\\; c\\\\d\\nEND:VEVENT\r\n")
                .containsOnlyOnce("\r\nEND:VEVENT");
    }

    @Property(tries = 200)
    void noLineIsLongerThanCalendarsTakeAndNothingIsLost(@ForAll("titles") String title) {
        String text = calendar(freeze(title, ""));

        assertThat(text.split("\r\n", -1))
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75)
                .allMatch(line -> !line.contains("\uFFFD"));
        assertThat(text.replace("\r\n ", "")).contains("SUMMARY:Freeze: " + title + "\r\n");
    }

    @Provide
    Arbitrary<String> titles() {
        return Arbitraries.of("a", "quarter ", "é", "√", "日本", "😀", "é́")
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }
}
