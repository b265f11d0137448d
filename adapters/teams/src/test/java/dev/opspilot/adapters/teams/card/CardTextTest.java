package dev.opspilot.adapters.teams.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardTextTest {
    private static final String JOINER = "\u2060";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [ok](https://evil.example)  | (ok)(https:%//evil.example)
            **loud** and `code`         | ∗∗loud∗∗ and ˋcodeˋ
            card_payments _now_         | card_payments ＿now＿
            <at>ana</at> & co           | ‹at›ana‹/at› & co
            &lt;b&gt;                   | ＆lt;b＆gt;
            # title                     | %# title
            1. one                      | %1. one
            3.2 % of 41                 | 3.2 % of 41
            see www.evil.example        | see www%.evil.example
            """)
    void noSignOfOutsideTextMeansAnything(String outside, String shown) {
        assertThat(CardText.markdown(outside, 200))
                .isEqualTo(shown.replace("%/", JOINER + "/")
                        .replace("%#", JOINER + "#")
                        .replace("%1", JOINER + "1")
                        .replace("%.", JOINER + "."));
    }

    @Test
    void plainTextKeepsItsSigns() {
        assertThat(CardText.plain("a [b](c) *d* <e> & _f_")).isEqualTo("a [b](c) *d* <e> & _f_");
    }

    @Test
    void anAddressIsNoLinkAndADateNoPattern() {
        assertThat(CardText.plain("at https://evil.example now"))
                .isEqualTo("at https:" + JOINER + "//evil.example now");
        assertThat(CardText.plain("{{DATE(2026-11-23T14:00:00Z)}}")).startsWith("{" + JOINER + "{DATE");
    }

    @Test
    void whatAPersonPostsInTheirOwnNameKeepsItsAddresses() {
        assertThat(CardText.own("see https://status.example.com/i/7?a=1 or www.example.com\u202E"))
                .isEqualTo("see https://status.example.com/i/7?a=1 or www.example.com");
        assertThat(CardText.own("{{DATE(2026-11-23T14:00:00Z)}}")).startsWith("{" + JOINER + "{DATE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Follow https://status.example.com/i/7.            | https://status.example.com/i/7
            (see https://status.example.com/i/7?a=(b)&c=%20d) | https://status.example.com/i/7?a=(b)&c=%20d)
            (see https://status.example.com/i/7)              | https://status.example.com/i/7
            HTTPS://STATUS.example.com!                       | HTTPS://STATUS.example.com
            https://ana:secret@status.example.com             |
            javascript:alert(1) ftp://files.example.com/x     |
            https://status.example.com/i/7…                   |
            """)
    void anAddressInThemIsALinkThatReadsAsWhereItLeads(String words, String link) {
        var drawn = OwnWords.draw(words).getFirst();

        assertThat(drawn.findValuesAsText("url")).isEqualTo(link == null ? List.of() : List.of(link));
        StringBuilder read = new StringBuilder();
        drawn.path("inlines")
                .forEach(run -> read.append(
                        run.isTextual() ? run.asText() : run.path("text").asText()));
        assertThat(read).hasToString(words);
    }

    @Test
    void linesAreWithoutTheEmptyOnes() {
        assertThat(CardText.lines("one\n\n  two \u202E\n", 100)).containsExactly("one", "two");
        assertThat(CardText.lines(" \n ", 100)).isEmpty();
    }

    @Test
    void timesAreTheReadersOwn() {
        Instant at = Instant.parse("2026-11-23T14:00:14.812Z");

        assertThat(CardText.time(at)).isEqualTo("{{TIME(2026-11-23T14:00:14Z)}}");
        assertThat(CardText.day(at)).isEqualTo("{{DATE(2026-11-23T14:00:14Z, SHORT)}} {{TIME(2026-11-23T14:00:14Z)}}");
    }
}
