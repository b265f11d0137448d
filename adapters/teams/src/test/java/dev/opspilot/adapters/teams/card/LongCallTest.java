package dev.opspilot.adapters.teams.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.session.SampleLog;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is approved on a card is what was read there: to its last letter, or not at all. */
final class LongCallTest {
    private static final Place PLACE = new Place("teams", "tenant", "19:ops@thread.tacv2", Optional.empty());

    private static String card(String arguments) {
        Play bound = SampleLog.bound(
                "rollback", List.of(Views.receipts(Views.ID).getFirst().id()));
        Bound call = bound.bound().orElseThrow();
        Play play = new Play(
                bound.id(),
                bound.title(),
                bound.does(),
                bound.because(),
                bound.policy(),
                bound.status(),
                bound.rollback(),
                bound.receipts(),
                bound.intention(),
                Optional.of(new Bound(
                        new Act(call.act().server(), call.act().tool(), arguments),
                        call.environment(),
                        call.check(),
                        call.expires())),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        SessionView view = new SessionViews(Views.done(Views.ID, PLACE)).withPlays(List.of(play));
        SessionCards cards = new SessionCards(PageLinks.on(URI.create("https://ops.example.com")));
        return cards.render(view, Views.START).activity().findValuesAsText("text").stream()
                        .collect(Collectors.joining())
                + cards.render(view, Views.START).activity();
    }

    @Test
    void aLongCallIsShownWhole() {
        String arguments = "{\"steps\":\"" + "abcdefghij".repeat(500) + "-the-end\"}";

        assertThat(card(arguments)).contains(arguments).contains("\"choice\":\"approve\"");
    }

    @Test
    void aCallThatNoCardHoldsIsNotApprovedOnOne() {
        assertThat(card("{\"all\":\"" + "x".repeat(20_000) + "\"}"))
                .doesNotContain("\"choice\":\"approve\"")
                .contains("on OpsPilot's page");
    }
}
