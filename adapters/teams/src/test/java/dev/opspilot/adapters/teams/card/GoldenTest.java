package dev.opspilot.adapters.teams.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderForm;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Views;
import dev.opspilot.rituals.widget.Widget;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each kind of message against its file under {@code src/test/resources/golden}, as Teams gets it. After a wanted change
 * run with {@code -Dgolden.write=true}, which rewrites the files, and look at the difference as a person would see it.
 */
class GoldenTest {
    static final PageLinks LINKS = PageLinks.on(URI.create("https://ops.example.com"));
    static final Place CHANNEL = new Place("teams", "tenant", "19:ops@thread.tacv2", Optional.empty());
    static final Instant NOW = Views.START.plusSeconds(14);

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Set<String> HOSTS = Set.of("ops.example.com", "ci.example.com", "status.example.com");

    enum Kind {
        BEGUN,
        WORKING,
        DONE,
        ENDED,
        TOLD,
        ACTED,
        HEARD,
        FAILED,
        PLAIN,
        WHY_CLAIM,
        WHY_CALCULATION,
        WHY_READING,
        REPLY,
        DOCUMENT,
        POSTED,
        DRAFT,
        RECEIPTS,
        LAUNCHER,
        ORDER,
        LAUNCHER_MISTAKE,
        NOTICE,
        WELCOME,
        HELP;

        JsonNode json() {
            SessionCards sessions = new SessionCards(LINKS);
            SessionView done = Views.done(Views.ID, CHANNEL);
            NoticeCards notices = new NoticeCards(LINKS);
            return switch (this) {
                case BEGUN ->
                    sessions.render(Views.begun(Views.ID, CHANNEL), NOW).activity();
                case WORKING ->
                    sessions.render(Views.working(Views.ID, CHANNEL, 7), NOW).activity();
                case DONE -> sessions.render(done, NOW).activity();
                case ENDED ->
                    sessions.ended(done, StreamText.NONE.with(Views.working(Views.ID, CHANNEL, 7)), NOW)
                            .activity();
                case TOLD -> sessions.render(Views.told(Views.ID, CHANNEL), NOW).activity();
                case ACTED ->
                    sessions.render(Views.acted(Views.ID, CHANNEL), NOW).activity();
                case HEARD ->
                    sessions.heard(Views.working(Views.ID, CHANNEL, 7), 1, NOW, "Heard: it is being stopped.");
                case FAILED ->
                    sessions.render(Views.failed(Views.ID, CHANNEL), NOW).activity();
                case PLAIN -> sessions.plain(done).activity();
                case WHY_CLAIM -> answer(done, why(done, Depth.CLAIM));
                case WHY_CALCULATION -> answer(done, why(done, Depth.CALCULATION));
                case WHY_READING -> answer(done, why(done, Depth.READING));
                case REPLY ->
                    answer(
                            done,
                            new Answer.Content.Reply(
                                    "was it the canary?",
                                    "gpt-5",
                                    done.why(FindingId.VERDICT).orElseThrow()));
                case DOCUMENT ->
                    answer(
                            done,
                            new Answer.Content.Document("Post-incident draft: payments just failed", DOCUMENT_TEXT));
                case POSTED ->
                    new AnswerCards(LINKS)
                            .posted(
                                    "Status page",
                                    "Card payments are degraded\n\nWe are looking into it: https://status.example.com/i/7.",
                                    new Person("teams", "29:ana", "Ana"))
                            .activity();
                case DRAFT -> {
                    Widget.CommsKit kit = done.widgets().stream()
                            .filter(Widget.CommsKit.class::isInstance)
                            .map(Widget.CommsKit.class::cast)
                            .findFirst()
                            .orElseThrow();
                    yield DraftCard.render(Views.ID, kit.id(), kit.drafts().getFirst(), Optional.empty(), "n3");
                }
                case RECEIPTS -> new ReceiptCards(LINKS).render(done, stored(done), 1);
                case ORDER ->
                    OrderCard.render(
                            new OrderForm(
                                    "Change",
                                    List.of("Morning brief (7): Daily at 07:30, UTC time, in this conversation."),
                                    "When?",
                                    "daily at 07:30 UTC",
                                    "As in “weekdays at 08:00 Europe/London”.",
                                    done.place()),
                            new CardAction.Asked("schedule change 7", "someday", "n4"),
                            Optional.of("“someday” is no time."));
                case LAUNCHER ->
                    LauncherCard.render(
                            new CardAction.Launcher(RitualName.INCIDENT, "payments just failed"),
                            Optional.empty(),
                            "n1");
                case LAUNCHER_MISTAKE ->
                    LauncherCard.render(
                            new CardAction.Launcher(RitualName.EXPERIMENT, ""),
                            ((Command.Help) Command.launch(RitualName.EXPERIMENT, "")).mistake(),
                            "n2");
                case NOTICE -> notices.render(NOTICE_TOLD).activity();
                case WELCOME -> notices.welcome().activity();
                case HELP ->
                    notices.help((Command.Help) Command.parse("frobnicate")).activity();
            };
        }

