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
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import dev.opspilot.rituals.widget.WidgetId;
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
        ACTED,
        TOLD,
        FAILED,
        PLAIN,
        ANSWER,
        ANSWER_CALCULATION,
        ANSWER_READING,
        REPLY,
        DOCUMENT,
        POSTED,
        NOTICE,
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
                case NOTICE -> Rendered.json(new NoticeDrawing(LINKS).draw(notice()));
                case BEGUN,
                        WORKING,
                        DONE,
                        ACTED,
                        TOLD,
                        FAILED,
                        PLAIN,
                        ANSWER,
                        ANSWER_CALCULATION,
                        ANSWER_READING,
                        REPLY,
                        DOCUMENT,
                        POSTED,
                        THREAD -> Rendered.json(message());
            };
        }

        private static JsonNode chunks(List<StreamChunk> chunks) {
            JsonNode json = Rendered.read(GsonFactory.createSnakeCase().toJson(chunks));
            assertThat(ChunkRules.flaws(json)).isEmpty();
            return json;
        }

        private SlackMessage message() {
            SessionRenderer sessions = new SessionRenderer(LINKS);
            AnswerRenderer answers = new AnswerRenderer(LINKS);
            SessionView done = Views.done(Views.ID, Views.CHANNEL);
            return switch (this) {
                case BEGUN -> sessions.render(Views.begun(Views.ID, Views.CHANNEL), NOW);
                case WORKING -> sessions.render(Views.working(Views.ID, Views.CHANNEL, 7), NOW);
                case DONE -> sessions.render(done, NOW);
                case ACTED -> sessions.render(Views.acted(Views.ID, Views.CHANNEL), NOW);
                case TOLD -> sessions.render(Views.told(Views.ID, Views.CHANNEL), NOW);
                case FAILED -> sessions.render(Views.failed(Views.ID, Views.CHANNEL), NOW);
                case PLAIN -> sessions.plain(done);
                case ANSWER -> answers.render(answer(done), NOW);
                case ANSWER_CALCULATION -> answers.render(answer(done, Depth.CALCULATION, List.of()), NOW);
                case ANSWER_READING -> answers.render(answer(done, Depth.READING, readings(done)), NOW);
                case REPLY ->
                    answers.render(
                            answer(
                                    done,
                                    new Answer.Content.Reply(
                                            "was it the canary?",
                                            "gpt-5",
                                            done.why(FindingId.VERDICT).orElseThrow())),
                            NOW);
                case DOCUMENT ->
                    answers.render(
                            answer(
                                    done,
                                    new Answer.Content.Document(
                                            "Post-incident draft: payments just failed",
                                            "# Payments just failed\n\n## Cause\nDeploy 4812 of *checkout*.\n\n- It was rolled back.")),
                            NOW);
                case POSTED ->
                    CommsDrawing.posted(
                            PostKey.board(Views.ID),
                            new Announcement(
                                    new HeardKey("slack/submitted/1"),
                                    Views.ANA,
                                    done.place(),
                                    new WidgetId("comms"),
                                    "Status page",
                                    done.place(),
                                    "Card payments are degraded.\n\nWe are looking into it. <!channel>",
                                    NOW,
                                    new Announcement.State.Posting()));
                case THREAD ->
                    sessions.rest(new SessionViews(done).with(Views.table(104)), NOW)
                            .getFirst();
                case STREAM_BEGUN, STREAM_GOING_ON, STREAM_STOPPED, NOTICE ->
                    throw new IllegalStateException(this + " is no message");
            };
        }

        public Path file() {
            return GOLDEN.resolve(name().toLowerCase(Locale.ROOT) + ".json");
        }
    }

    private static Notice notice() {
        return new Notice(
                "3 schedules",
                List.of(
                        new Notice.Line(
                                "7 · Morning brief · Weekdays at 08:00 · next Mon 30 Nov 08:00 UTC · by Ana",
                                List.of(
                                        new Notice.Action("Run now", "schedule run 7", ""),
                                        new Notice.Action("Delete", "schedule delete 7", "Delete schedule 7?"))),
                        Notice.Line.of("8 · Check again: payments <b>just</b> failed · paused")),
                List.of(new Notice.Action("1 more", "schedule list 2", "")));
    }

    /** Why the verdict is said. */
    public static Answer answer(SessionView view) {
        return answer(view, Depth.CLAIM, List.of());
    }

    private static Answer answer(SessionView view, Depth depth, List<ReceiptChain.Stored> readings) {
        return answer(view, new Answer.Content.Why(view.why(FindingId.VERDICT).orElseThrow(), depth, readings));
    }

    private static Answer answer(SessionView view, Answer.Content content) {
        return new Answer(
                PostKey.answer(view.id(), new HeardKey("slack/pressed/1")),
                view.place().inThread("1700000000.000001"),
                Views.ANA,
                content);
    }

    private static List<ReceiptChain.Stored> readings(SessionView view) {
        return view.receipts().stream()
                .map(each -> new ReceiptChain.Stored(each, "{\"card\":41,\"usual\":[118,131]}"))
                .toList();
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
