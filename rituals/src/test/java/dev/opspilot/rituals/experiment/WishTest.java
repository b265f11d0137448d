package dev.opspilot.rituals.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WishTest {
    @ParameterizedTest
    @CsvSource({
        "test the results page, DESIGN, results page",
        "test freemium gating, DESIGN, freemium gating",
        "try a new status banner, DESIGN, new status banner",
        "experiment with prices, DESIGN, prices",
        "test freemium gating 20 %, DESIGN, freemium gating",
        "test freemium gating on 50 % of the traffic, DESIGN, freemium gating",
        "test freemium gating for 5 %, DESIGN, freemium gating",
        "test a baby 20 %, DESIGN, baby",
        "test a 10 % discount, DESIGN, 10 % discount",
        "readout of annual-plan-banner, READOUT, annual-plan-banner",
        "results for the annual plan, READOUT, annual plan"
    })
    void what_is_tried_keeps_its_words(String intent, Wish.Mode mode, String subject) {
        Wish wish = Wish.of(intent);

        assertThat(wish.mode()).isEqualTo(mode);
        assertThat(wish.subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource({"test the results page, results-page", "test freemium gating, freemium-gating"})
    void its_name_says_what_is_tried(String intent, String slug) {
        assertThat(Wish.of(intent).slug()).isEqualTo(slug);
    }
}
