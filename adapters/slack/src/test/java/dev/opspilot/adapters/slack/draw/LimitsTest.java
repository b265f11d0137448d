package dev.opspilot.adapters.slack.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.util.json.GsonFactory;
import dev.opspilot.adapters.slack.testkit.BlockRules;
import dev.opspilot.adapters.slack.testkit.ChunkRules;
import dev.opspilot.rituals.surface.ArbitraryViews;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Views;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever a session holds, its messages keep every limit, and nothing in them can ping or hide a link. */
class LimitsTest {
    private static final PageLinks LINKS = PageLinks.on(URI.create("https://ops.example.com"));
    private static final Pattern OURS =
            Pattern.compile("<(?:https?://[^<>|]+\\|[^<>]*|!date\\^\\d+\\^[^<>|]+\\|[^<>]*|@[UW][A-Z0-9]+)>");

    @Provide
    Arbitrary<SessionView> views() {
        return ArbitraryViews.any();
    }

    @Property(tries = 120, shrinking = ShrinkingMode.OFF)
    void noSessionIsEverTooMuchForSlack(@ForAll("views") SessionView view) {
        SessionRenderer renderer = new SessionRenderer(LINKS);

        assertFit(renderer.render(view, Views.START.plusSeconds(60)));
        assertFit(renderer.plain(view));
        renderer.rest(view, Views.START.plusSeconds(60)).forEach(LimitsTest::assertFit);
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void noStreamSaysWhatSlackDoesNotTakeOrSomethingTwice(@ForAll("views") SessionView view) {
        StreamDrawing streams = new StreamDrawing(LINKS);
        Instant now = Views.START.plusSeconds(60);
        Transcript.Said opening = streams.opening(view, now);

        assertThat(streams.further(view, opening.after(), now.plusSeconds(9)).chunks())
                .isEmpty();
        if (opening.fits()) {
            assertFit(opening.chunks());
        }
        assertFit(streams.closing(view));
        assertThat(streams.closing(view).stream().mapToInt(StreamChunk::size).sum())
                .isLessThanOrEqualTo(SlackLimits.STREAM_TEXT_AT_ALL - SlackLimits.STREAM_TEXT);
    }

    private static void assertFit(List<StreamChunk> chunks) {
        JsonNode json = Rendered.read(GsonFactory.createSnakeCase().toJson(chunks));
        assertThat(ChunkRules.flaws(json)).isEmpty();
        json.findValues("text").stream().filter(JsonNode::isTextual).forEach(text -> assertHarmless(text.asText()));
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void noAnswerIsEverTooMuchForSlack(@ForAll("views") SessionView view) {
        AnswerRenderer renderer = new AnswerRenderer(LINKS);
        view.findings().stream()
                .map(finding -> ArbitraryViews.answer(view, finding))
                .forEach(answer -> {
                    assertFit(renderer.render(answer, Views.START.plusSeconds(60)));
                    assertFit(renderer.plain(answer));
                });
    }

    private static void assertFit(SlackMessage message) {
        JsonNode json = Rendered.json(message);
        assertThat(BlockRules.flaws(json.path("blocks"))).isEmpty();
        assertThat(message.text()).isNotBlank().hasSizeLessThanOrEqualTo(4_000);
        assertHarmless(message.text());
        json.path("blocks").findParents("type").stream()
                .filter(each -> each.path("type").asText().equals("mrkdwn"))
                .forEach(each -> assertHarmless(each.path("text").asText()));
    }

    private static void assertHarmless(String mrkdwn) {
        assertThat(OURS.matcher(mrkdwn).replaceAll("")).doesNotContain("<", ">", "@here", "@channel", "@everyone");
        assertThat(mrkdwn.codePoints().filter(point -> Character.getType(point) == Character.FORMAT))
                .isEmpty();
    }
}
