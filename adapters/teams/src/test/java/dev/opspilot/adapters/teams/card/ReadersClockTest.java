package dev.opspilot.adapters.teams.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadersClockTest {
    private static final ReadersClock CLOCK = new ReadersClock(Instant.parse("2026-11-23T14:00:00Z"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            It came at 13:58 UTC.                      | It came at @13:58@.
            13:58 UTC: Deploy 4812                     | @13:58@: Deploy 4812
            between 13:30 and 13:58 UTC                | between @13:30@ and @13:58@
            13:30–13:58 UTC                            | @13:30@–@13:58@
            on 23 November, 13:58 UTC                  | on 23 November, 13:58 UTC
            Monday 23 November, 13:58 UTC              | Monday 23 November, 13:58 UTC
            since 2026-11-23 13:58 UTC                 | since 2026-11-23 13:58 UTC
            asked 14:00:01 UTC                         | asked 14:00:01 UTC
            25:58 UTC, 13:58, 113:58 UTC and 13:58 UTCX | 25:58 UTC, 13:58, 113:58 UTC and 13:58 UTCX
            """)
    void aTimeInASentenceIsTheReaders(String text, String read) {
        assertThat(CLOCK.of(text)).isEqualTo(read.replaceAll("@(\\d\\d:\\d\\d)@", "{{TIME(2026-11-23T$1:00Z)}}"));
    }

    @Test
    void whatIsQuotedAndWhatCanBePostedStays() {
        ObjectNode quoted = Elements.text(Run.of("13:58 UTC").monospace());
        ObjectNode opener = Elements.actions(
                Actions.show("Status page", List.of(Elements.text(Run.of("Since 13:58 UTC"))), List.of()));
        ObjectNode said = Elements.text(
                Run.of("Since 13:58 UTC"), Run.of(" and 13:59 UTC").bold());

        String drawn =
                CLOCK.in(Elements.container(List.of(quoted, opener, said))).toString();

        assertThat(drawn)
                .contains("\"13:58 UTC\"", "\"Since 13:58 UTC\"")
                .contains("Since {{TIME(2026-11-23T13:58:00Z)}}", " and {{TIME(2026-11-23T13:59:00Z)}}");
    }
}
