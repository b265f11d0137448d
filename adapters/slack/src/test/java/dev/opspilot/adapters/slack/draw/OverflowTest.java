package dev.opspilot.adapters.slack.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import dev.opspilot.rituals.widget.Widget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one message does not hold: it goes on in the thread, in its order, and nothing of it stands twice or alone. */
public final class OverflowTest {
    private static final PageLinks LINKS = PageLinks.on(URI.create("https://ops.example.com"));
    private static final Instant NOW = Views.START.plusSeconds(14);
    private final SessionRenderer renderer = new SessionRenderer(LINKS);

    /** A finished drill with so many findings more than fit. */
    public static SessionView crowded(SessionView done, int findings) {
        List<Finding> all = new ArrayList<>(done.findings());
        IntStream.rangeClosed(1, findings)
                .mapToObj(n -> new Finding(
                        new FindingId("more-" + n),
                        "Finding number " + n + ".",
                        Finding.Confidence.LOW,
                        List.of(done.receipts().getFirst().id()),
                        List.of(),
                        List.of()))
                .forEach(all::add);
        return new SessionViews(done).withFindings(all);
    }

    private static int count(String in, String what) {
        return (int) Pattern.compile(Pattern.quote(what)).matcher(in).results().count();
    }

    @Test
    void whatDoesNotFitFollowsInTheThreadOnceAndInOrder() {
        SessionView view = crowded(Views.done(Views.ID, Views.CHANNEL), 40);
        JsonNode front = Rendered.json(renderer.render(view, NOW)).path("blocks");
        List<JsonNode> rest = renderer.rest(view, NOW).stream()
                .map(message -> Rendered.json(message).path("blocks"))
                .toList();

        assertThat(front.toString())
                .contains("\"type\":\"plan\"", "Roll back deploy 4812", "follow in the thread")
                .doesNotContain("on the page\"");
        assertThat(rest).hasSizeBetween(1, SlackLimits.MESSAGES_IN_THREAD);
        assertThat(rest.getFirst().toString()).contains("goes on (1 of " + rest.size() + ")");
        String all = front + rest.toString();
        IntStream.rangeClosed(1, 40)
                .forEach(n -> assertThat(count(all, "\"text\":\"Finding number " + n + ".\""))
                        .as("finding %d", n)
                        .isEqualTo(1));
        for (String once : List.of(
                "\"type\":\"data_visualization\"",
                "*Suspects*",
                "*What happened*",
                "*Payments by method*",
                "*Drafts*")) {
            assertThat(count(all, once)).as(once).isEqualTo(1);
        }
        assertThat(all.indexOf("Finding number 39.")).isLessThan(all.indexOf("*Suspects*"));
        assertThat(all.indexOf("*Suspects*")).isLessThan(all.indexOf("*What happened*"));
    }

    @Test
    void aShortEndNeverStandsWithoutItsBeginning() {
        List<Widget.Timeline.Entry> entries = IntStream.range(0, 60)
                .mapToObj(n -> new Widget.Timeline.Entry(
                        Views.START.minusSeconds(n),
                        "Entry " + n + " " + "x".repeat(60),
                        false,
                        List.of(Views.receipts(Views.ID).getFirst().id())))
                .toList();
        Widget.Timeline timeline = new Widget.Timeline(
                Views.head(
                        "t",
                        "How it moved",
                        List.of(Views.receipts(Views.ID).getFirst().id())),
                entries);
        for (int findings = 0; findings < 20; findings++) {
            SessionView view = crowded(new SessionViews(Views.done(Views.ID, Views.CHANNEL)).with(timeline), findings);
            JsonNode front = Rendered.json(renderer.render(view, NOW)).path("blocks");
            if (front.toString().contains("Entry ")) {
                assertThat(front.toString()).as("with %d findings", findings).contains("How it moved");
            }
        }
    }

    @Test
    void aSessionAtWorkSaysThatMoreIsOnThePage() {
        SessionView view = crowded(Views.working(Views.ID, Views.CHANNEL, 7), 40);

        assertThat(Rendered.json(renderer.render(view, NOW)).toString()).contains("more parts are on the page");
        assertThat(renderer.rest(view, NOW)).isEmpty();
    }

