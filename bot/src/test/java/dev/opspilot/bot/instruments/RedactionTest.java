package dev.opspilot.bot.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail ines.varga+ops@mail.example.com now | mail [e-mail] now",
                "card 4242 4242 4242 4242 used | card [card] used",
                "4242-4242-4242-4242 | [card]",
                "378282246310005 | [card]",
                "key sk_live_abcdef123456 | key [token]",
                "xoxb-1234567890-abcdef | [token]",
                "ghp_0123456789abcdefABCDEF | [token]",
                "github_pat_11ABCDEFG_xyz | [token]",
                "Authorization: Bearer abc.def-ghi_jkl | Authorization: Bearer [token]",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl | [token]",
                "AKIAIOSFODNN7EXAMPLE | [token]",
            })
    void takesOutWhatMustNotBeKept(String said, String kept) {
        assertThat(Redaction.of(said)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242 4242 4242 4241", // fails the check digit
                "1795430400000", // a time in milliseconds
                "1795430400000000", // and in microseconds
                "order 20261123-0000000000000017",
                "0.4242424242424242",
                "a4242424242424242b",
                "deploy-4812 by @ines",
                "2026-11-23T10:00:00Z",
            })
    void leavesWhatOnlyLooksLikeIt(String said) {
        assertThat(Redaction.of(said)).isEqualTo(said);
    }

    @Test
    void goesThroughTreesWithTheirKeysAndNumbers() {
        JsonNode tree = Json.structure(
                        "{\"a@b.example\":[{\"note\":\"to c@d.example\"}],\"pan\":4242424242424242,\"at\":1795430400000}")
                .orElseThrow();

        assertThat(Json.canonical(Redaction.of(tree)))
                .isEqualTo("{\"[e-mail]\":[{\"note\":\"to [e-mail]\"}],\"at\":1795430400000,\"pan\":\"[card]\"}");
    }

    @Test
    void staysLinearOnTextMadeToBeSlow() {
        String slow = "a.".repeat(50_000) + "@" + "1 ".repeat(50_000) + "eyJ".repeat(50_000);

        assertThat(Redaction.of(slow)).hasSizeGreaterThan(200_000);
    }
}
