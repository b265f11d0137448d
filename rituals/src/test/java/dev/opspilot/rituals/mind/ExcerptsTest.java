package dev.opspilot.rituals.mind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.opspilot.rituals.receipt.ReceiptId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model tells what the evidence says, and a liar makes every change to it that we know of. */
final class ExcerptsTest {
    private static final List<ReceiptId> RECEIPTS = List.of(new ReceiptId("s1-r1"));
    private static final Pattern FIGURE = Pattern.compile("\\d+(?:[.,:]\\d+)*(?: (?:%|minutes))?");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.;])\\s");

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
                    "Provider Haldencard (refuted): Its own figures show no trouble.",
                    "Deploy-69402 of payments-api (weakened): It came at 14:08 UTC, 8 minutes before the trouble began.",
                    "Activation on Sun 22 Nov was 27.7 % of 1,558 sign-ups, against 40.0 % of 6,373 on the last 4 Sundays.",
                    "New revenue of Lumafold was USD 4,640 (25.6 % below the median), churned revenue USD 3,680 (0.5 % above).",
                    "Not a false alarm: checkout latency is at 900 ms, expected 100–200 ms. It is not over yet.",
                    "Proposed: Fail over from Kestrelpay to Haldencard. Sends new traffic to Haldencard until Kestrelpay"
                            + " recovers.",
                    "It cannot be said whether something is wrong with retention.",
                    "2 automation runs finished and none failed, with 1 queued.",
                    "Lumafold revenue: USD 12,051 less than expected (USD 9,012–15,100).",
                    "“All is lost, payments are down” of payments-api has been open since 14:15 UTC.",
                    "Not enough is known to plan the test: no source brought the series trials_converted that it is"
                            + " defined by.")
            .map(ExcerptsTest::evidence)
            .toList();

    private static Evidence evidence(String text) {
        return Evidence.of("E" + Integer.toUnsignedString(text.hashCode()), text, Map.of(), RECEIPTS);
    }

    private static List<Evidence> recorded(String ritual) {
        try (InputStream in =
                Objects.requireNonNull(ExcerptsTest.class.getResourceAsStream("evidence-" + ritual + ".txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(ExcerptsTest::evidence)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> flaw(String sentence, Evidence... cited) {
        return Excerpts.of(List.of(cited), Excerpts.names(List.of(cited))).flaw(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The trouble is real: card payments failure ratio is at 44.2 %.",
                "The trouble is real: card payments failure ratio is at 44.2 %, since 14:16 UTC.",
                "The trouble is real: card payments failure ratio is at 44.2 % (expected 2.0–4.5 %).",
                "3 other figures are off as well, and the likeliest cause is provider Kestrelpay.",
                "The likeliest cause is provider Kestrelpay; it fails alone, while Haldencard shows no trouble.",
                "The likeliest cause is provider Kestrelpay. It fails alone.",
                "The likeliest cause is provider Kestrelpay, and it fails alone.",
                "Lumafold revenue came to USD 39,700, since 14:16 UTC.",
                "Lumafold revenue came to USD 39,700 in 25 minutes.",
                "Meanwhile, Lumafold visitors came to 4,818 in 15 minutes, expected 4,571–5,090.",
                "Search errors were at 17 %, from 14:02 UTC to 14:10 UTC; normal again since.",
                "Provider Kestrelpay: No incident of it is listed.",
                "Nothing was changed on our side in the hour before the onset.",
                "Deploy-69402 of payments-api came at 14:08 UTC.",
                "Deploy-69402 of payments-api (weakened): It came at 14:08 UTC, 8 minutes before the trouble began.",
                "Activation on Sun 22 Nov was 27.7 % of 1,558 sign-ups.",
                "New revenue of Lumafold was USD 4,640, churned revenue USD 3,680.",
                "Proposed: Fail over from Kestrelpay to Haldencard.",
                "2 automation runs finished and none failed.",
                "Lumafold revenue: USD 12,051 less than expected.",
                "“All is lost, payments are down” of payments-api has been open since 14:15 UTC, while 3 other figures are"
                        + " off as well."
            })
    void lets_through_what_is_shortened_and_joined(String sentence) {
        assertThat(Excerpts.of(EVIDENCE, Excerpts.names(EVIDENCE)).flaw(sentence))
                .isEmpty();
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
                "The trouble was real: card payments failure ratio is at 44.2 %.",
                "The trouble is far from real.",
                "The trouble is over.",
                "It is false that card payments failure ratio is at 44.2 %.",
                "It is doubtful that the trouble is real: card payments failure ratio is at 44.2 %.",
                "Card payments failure ratio cannot be at 44.2 %.",
                "None of the 3 other figures are off.",
                "All other figures are off as well.",
                "3 other figures are off as well?",
                "Kestrelpay does not fail.",
                "Kestrelpay shows no trouble.",
                "Kestrelpay has recovered.",
                "Kestrelpay recovers.",
                "The cause is provider Kestrelpay.",
                "The only cause is provider Kestrelpay.",
                "The likeliest cause is provider Haldencard.",
                "The likeliest cause is provider Haldencard, which shows no trouble.",
                "Haldencard fails alone.",
                "Provider Haldencard: Its own figures show no trouble. It fails alone.",
                "Provider Haldencard: Its own figures show trouble.",
                "It fails alone.",
                "In 2 minutes, 3 other figures are off as well.",
                "Card payments failure ratio fell to 44.2 %.",
                "The trouble is real: card payments failure ratio is at 2.0 %, expected 44.2 %.",
                "The trouble is real: card payments failure ratio is at 1,297.",
                "The trouble is real: card payments failure ratio is at 44.2 of 1,297.",
                "Lumafold revenue came to 39,700 in 25 minutes.",
                "Lumafold revenue came to USD 39,700 in 25 hours.",
                "Lumafold revenue came to nearly USD 39,700.",
                "Lumafold revenue came to USD 39,700, expected USD 63,432–51,751.",
                "Lumafold revenue came to USD 39,700 since 14:16 UTC because 3 other figures are off as well.",
                "Lumafold revenue came to USD 39,700, so 3 other figures are off as well.",
                "Lumafold revenue is USD 12,051.",
                "Lumafold revenue: USD 12,051.",
                "Lumafold revenue: USD 12,051 more than expected.",
                "Lumafold profit came to USD 39,700 in 25 minutes.",
                "Lumafold visitors came to 4,818, normal again since.",
                "An incident of Kestrelpay is listed.",
                "Something was changed on our side in the hour before the onset.",
                "Activation on Sun 22 Nov was 40.0 % of 6,373.",
                "New revenue of Lumafold was USD 4,640 (0.5 % above).",
                "It is a false alarm: checkout latency is at 900 ms.",
                "A false alarm: checkout latency is at 900 ms.",
                "It is over.",
                "Fail over from Kestrelpay to Haldencard.",
                "Proposed: Fail over from Haldencard to Kestrelpay.",
                "Something is wrong with retention.",
                "2 automation runs failed.",
                "2 automation runs finished and 1 failed.",
                "Enough is known to plan the test.",
                "All is lost, payments are down.",
                "“Payments are down” of payments-api has been open since 14:15 UTC.",
                "All is lost, payments are down of payments-api has been open since 14:15 UTC.",
                "Deploy-69402 of payments-api came at 14:08 UTC, 8 minutes after the trouble began.",
                "Deploy-69402 of payments-api: 14:08 UTC."
            })
    void drops_what_no_sentence_of_the_evidence_says(String sentence) {
        assertThat(Excerpts.of(EVIDENCE, Excerpts.names(EVIDENCE)).flaw(sentence))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Access ends, unless the trial is paid. | Access ends.",
                "Stripe, Adyen or Braintree fails. | Stripe, and 2 figures are off.",
                "The cause is provider Stripe, Adyen or Braintree. | The cause is provider Stripe.",
                "It grows, if nothing is done. | It grows.",
                "Since Monday, orders rise. | Since Monday.",
                "Hypothesis: the banner raises revenue, by 5 %. | The banner raises revenue.",
                "A flaw in the source: 2 figures of it are off. | A flaw in the source.",
                "Revenue rises by 5 % or more, says the plan. | Revenue rises by 5 %."
            })
    void drops_a_beginning_whose_end_takes_it_back(String text, String sentence) {
        assertThat(flaw(sentence, evidence(text))).isPresent();
    }

    static final List<String> RITUALS = List.of("incident", "brief", "experiment");

    @ParameterizedTest
    @FieldSource("RITUALS")
    void lets_an_honest_model_tell_any_finding(String ritual) {
        List<Evidence> all = recorded(ritual);
        for (Evidence each : all) {
            assertThat(flaw(each.text(), each)).as(each.text()).isEmpty();
            assertThat(flaw(SENTENCE.split(each.text(), -1)[0], each))
                    .as(each.text())
                    .isEmpty();
        }
        for (int i = 1; i < all.size(); i++) {
            String joined = bare(all.get(i - 1)) + ", while " + bare(all.get(i)) + ".";
            assertThat(flaw(joined, all.get(i - 1), all.get(i))).as(joined).isEmpty();
        }
    }

    private static String bare(Evidence evidence) {
        return SENTENCE.split(evidence.text(), -1)[0].replaceFirst("[.;]$", "");
    }

    private static String lower(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    static Stream<Arguments> lies() {
        return Stream.<Map.Entry<String, UnaryOperator<String>>>of(
                        Map.entry("not", s -> s.replaceFirst(" is ", " is not ")),
                        Map.entry("no longer", s -> s.replaceFirst(" is ", " is no longer ")),
                        Map.entry("isn’t", s -> s.replaceFirst(" is ", " isn’t ")),
                        Map.entry("untrue", s -> "It is not true that " + lower(s)),
                        Map.entry("contrary", s -> "Contrary to what one may think, " + lower(s)),
                        Map.entry("myth", s -> "It is a myth that " + lower(s)),
                        Map.entry("reported", s -> "It was wrongly reported that " + s),
                        Map.entry("ignore", s -> "Ignore this: " + s),
                        Map.entry("used to", s -> s.replaceFirst(" is ", " used to be ")),
                        Map.entry(
                                "tense", s -> s.replaceFirst(" is ", " was ").replaceFirst(" has been ", " had been ")),
                        Map.entry(
                                "should",
                                s -> s.replaceFirst(" was ", " should have been ")
                                        .replaceFirst(" came to ", " should have come to ")),
                        Map.entry("nearly", s -> s.replaceFirst(" came to ", " nearly came to ")),
                        Map.entry(
                                "ruled out",
                                s -> s.replace("Roll back", "Do not roll back")
                                        .replace("Start", "Avoid starting")
                                        .replace(" is proposed", " is ruled out")),
                        Map.entry("until", s -> s.replace(" since ", " until ").replaceFirst("^Since", "Until")),
                        Map.entry(
                                "before", s -> s.replace(" after ", " before ").replace(" from ", " before ")),
                        Map.entry("yesterday", s -> s.replaceFirst(" since ", " since yesterday ")),
                        Map.entry("all", s -> s.replaceFirst("^1 ", "All ").replace("ard payments", "ll payments")),
                        Map.entry("profit", s -> s.replace("evenue", "rofit")),
                        Map.entry("refunds", s -> s.replace("orders", "refunds")),
                        Map.entry("resolved", s -> s.replace("opened", "resolved")),
                        Map.entry("name", s -> s.replace("Kestrelpay", "Haldencard")),
                        Map.entry("only", s -> s.replace("likeliest", "only")),
                        Map.entry("less", s -> s.replace("or more", "or less").replace("more than", "less than")),
                        Map.entry("brings", s -> s.replace("needs", "brings")),
                        Map.entry("harms", s -> s.replace("raises", "harms")),
                        Map.entry("wrongly", s -> s.replace("can be", "was wrongly")),
                        Map.entry("harmless", s -> s.replace("expected", "forbidden")),
                        Map.entry("below", s -> s.replace("above", "below").replace("fewer", "more")),
                        Map.entry("never", s -> s.replace("came to", "never came to")),
                        Map.entry("worse", s -> s.replaceFirst("[.;]?$", ", and it gets worse.")),
                        Map.entry("thankfully", s -> "Thankfully, " + lower(s)),
                        Map.entry("no action", s -> s.replaceFirst("[.;]?$", ", so no action is needed.")),
                        Map.entry("unnoticed", s -> s.replaceFirst("[.;]?$", ", and the customers did not notice.")),
                        Map.entry("good", s -> s.replaceFirst("[.;]?$", ", which is a good result.")),
                        Map.entry(
                                "fault", s -> s.replaceFirst("[.;]?$", ", and it is the fault of the payments team.")),
                        Map.entry(
                                "restart",
                                s -> s.replaceFirst("[.;]?$", "; everyone should restart their servers now.")),
                        Map.entry("soon", s -> s.replaceFirst("[.;]?$", "; it will be over soon.")),
                        Map.entry("swap", ExcerptsTest::swapped))
                .map(each -> arguments(each.getKey(), each.getValue()));
    }

    private static String swapped(String sentence) {
        List<MatchResult> figures = FIGURE.matcher(sentence).results().toList();
        if (figures.size() < 2) {
            return sentence;
        }
        MatchResult one = figures.get(0);
        MatchResult two = figures.get(1);
        return sentence.substring(0, one.start())
                + two.group()
                + sentence.substring(one.end(), two.start())
                + one.group()
                + sentence.substring(two.end());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void drops_a_finding_that_is_turned(String name, UnaryOperator<String> lie) {
        List<String> told = new ArrayList<>();
        for (String ritual : RITUALS) {
            for (Evidence each : recorded(ritual)) {
                for (String sentence : SENTENCE.split(each.text(), -1)) {
                    String turned = lie.apply(sentence);
                    if (!turned.equals(sentence)) {
                        told.add(turned);
                        assertThat(flaw(turned, each)).as(turned).isPresent();
                    }
                }
            }
        }
        assertThat(told).as(name).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("RITUALS")
    void drops_a_figure_of_other_evidence_and_a_reason_that_is_none(String ritual) {
        List<Evidence> all = recorded(ritual);
        for (int i = 1; i < all.size(); i++) {
            Evidence one = all.get(i - 1);
            Evidence two = all.get(i);
            String because = bare(one) + " because " + lower(bare(two)) + ".";
            assertThat(flaw(because, one, two)).as(because).isPresent();
            Matcher here = FIGURE.matcher(bare(one));
            Matcher there = FIGURE.matcher(bare(two));
            if (here.find() && there.find() && !here.group().equals(there.group())) {
                String crossed = bare(one).substring(0, here.start())
                        + there.group()
                        + bare(one).substring(here.end());
                assertThat(flaw(crossed, one, two)).as(crossed).isPresent();
            }
        }
    }
}
