package dev.opspilot.adapters.slack.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.surface.PlainText;
import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "<!channel> now => &lt;!channel&gt; now",
                "<!subteam^S123|ops> => &lt;!subteam^S123|ops&gt;",
                "<@U123> => &lt;@U123&gt;",
                "<https://evil.example|Stripe> => &lt;https://evil.example|Stripe&gt;",
                "a & b => a &amp; b",
                "@here and @channel and @everyone => ＠here and ＠channel and ＠everyone",
                "ana@hereford.example => ana@hereford.example",
            })
    void nothingFromOutsideCanPingOrLink(String outside, String shown) {
        assertThat(SlackText.mrkdwn(outside)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pay\u202Ements",
                "pay\u200Bments",
                "pay\u2066ments",
                "pay\u0000ments",
                "pay\u001Bments",
                "pay\uFEFFments",
                "pay\uD800ments",
                "pay\uDB40\uDC41ments",
            })
    void whatCannotBeSeenIsTakenOut(String outside) {
        assertThat(SlackText.plain(outside)).isEqualTo("payments");
    }

    @Test
    void aTextIsCutAtTheEndOfASentence() {
        assertThat(PlainText.clipped("One is here. Two is longer than that. Three is cut off.", 40))
                .isEqualTo("One is here. Two is longer than that.…");
        assertThat(PlainText.clipped("one two three four five", 16)).isEqualTo("one two three…");
        assertThat(PlainText.clipped("short", 5)).isEqualTo("short");
    }

    @Test
    void aLongTextInPiecesIsWhole() {
        String text = "Payments fell by half & more. ".repeat(500).strip();

        List<String> pieces = SlackText.pieces(text, 3_000);

        assertThat(pieces)
                .allSatisfy(piece ->
                        assertThat(piece).hasSizeLessThanOrEqualTo(3_000).endsWith("."));
        assertThat(String.join(" ", pieces)).isEqualTo(text.replace("&", "&amp;"));
    }

    @Property
    void noCutIsEverTooLongNorSplitsACharacter(@ForAll String outside, @ForAll @IntRange(max = 300) int max) {
        assertWhole(SlackText.mrkdwn(outside, max), max);
        assertWhole(SlackText.mrkdwnLine(outside, max), max);
        assertWhole(SlackText.line(outside, max), max);
    }

    @Property
    void noPieceIsEverTooLongNorEmpty(
            @ForAll @StringLength(max = 3_000) String outside, @ForAll @IntRange(min = 5, max = 300) int max) {
        for (String piece : SlackText.pieces(outside, max)) {
            assertThat(piece).isNotBlank();
            assertWhole(piece, max);
        }
    }

    private static void assertWhole(String text, int max) {
        assertThat(text.length()).isLessThanOrEqualTo(max);
        assertThat(text.codePoints().filter(point -> Character.getType(point) == Character.SURROGATE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "https:///nowhere",
                "mailto:a@b.example",
                "https://stripe.com@evil.example/",
                "relative/path",
            })
    void aLinkThatIsNoPageIsNotShown(String link) {
        assertThat(SlackText.url(URI.create(link))).isEmpty();
    }

    @Test
    void aLinkCannotEndItself() {
        assertThat(SlackText.link("https://a.example/?q=1&r=2|x", "Billing · 2s ago"))
                .isEqualTo("<https://a.example/?q=1&amp;r=2%7Cx|Billing · 2s ago>");
    }
}
