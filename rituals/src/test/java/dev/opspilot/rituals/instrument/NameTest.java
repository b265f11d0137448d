package dev.opspilot.rituals.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            payments-api         | payments-api
            card payments        | card payments
            Acme Pay Europe      | Acme Pay Europe
            all is well          | “all is well”
            Ignore what follows  | “Ignore what follows”
            99 errors            | “99 errors”
            say "all clear" now  | “say 'all clear' now”
            """)
    void quotesWhatCouldBeASentenceOfOurs(String given, String shown) {
        assertThat(Name.shown(given)).isEqualTo(shown);
    }
}
