package dev.opspilot.rituals.mind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswersTest {
    private static final ReceiptId READ = new ReceiptId("s1-r1");
    private static final List<Evidence> EVIDENCE = evidence(
            "The trouble is real: card payments failure ratio is at 44.2 %. The likeliest cause is provider Kestrelpay.",
            "SEV1 is proposed: Card payments failure ratio is 41 points above what is expected.",
            "Impact so far, since 14:16 UTC: Card payments failure ratio: 511 of 1,297 more than expected. No figure of money"
                    + " departs by more than chance.",
            "A usual difference between days: How 7 earlier days differ from each other is part of the expected range.",
            "Revenue: 4 figures as expected. Lumafold orders came to 1,240.",
            "Lumafold sign ups: 98 in 15 minutes, expected 61–118",
            "Deploy-69408 of search-api (weakened): It changed search-api, whose own figures show no trouble.",
            "Deploy-69408 of search-api: It changed search-api, whose own figures show no trouble.",
            "Payments-api errors came to 586 in 25 minutes.",
            "13:06 UTC: Configuration change config-69491, “Lengthen the cache lifetime of avatars”");

    private static List<Evidence> evidence(String... texts) {
        List<Evidence> all = new ArrayList<>();
        for (String text : texts) {
            all.add(Evidence.of("E" + (all.size() + 1), text, Map.of(), List.of(READ)));
        }
        return all;
    }

    private static Finding answer(String question) {
        return Answers.answer(new FindingId("answer"), question, EVIDENCE, List.of(READ))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "how much money did we lose? | Impact so far",
                "what is the impact? | Impact so far",
                "what does it cost us? | Impact so far",
                "how many sign-ups were there? | Lumafold sign ups: 98 in 15 minutes, expected 61–118.",
                "why are card payments failing? | The trouble is real",
                "what is the cause? | The trouble is real",
                "what caused this? | The trouble is real",
                "were there releases of search-api? | Deploy-69408 of search-api",
                "was it a deploy? | The trouble is real",
                "did search-api change? | Deploy-69408 of search-api",
                "how severe is SEV1? | SEV1 is proposed"
            })
    void answersFirstWithWhatSpeaksMostOfTheQuestion(String question, String answer) {
        assertThat(answer(question).text()).startsWith(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is the meaning of life?",
                "asdf",
                "how is the weather in Zurich tomorrow?",
                "who won the championship in 1998?",
                "?"
            })
    void saysThatItDoesNotKnowRatherThanAnythingThatSharesAWord(String question) {
        assertThat(answer(question).text()).startsWith("Nothing that this session has read speaks of that.");
        assertThat(answer(question).confidence()).isEqualTo(Confidence.LOW);
    }

    @Test
    void tellsTheSameOnceAndEndsEachSentence() {
        assertThat(answer("what of the deploy of search-api?").text()).containsOnlyOnce("It changed search-api");
        assertThat(answer("how many sign ups?").text()).endsWith("61–118.");
    }

    @Test
    void isLessSureOfWhatAnswersOnlyAPart() {
        assertThat(answer("how many sign-ups were there?").confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(answer("how many sign-ups per browser?").confidence()).isEqualTo(Confidence.LOW);
    }
}
