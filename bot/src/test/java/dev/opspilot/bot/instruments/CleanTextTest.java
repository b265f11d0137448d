package dev.opspilot.bot.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CleanTextTest {

    @Test
    void stripsWhatCannotBeSeen() {
        assertThat(CleanText.of("roll\u202Eback\u2066 \u200Bnow\uFEFF\u00AD" + Character.toString(0xE0041), 100))
                .isEqualTo("rollback now");
    }

    @Test
    void makesOneLine() {
        assertThat(CleanText.of("  one\n\ttwo\u2028three\u0000\u0007 ", 100)).isEqualTo("one two three");
    }

    @Test
    void cutsWithAnEllipsisAndNeverThroughACharacter() {
        assertThat(CleanText.of("x".repeat(300), 200)).hasSize(200).endsWith("x…");
        assertThat(CleanText.of("ab🚀🚀", 4)).isEqualTo("ab…");
    }

    @Test
    void keepsTheLettersOfAllPeople() {
        assertThat(CleanText.of("Zażółć gęślą jaźń 決済 платежи", 100)).isEqualTo("Zażółć gęślą jaźń 決済 платежи");
    }
}