    @Test
    void whatWaitsForADecisionAndThePlanStandBeforeAllThatWasDecided() {
        SessionView acted = Views.acted(Views.ID, Views.CHANNEL);
        List<Play> plays = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            plays.add(acted.plays().get(1));
        }
        plays.add(acted.plays().getFirst());
        SessionView view = new SessionViews(Views.working(Views.ID, Views.CHANNEL, 7)).withPlays(plays);

        String drawn = Rendered.json(renderer.render(view, NOW)).toString();

        assertThat(drawn).contains("Roll back deploy 4812", "\"type\":\"plan\"", "Turn off new-checkout");
        assertThat(drawn.indexOf("Roll back deploy 4812")).isLessThan(drawn.indexOf("\"type\":\"plan\""));
        assertThat(drawn.indexOf("\"type\":\"plan\"")).isLessThan(drawn.indexOf("Turn off new-checkout"));
    }

    @Test
    void whatStandsWhereDoesNotDependOnWhenItIsDrawn() {
        for (int findings = 10; findings < 40; findings++) {
            SessionView view = crowded(Views.done(Views.ID, Views.CHANNEL), findings);
            int blocks = renderer.render(view, NOW).blocks().size();
            for (Duration later : List.of(Duration.ofMinutes(1), Duration.ofDays(400))) {
                assertThat(renderer.render(view, NOW.plus(later)).blocks())
                        .as("%d findings, %s later", findings, later)
                        .hasSize(blocks);
            }
        }
    }

    @Test
    void rowsThatFindNoPlaceInTheThreadAreCounted() {
        SessionView done = Views.done(Views.ID, Views.CHANNEL);
        Widget.Table table = Views.table(2_000);
        SessionView view = new SessionViews(done).with(table);

        String front = Rendered.json(renderer.render(view, NOW)).toString();

        assertThat(renderer.rest(view, NOW)).hasSize(SlackLimits.MESSAGES_IN_THREAD);
        assertThat(front)
                .contains("more in the thread as far as there is room")
                .containsPattern("more parts? (is|are) on the page");
    }

    @Test
    void aPartTooLargeForAnyMessageIsCountedAndTheOthersFollow() {
        Page page = new Page(true);
        page.add(Blocks.section("x".repeat(SlackLimits.TEXT_IN_MESSAGE)));
        page.add(Blocks.section("small"));

        assertThat(page.thread()).hasSize(1);
        assertThat(page.thread().getFirst().toString()).contains("small");
        assertThat(page.ended("https://ops.example.com/s", "end").toString())
                .contains("One more part follows in the thread", "One more part is on the page");
    }

    @Test
    void whatIsLeftOfAMessageOfTheThreadLeadsToThePage() {
        SessionView view = crowded(Views.done(Views.ID, Views.CHANNEL), 40);
        SlackMessage rest = renderer.rest(view, NOW).getFirst();

        SlackMessage plain = renderer.plainRest(view, rest);

        assertThat(plain.key()).isEqualTo(rest.key());
        assertThat(plain.blocks().toString()).contains(LINKS.session(view.id()), "See it whole");
    }

    @Test
    void daysAreDrawnInARowAndTheLatestOfThem() {
        List<Instant> days = IntStream.range(0, 28)
                .mapToObj(n -> Instant.parse("2026-10-29T00:00:00Z").plus(Duration.ofDays(n)))
                .toList();
        Widget.Chart chart = new Widget.Chart(
                Views.head(
                        "c",
                        "Revenue",
                        List.of(Views.receipts(Views.ID).getFirst().id())),
                "USD",
                days,
                List.of(new Widget.Chart.Line(
                        "revenue",
                        IntStream.range(0, 28).mapToObj(n -> 100.0 + n).toList())));
        JsonNode drawn =
                Rendered.json(renderer.render(new SessionViews(Views.done(Views.ID, Views.CHANNEL)).with(chart), NOW));

        List<String> labels = new ArrayList<>();
        drawn.findPath("categories").forEach(each -> labels.add(each.asText()));
        assertThat(labels).hasSize(20).startsWith("11-06", "11-07", "11-08").endsWith("11-25");
        assertThat(drawn.toString()).contains("Drawn: the last 20 of 28 days.");
    }
}
