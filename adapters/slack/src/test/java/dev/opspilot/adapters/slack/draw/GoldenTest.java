package dev.opspilot.adapters.slack.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.slack.api.util.json.GsonFactory;
import dev.opspilot.adapters.slack.testkit.BlockRules;
import dev.opspilot.adapters.slack.testkit.ChunkRules;
import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each kind of message against its file under {@code src/test/resources/golden}, as Slack gets it. After a wanted change
 * run with {@code -Dgolden.write=true}, which rewrites the files, and look at the difference as a person would see it.
 */
public class GoldenTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Instant NOW = Views.START.plusSeconds(14);
    private static final PageLinks LINKS = PageLinks.on(URI.create("https://ops.example.com"));

    public enum Kind {
        BEGUN,
        WORKING,
        DONE,
        PLAIN,
        ANSWER,
        THREAD,
        STREAM_BEGUN,
        STREAM_GOING_ON,
        STREAM_STOPPED;

        public JsonNode json() {
            StreamDrawing streams = new StreamDrawing(LINKS);
            SessionView begun = Views.begun(Views.ID, Views.CHANNEL);
            SessionView working = Views.working(Views.ID, Views.CHANNEL, 7);
            SessionView done = Views.done(Views.ID, Views.CHANNEL);
            return switch (this) {
                case STREAM_BEGUN -> chunks(streams.opening(begun, NOW).chunks());
                case STREAM_GOING_ON ->
                    chunks(streams.further(working, streams.opening(begun, NOW).after(), NOW)
                            .chunks());
                case STREAM_STOPPED -> chunks(streams.closing(done));
                case BEGUN, WORKING, DONE, PLAIN, ANSWER, THREAD -> Rendered.json(message());
            };
        }

        private static JsonNode chunks(List<StreamChunk> chunks) {
            JsonNode json = Rendered.read(GsonFactory.createSnakeCase().toJson(chunks));
            assertThat(ChunkRules.flaws(json)).isEmpty();
            return json;
        }

        private SlackMessage message() {
            SessionRenderer sessions = new SessionRenderer(LINKS);
            SessionView done = Views.done(Views.ID, Views.CHANNEL);
            return switch (this) {
                case BEGUN -> sessions.render(Views.begun(Views.ID, Views.CHANNEL), NOW);
                case WORKING -> sessions.render(Views.working(Views.ID, Views.CHANNEL, 7), NOW);
                case DONE -> sessions.render(done, NOW);
                case PLAIN -> sessions.plain(done);
                case ANSWER -> new AnswerRenderer(LINKS).render(answer(done), NOW);
                case THREAD ->
                    sessions.rest(new SessionViews(done).with(Views.table(104)), NOW)
                            .getFirst();
                case STREAM_BEGUN, STREAM_GOING_ON, STREAM_STOPPED ->
                    throw new IllegalStateException(this + " is no message");
            };
        }

        public Path file() {
            return GOLDEN.resolve(name().toLowerCase(Locale.ROOT) + ".json");
        }
    }

    public static Answer answer(SessionView view) {
        return new Answer(
                PostKey.answer(view.id(), new HeardKey("slack/pressed/1")),
                view.place().inThread("1700000000.000001"),
                Views.ANA,
                new Answer.Content.Why(view.why(FindingId.VERDICT).orElseThrow(), Depth.CLAIM, List.of()));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    public void theMessageIsAsItWasLookedAt(Kind kind) throws Exception {
        JsonNode drawn = kind.json();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(kind.file(), JSON.writeValueAsString(drawn) + "\n");
        }

        assertThat(JSON.writeValueAsString(drawn))
                .isEqualTo(Files.readString(kind.file()).stripTrailing());
        if (drawn.has("blocks")) {
            assertThat(BlockRules.flaws(drawn.path("blocks"))).isEmpty();
        }
    }
}
