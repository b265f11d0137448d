package dev.opspilot.rituals.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CalculationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            41        | 118 to 131               | 41 (expected 118 to 131)
            45.4 %    | 1.1–4.9 %                | 45.4 % (expected 1.1–4.9 %)
            EUR 9     | EUR 71,660–81,380        | EUR 9 (expected EUR 71,660–81,380)
            2         | 0                        | 2 (expected 0)
            0.99      | at least 0.50 to be named | 0.99 (at least 0.50 to be named)
            +1.39     | 10 % of the baseline     | +1.39 (10 % of the baseline)
            3         | any                      | 3
            USD 12    | no expectation           | USD 12
            """)
    void saysWhatAValueIsHeldAgainst(String value, String expected, String valued) {
        assertThat(calculation(value, expected).valued()).isEqualTo(valued);
        assertThat(calculation(value, "").valued()).isEqualTo(value);
    }

    private static Finding.Calculation calculation(String value, String expected) {
        return new Finding.Calculation("Figure", value, expected, "Counted.", List.of(new ReceiptId("billing/1")));
    }
}
