package dev.opspilot.adapters.slack.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.Suspect;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Views;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SuspectDrawingTest {
    private static final PageLinks LINKS = PageLinks.on(URI.create("https://ops.example.com"));

    @Test
    void whatIsSaidOfTheLaterOnesHasItsReceiptsToo() {
        List<Receipt> receipts = Views.done(Views.ID, Views.CHANNEL).receipts();
        List<Suspect> suspects = IntStream.rangeClosed(1, 5)
                .mapToObj(rank -> new Suspect(
                        Subject.change("deploy-" + rank),
                        "Deploy " + rank,
                        0.5,
                        Suspect.Standing.WEAKENED,
                        List.of(
                                new Suspect.Evidence(
                                        true,
                                        "It came just before.",
                                        List.of(receipts.get(0).id())),
                                new Suspect.Evidence(
                                        false,
                                        "38 minutes passed.",
                                        List.of(receipts.get(1).id())))))
                .toList();
        Page page = new Page();
        Chips chips = new Chips(receipts, LINKS, Views.START);

        new SuspectDrawing(page, chips).draw(suspects);

        String chip = chips.line(List.of(receipts.get(1).id()), 1_000);
        assertThat(chip).isNotBlank();
        String later = page.blocks().getLast().toString();
        for (int rank = 4; rank <= 5; rank++) {
            assertThat(later)
                    .contains(rank + ". Deploy " + rank + " — weakened · score 0.50\n_Against:_ 38 minutes passed. · "
                            + chip);
        }
    }
}
