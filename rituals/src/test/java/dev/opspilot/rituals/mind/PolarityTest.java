package dev.opspilot.rituals.mind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.ReceiptId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolarityTest {
    private static final List<ReceiptId> RECEIPTS = List.of(new ReceiptId("s1-r1"));
    private static final List<Evidence> EVIDENCE = Stream.of(
                    "The trouble is real: card payments failure ratio is at 44.2 % of 1,297, expected 2.0–4.5 %, since"
                            + " 14:16 UTC. 3 other figures are off as well. The likeliest cause is provider Kestrelpay. It"
                            + " fails alone, while Haldencard shows no trouble.",
                    "Lumafold revenue came to USD 39,700 in 25 minutes, expected USD 51,751–63,432, since 14:16 UTC.",
                    "Product usage: 2 figures as expected. Lumafold visitors came to 4,818 in 15 minutes, expected"
                            + " 4,571–5,090.",
                    "Search errors were at 17 %, expected 0–2 %, from 14:02 UTC to 14:10 UTC; normal again since.",
                    "Provider Kestrelpay (leading): No incident of it is listed. Nothing was changed on our side in the"
                            + " hour before the onset.",
                    "Activation on Sun 22 Nov was 27.7 % of 1,558 sign-ups, against 40.0 % of 6,373 on the last 4 Sundays.",
                    "New revenue of Shop was USD 4,640 (25.6 % below the median), churned revenue USD 3,680 (0.5 % above).",
                    "Not a false alarm: checkout latency is at 900 ms, expected 100–200 ms. It is not over yet.",
                    "Proposed: Fail over from Kestrelpay to Haldencard. Sends new traffic to Haldencard until Kestrelpay"
                            + " recovers.",
                    "It cannot be said whether something is wrong with retention.",
                    "2 automation runs finished and none failed, with 1 queued.",
                    "Not enough is known to plan the test: no source brought the series trials_converted that it is"
                            + " defined by.")
            .map(PolarityTest::evidence)
            .toList();

    private static Evidence evidence(String text) {
        return Evidence.of("E" + Integer.toUnsignedString(text.hashCode()), text, Map.of(), RECEIPTS);
    }

    private static Stream<String> flaw(String sentence) {
        return Polarity.of(EVIDENCE).flaw(sentence).stream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Card payments failure ratio rose to 44.2 %, where 2.0–4.5 % is expected.",
                "Since 14:16 UTC card payments failure ratio stands at 44.2 %, far above the expected 2.0–4.5 %.",
                "This is real: the card payments failure ratio is up at 44.2 %.",
                "Card payments are failing since 14:16 UTC, and 3 other figures are off.",
                "Kestrelpay is the likeliest cause, as it fails alone.",
                "Kestrelpay fails, while Haldencard shows no trouble.",
                "Haldencard is not failing.",
                "Haldencard isn't affected.",
                "Haldencard works as expected.",
                "Haldencard is healthy.",
                "Card payments failure ratio is over 44 %.",
                "Card payments failure ratio is over the expected 2.0–4.5 %.",
                "Revenue of Lumafold fell to USD 39,700 in 25 minutes.",
                "Lumafold revenue is lower than the expected USD 51,751–63,432.",
                "Visitors of Lumafold are as expected at 4,818.",
                "Search errors were at 17 % from 14:02 UTC, and have recovered since.",
                "Search errors are back to normal.",
                "No incident is listed for Kestrelpay.",
                "Nothing was changed on our side before the onset.",
                "Activation dropped to 27.7 %, against 40.0 % on the last 4 Sundays.",
                "Activation on Sun 22 Nov was lower, at 27.7 % of 1,558 sign-ups.",
                "New revenue of Shop was 25.6 % below the median.",
                "Churned revenue is 0.5 % above the median.",
                "This is not a false alarm: checkout latency is at 900 ms.",
                "Checkout latency increased to 900 ms.",
                "It is not over yet.",
                "The proposal is to fail over from Kestrelpay to Haldencard until Kestrelpay recovers.",
                "It cannot be said whether something is wrong with retention.",
                "None of the automation runs failed, and 1 is queued.",
                "2 automation runs finished, with 1 queued.",
                "Not enough is known to plan the test, as no source brought the series trials_converted."
            })
    void lets_an_honest_paraphrase_through(String sentence) {
        assertThat(flaw(sentence)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The trouble is not real: card payments failure ratio is at 44.2 % of 1,297, expected 2.0–4.5 %.",
                "The trouble isn't real: card payments failure ratio is at 44.2 %.",
                "The trouble isn’t real.",
                "The trouble isnt real.",
                "The trouble is hardly real.",
                "The trouble was never real.",
                "The trouble is not, however, real.",
                "The trouble is far from real.",
                "The trouble is anything but real.",
                "The trouble is over.",
                "It is false that card payments failure ratio is at 44.2 %.",
                "It is untrue: card payments failure ratio is at 44.2 %.",
                "It is doubtful that card payments failure ratio is at 44.2 %.",
                "Card payments failure ratio is not at 44.2 %.",
                "Card payments failure ratio cannot be at 44.2 %.",
                "Card payments failure ratio can't be at 44.2 %.",
                "Neither card payments nor other figures are off.",
                "Nobody sees card payments failure ratio at 44.2 %.",
                "No card payments failure ratio is at 44.2 %.",
                "None of the 3 other figures are off.",
                "Kestrelpay does not fail.",
                "Kestrelpay shows no trouble.",
                "Kestrelpay is healthy.",
                "Kestrelpay has recovered.",
                "Kestrelpay is unlikely the cause.",
                "Kestrelpay is not the likeliest cause.",
                "Kestrelpay is the least likely cause.",
                "Haldencard fails alone.",
                "Haldencard is failing as well.",
                "Card payments failure ratio fell to 44.2 %.",
                "Card payments failure ratio is below the expected 2.0–4.5 % at 44.2 %.",
                "Card payments failure ratio is as expected at 44.2 %.",
                "Card payments failure ratio recovered from 44.2 %.",
                "Card payments are fine.",
                "Card payments would seem to have recovered.",
                "Card payments are working again.",
                "Revenue of Lumafold rose to USD 39,700 in 25 minutes.",
                "Lumafold revenue is up at USD 39,700.",
                "Lumafold revenue is above the expected USD 51,751–63,432.",
                "Lumafold revenue is healthy at USD 39,700.",
                "Visitors of Lumafold rose to 4,818.",
                "Visitors of Lumafold fell to 4,818.",
                "Search errors did not recover.",
                "An incident of Kestrelpay is listed.",
                "Something was changed on our side in the hour before the onset.",
                "Activation on Sun 22 Nov rose to 27.7 % of 1,558 sign-ups.",
                "Activation on Sun 22 Nov was higher, at 27.7 %.",
                "New revenue of Shop was 25.6 % above the median.",
                "Churned revenue is 0.5 % below the median.",
                "It is a false alarm: checkout latency is at 900 ms.",
                "Checkout latency decreased to 900 ms.",
                "Checkout latency is over.",
                "Something is wrong with retention.",
                "2 automation runs failed.",
                "None of the automation runs finished.",
                "Not enough is not known to plan the test.",
                "Enough is known to plan the test.",
                "No source brought the series trials_converted that it is not defined by.",
                "A source brought the series trials_converted that it is defined by."
            })
    void drops_what_turns_the_evidence_round(String sentence) {
        assertThat(flaw(sentence)).hasSize(1);
    }

    static Stream<String> told() {
        return Stream.of("bad-deploy", "provider-outage", "healthy", "over", "elsewhere", "brief-week", "brief-busy")
                .flatMap(name -> {
                    try {
                        return Files.readAllLines(Path.of("src/test/resources/golden", name + ".txt")).stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .map(line -> line.replaceFirst("^[\\w.-]+ \\((?:LOW|MEDIUM|HIGH)\\): ", "\u0000"))
                .filter(line -> line.startsWith("\u0000"))
                .map(line -> line.substring(1).replaceFirst(" \\[[^\\]]*]$", ""))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("told")
    void whatever_is_found_may_be_said_as_it_stands_and_not_with_a_verb_denied(String finding) {
        Polarity polarity = Polarity.of(List.of(evidence(finding)));
        String own = Vocabulary.unquoted(finding);
        assertThat(polarity.flaw(own)).isEmpty();

        Matcher verb =
                Pattern.compile("\\b(?:is|are|was|were)\\b(?! (?:no|not)\\b)").matcher(own);
        while (verb.find()) {
            String turned = own.substring(0, verb.end()) + " not" + own.substring(verb.end());
            assertThat(polarity.flaw(turned)).as(turned).isPresent();
        }
    }
}
