package dev.opspilot.rituals.brief;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.AutomationRun;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Tone;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every brief, whatever the night was like. */
final class MorningBriefPropertiesTest {
    private static final Pattern DAY = Pattern.compile("\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \\d{1,2} [A-Z][a-z]{2}\\b");
    private static final DateTimeFormatter SAID = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
    private static final List<String> METRICS = List.of(
            "revenue", "revenue_new", "revenue_churned", "failure_ratio", "sign_ups", "activations", "search errors");

    @Property(tries = 25)
    void isShortAndStandsOnReceipts(@ForAll long seed) {
        SessionView brief = Morning.of(shop(seed), "since Friday 18:00", seed).view();
        Finding verdict = brief.findings().stream()
                .filter(each -> each.id().equals(FindingId.VERDICT))
                .findFirst()
                .orElseThrow();

        assertThat(verdict.text().split("\\.(?= |$)")).hasSizeLessThanOrEqualTo(5);
        assertThat(brief.plays()).hasSizeLessThanOrEqualTo(3);
        assertThat(brief.findings())
                .allSatisfy(finding -> assertThat(finding.text())
                        .doesNotContain("NaN", "null", "Optional", "Infinity")
                        .endsWith("."));
        assertThat(brief.status()).isEqualTo(SessionView.Status.DONE);
    }

    @Property(tries = 25)
    void callsNoFigureGoodThatIsWorseThanItsRangeAndNoNightQuietBesideOneOutsideIt(@ForAll long seed) {
        SessionView brief = Morning.of(shop(seed), "since Friday 18:00", seed).view();
        String verdict = brief.findings().stream()
                .filter(each -> each.id().equals(FindingId.VERDICT))
                .findFirst()
                .orElseThrow()
                .text();

        for (Widget widget : brief.widgets()) {
            if (widget instanceof Widget.Metric tile && tile.expected().isPresent()) {
                int side = side(tile);
                if (onTheEdge(tile)) {
                    continue; // as far as the rounded figures tell
                }
                boolean better = tile.title().startsWith("Churned") ? side < 0 : side > 0;
                assertThat(tile.tone() == Tone.GOOD).as(tile.toString()).isEqualTo(side == 0 || better);
                if (side != 0) {
                    assertThat(verdict)
                            .doesNotContain("No surprises", "All that was read")
                            .containsAnyOf("action", "worth", "chance");
                }
            }
        }
    }

    @Property(tries = 40)
    void tellsOfNoDayOutsideOfWhatIsAskedFor(@ForAll long seed, @ForAll("windows") String intent) {
        SessionView brief = Morning.of(shop(seed), intent, seed).view();
        Coverage coverage = Coverage.of(intent, Wish.of(intent, Shop.ZONE, Shop.NOW), List.of(), Shop.NOW);

        brief.findings().stream()
                .filter(each -> each.id().value().matches("(?:money|share)-.*"))
                .flatMap(each -> DAY.matcher(each.text()).results())
                .forEach(each -> assertThat(LocalDate.parse(each.group() + " 2026", SAID))
                        .as(intent)
                        .matches(coverage::touches));
    }

    @Provide
    Arbitrary<String> windows() {
        return Arbitraries.of(
                "today",
                "yesterday",
                "this week",
                "last week",
                "the weekend",
                "last night",
                "since Tuesday",
                "since yesterday 18:00",
                "the last 30 hours",
                "the last 3 days",
                "the last 9 days",
                "the last 2 weeks");
    }

    private static boolean onTheEdge(Widget.Metric tile) {
        double value = numbers(tile.value()).getFirst();
        List<Double> range =
                numbers(tile.expected().orElseThrow().replaceFirst(" of .*", "").replace("–", " "));
        return value == range.getFirst() || value == range.getLast();
    }

    /** Below 0 where a tile's value is below its range, above 0 where it is above. */
    private static int side(Widget.Metric tile) {
        double value = numbers(tile.value()).getFirst();
        List<Double> range =
                numbers(tile.expected().orElseThrow().replaceFirst(" of .*", "").replace("–", " "));
        return value < range.getFirst() ? -1 : value > range.getLast() ? 1 : 0;
    }

    private static List<Double> numbers(String text) {
        return Pattern.compile("[-−]?[0-9][0-9,]*(\\.[0-9]+)?")
                .matcher(text)
                .results()
                .map(match -> Double.parseDouble(match.group().replace(",", "").replace('−', '-')))
                .toList();
    }

    private static Shop shop(long seed) {
        Random random = new Random(seed);
        Shop shop = new Shop(random.nextInt(20)).size(random.nextInt(3) == 0 ? 0.005 : 1);
        for (String metric : METRICS) {
            if (random.nextInt(3) == 0) {
                shop.change(metric, "2026-11-21T23:00:00Z", "2026-11-23T04:00:00Z", 3 * random.nextDouble());
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            shop.incident(
                    "INC-" + i,
                    "Trouble: it is <b>bad</b>",
                    "web",
                    "2026-11-23T0" + i + ":00:00Z",
                    Optional.empty(),
                    random.nextBoolean() ? Optional.empty() : Optional.of("2026-11-23T05:00:00Z"));
        }
        for (AutomationRun.Status status : AutomationRun.Status.values()) {
            if (random.nextBoolean()) {
                shop.run("Run " + random.nextInt(2), status, "2026-11-23T0" + random.nextInt(7) + ":30:00Z");
            }
        }
        for (Capability capability : Sources.ALL.stream().sorted().toList()) {
            switch (random.nextInt(8)) {
                case 0 -> shop.failing(capability, "It was not there.");
                case 1 -> shop.old(capability, Duration.ofHours(1 + random.nextInt(60)));
                default -> {
                    // It answers.
                }
            }
        }
        return shop;
    }
}