        Path file() {
            return GOLDEN.resolve(name().toLowerCase(Locale.ROOT) + ".json");
        }
    }

    private static final String DOCUMENT_TEXT = """
            # Payments just failed

            **Severity** high · **Lasted** 14 minutes

            ## What happened
            - Deploy 4812 of checkout went out at 13:46.
              - Against: its canary was clean.
            - Card payments fell at 13:48.

            | Method | Now | Usual |
            | --- | --- | --- |
            | card | 41 | 124 |
            """;

    private static final Notice NOTICE_TOLD = new Notice(
            "Schedules",
            List.of(
                    new Notice.Line(
                            "Every weekday at 09:00 in Europe/London: brief",
                            List.of(
                                    new Notice.Action("Pause", "schedule pause 7", ""),
                                    new Notice.Action("Delete", "schedule delete 7", "Delete this schedule?"))),
                    Notice.Line.of("Nothing else runs by itself.")),
            List.of(new Notice.Action("What else can I schedule?", "schedule help", "")));

    private static List<ReceiptChain.Stored> stored(SessionView view) {
        return view.receipts().stream()
                .map(each -> new ReceiptChain.Stored(each, "{\"source\":\"" + each.source() + "\"}"))
                .toList();
    }

    private static Answer.Content why(SessionView view, Depth depth) {
        List<ReceiptChain.Stored> readings = depth == Depth.READING
                ? view.receipts().stream()
                        .limit(2)
                        .map(each -> new ReceiptChain.Stored(each, "{\"card\": 41,\n  \"usual\": [118, 131]}"))
                        .toList()
                : List.of();
        return new Answer.Content.Why(view.why(FindingId.VERDICT).orElseThrow(), depth, readings);
    }

    private static ObjectNode answer(SessionView view, Answer.Content content) {
        Answer answer = new Answer(
                PostKey.answer(view.id(), new HeardKey("teams/pressed/1")),
                view.place().inThread("1700000000001"),
                Views.ANA,
                content);
        return new AnswerCards(LINKS).render(answer, NOW).activity();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theMessageIsAsItWasLookedAt(Kind kind) throws Exception {
        JsonNode drawn = kind.json();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(kind.file(), JSON.writeValueAsString(drawn) + "\n");
        }

        assertThat(JSON.writeValueAsString(drawn))
                .isEqualTo(Files.readString(kind.file()).stripTrailing());
        JsonNode card = drawn.has("body") ? drawn : drawn.at("/attachments/0/content");
        if (kind != Kind.PLAIN) {
            assertThat(CardRules.flaws(card, HOSTS)).isEmpty();
        }
    }

    @Test
    void onlyALanguageMindIsLabelled() {
        SessionCards sessions = new SessionCards(LINKS);

        assertThat(sessions.render(Views.told(Views.ID, CHANNEL), NOW)
                        .activity()
                        .at("/entities/0/additionalType/0"))
                .hasToString("\"AIGeneratedContent\"");
        assertThat(sessions.render(Views.done(Views.ID, CHANNEL), NOW)
                        .activity()
                        .at("/entities/0/additionalType"))
                .isEmpty();
    }
}
