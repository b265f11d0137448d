package dev.opspilot.adapters.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.MemoryArchive;
import dev.opspilot.adapters.slack.MemoryDesk;
import dev.opspilot.adapters.slack.draw.CommsDrawing;
import dev.opspilot.adapters.slack.draw.DraftButton;
import dev.opspilot.adapters.slack.draw.GoldenTest;
import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.adapters.slack.home.HomeDrawing;
import dev.opspilot.adapters.slack.home.HomeRoom;
import dev.opspilot.adapters.slack.home.HomeState;
import dev.opspilot.adapters.slack.home.House;
import dev.opspilot.adapters.slack.testkit.BlockRules;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.play.PlayPolicy;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.session.SampleLog;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderForm;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Sources;
import dev.opspilot.rituals.surface.Views;
import dev.opspilot.rituals.widget.WidgetId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each modal and each room of App Home against its file, as {@link GoldenTest} does for messages. */
class ViewGoldenTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Instant NOW = Views.START.plusSeconds(14);
    private static final FormContext CONTEXT =
            new FormContext("a-session/0/comms", "C1", Optional.of("1700000000.000001"));
    private static final PageLinks LINKS = PageLinks.on(URI.create("https://ops.example.com"));

    enum Kind {
        HOME_CONSOLE,
        HOME_INSTRUMENTS,
        HOME_MINDS,
        HOME_AUTOMATIONS,
        HOME_MUSEUM,
        LAUNCH_FORM,
        DRILL_FORM,
        DRAFT_FORM,
        REASON_FORM,
        CHANGE_FORM,
        RECEIPTS;

        View view() {
            return switch (this) {
                case HOME_CONSOLE -> home(HomeState.BEGIN);
                case HOME_INSTRUMENTS -> home(HomeState.BEGIN.in(HomeRoom.INSTRUMENTS));
                case HOME_MINDS -> home(HomeState.BEGIN.in(HomeRoom.MINDS));
                case HOME_AUTOMATIONS -> home(HomeState.BEGIN.in(HomeRoom.AUTOMATIONS));
                case HOME_MUSEUM -> home(HomeState.BEGIN.searching("payments"));
                case LAUNCH_FORM -> LaunchForm.draw(LaunchForm.Prefill.of(RitualName.BRIEF));
                case DRILL_FORM ->
                    LaunchForm.draw(new LaunchForm.Prefill(
                            RitualName.INCIDENT,
                            "card payments are failing / since the deploy",
                            Optional.of("C1"),
                            Optional.of(new Quote(
                                    "C1",
                                    "1700000000.000001",
                                    "1700000000.000001",
                                    Optional.of("U2"),
                                    Optional.of("https://acme.slack.com/archives/C1/p1700000000000001"),
                                    "card payments are failing"))));
                case DRAFT_FORM -> {
                    SessionView view = Views.done(Views.ID, Views.CHANNEL);
                    DraftButton button = new DraftButton(Views.ID, new WidgetId("comms"), 0);
                    yield new DraftForm(new CommsDrawing())
                            .draw(view, button, button.in(view).orElseThrow(), CONTEXT);
                }
                case REASON_FORM ->
                    ReasonForm.draw(
                            SampleLog.bound(
                                            "rollback",
                                            List.of(Views.receipts(Views.ID)
                                                    .getFirst()
                                                    .id()))
                                    .under(new PlayPolicy.NeedsApproval(2)),
                            Choice.APPROVE,
                            CONTEXT);
                case CHANGE_FORM ->
                    ChangeForm.draw(
                            new OrderForm(
                                    "Change schedule 7",
                                    List.of(
                                            "Morning brief (7): Weekdays at 08:00, Europe/London time, in #ops.",
                                            "Next: Fri 27 Nov 2026 08:00 GMT, Mon 30 Nov 2026 08:00 GMT."),
                                    "When does it come?",
                                    "weekdays at 08:00 Europe/London",
                                    "Every Monday 9am · daily 07:30 · every 2 hours · tomorrow 9:00.",
                                    Views.CHANNEL),
                            new FormContext("schedule change 7", "C1", Optional.empty()));
                case RECEIPTS ->
                    new ReceiptsDrawing(LINKS)
                            .draw(
                                    Views.ID,
                                    Optional.of(Views.done(Views.ID, new Place("slack", "T1", "C1", Optional.empty()))),
                                    Views.receipts(Views.ID).stream()
                                            .map(receipt -> new ReceiptChain.Stored(
                                                    receipt, "{\"source\":\"" + receipt.source() + "\"}"))
                                            .toList(),
                                    0);
            };
        }

        private static View home(HomeState state) {
            MemoryArchive archive = new MemoryArchive();
            archive.keep(Views.done(new SessionId("ended"), Views.CHANNEL));
            archive.keep(Views.working(new SessionId("live"), Views.CHANNEL, 3));
            MemoryDesk desk = new MemoryDesk();
            desk.says(
                    Topic.SCHEDULE,
                    new Notice(
                            "Schedules",
                            List.of(new Notice.Line(
                                    "brief daily at 07:30 in #ops",
                                    List.of(new Notice.Action("Pause", "schedule pause 7", "No brief comes then.")))),
                            List.of()));
            List<Sources.Source> sources = List.of(
                    new Sources.Source(
                            "billing",
                            Sources.State.OK,
                            "4 tools",
                            Views.receipts(Views.ID).stream().findFirst()),
                    new Sources.Source("errors", Sources.State.FAILED, "It did not answer in 4 s.", Optional.empty()));
            House house = new House(archive, desk, () -> sources, Minds.NONE);
            return new HomeDrawing(house, LINKS).draw(state, Views.ANA, "T1", NOW);
        }

        Path file() {
            return GOLDEN.resolve(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theViewIsAsItWasLookedAt(Kind kind) throws Exception {
        JsonNode drawn = Rendered.json(kind.view());
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(kind.file(), JSON.writeValueAsString(drawn) + "\n");
        }

        assertThat(JSON.writeValueAsString(drawn))
                .isEqualTo(Files.readString(kind.file()).stripTrailing());
        assertThat(BlockRules.flawsOfView(drawn)).isEmpty();
    }
}
