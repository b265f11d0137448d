package dev.opspilot.adapters.teams.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Views;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the end of a stream says that was streamed already is not said twice, and nothing else is left out. */
class StreamTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                        | Checkout fell to 41 a minute.                  | Checkout fell to 41 a minute.
            Checkout fell to 41 a minute.            | Checkout fell to 41 a minute.                  | ''
            Checkout fell to 41 a minute.            | In short: one matter. Checkout fell to 41 a minute. As usual: refunds. | In short: one matter. As usual: refunds.
            Checkout fell to 41 a minute, 8 % fewer. | Checkout fell to 41 a minute.                  | ''
            Checkout fell to 41 a minute. It lasts.  | It began at 13:48. Checkout fell to 41 a minute. | It began at 13:48.
            Checkout fell to 41.5 a minute.          | Checkout fell to 41.                           | Checkout fell to 41.
            Checkout fell to 41 a minute.            | Checkout fell to 41 a minute, 8 % fewer.       | Checkout fell to 41 a minute, 8 % fewer.
            No. Checkout fell to 41 a minute.        | Nothing is wrong.                              | Nothing is wrong.
            Nobody was hit by it.                    | No.                                            | No.
            """)
    void onlyWhatIsNewIsLeft(String streamed, String told, String left) {
        StreamText before = streamed == null ? StreamText.NONE : new StreamText(streamed, Set.of(), 0);

        assertThat(before.without(told)).isEqualTo(left);
    }

    @Test
    void whatAMindTellsIsStreamedAsItIsToldAndSaidOnce() {
        SessionView view = Views.told(Views.ID, GoldenTest.CHANNEL);
        String first =
                view.telling().narrative().orElseThrow().sentences().getFirst().text();

        StreamText streamed = StreamText.NONE.with(view);
        assertThat(streamed.text()).contains(first);
        assertThat(streamed.with(view)).isEqualTo(streamed);

        TeamsMessage ended = new SessionCards(GoldenTest.LINKS).ended(view, streamed, GoldenTest.NOW);
        assertThat(ended.text()).startsWith(streamed.text()).containsOnlyOnce(first);
        assertThat(ended.activity().toString()).contains("AIGeneratedContent");
    }
}
