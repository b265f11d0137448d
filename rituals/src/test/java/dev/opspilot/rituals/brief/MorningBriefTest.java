package dev.opspilot.rituals.brief;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.AutomationRun.Status;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.PastSession;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.Finding.Confidence;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.Widget.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class MorningBriefTest {

    @Test
    void tellsAQuietNightInOneSentence() {
        SessionView brief = brief(Shop.calm());

        assertThat(verdict(brief).text())
                .startsWith("No surprises since Sun 22 Nov 18:00 CET (14 hours 40 minutes): no incident was open;")
                .contains(" above the median of the last 4 Sundays, and net new revenue EUR ")
                .doesNotContain(". ");
        assertThat(metrics(brief)).extracting(Widget.Metric::tone).containsOnly(Tone.GOOD);
        assertThat(brief.plays()).isEmpty();
    }

    @Test
    void doesNotCallANightQuietBesideAFigureOutsideItsRange() {
        SessionView brief = brief(Shop.quiet());

        assertThat(verdict(brief).text())
                .startsWith(
                        "Nothing pressing since Sun 22 Nov 18:00 CET (14 hours 40 minutes): no incident was open; revenue of Shop")
                .contains("Unusual, though it may be chance: new revenue of Shop on Sun 22 Nov was EUR 4,640, 25.6 %"
                        + " below the median of the last 4 Sundays, usually EUR 5,022–7,138.");
        assertThat(tile(brief, "New revenue on Sun 22 Nov").tone()).isEqualTo(Tone.NEUTRAL);
        assertThat(tile(brief, "Revenue on Sun 22 Nov").tone()).isEqualTo(Tone.GOOD);
        assertThat(brief.plays()).isEmpty();
    }

    @Test
    void tellsWhatIsMuchBetterThanUsualToo() {
        SessionView brief = brief(Shop.calm()
                .change("revenue", "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z", 1.6)
                .change("sign_ups", "2026-11-22T17:00:00Z", "2026-11-23T07:00:00Z", 2));

        assertThat(verdict(brief).text())
                .contains("2 matters are worth knowing")
                .containsPattern("Revenue of Shop on Sun 22 Nov was EUR [0-9,]+, 6\\d\\.\\d % above the median")
                .containsPattern("Better than usual is Shop activations with [0-9,]+ from");
        assertThat(tile(brief, "Revenue on Sun 22 Nov").tone()).isEqualTo(Tone.GOOD);
        assertThat(brief.plays()).isEmpty();
    }

    @Test
    void opensOtherwiseThanOnAnyOfTheSixDaysBeforeWhateverThereIsToTell() {
        Shop busy = Shop.quiet().run("Refund retries", Status.FAILED, "2026-11-23T06:12:00Z");
        Shop blind = Shop.calm().failing(Capability.REVENUE_METRICS, "No answer within 5 s.");
        for (Shop shop :
                List.of(Shop.calm(), Shop.quiet(), busy, blind, Shop.quiet().allFailing())) {
            Read read = Read.of(Morning.of(shop));
            Coverage coverage = Coverage.of("", Wish.of("", Shop.ZONE, Shop.NOW), List.of(), Shop.NOW);
            List<Section> sections = MorningBrief.sections(read, coverage, Shop.NOW);
            List<String> openings = LongStream.range(0, 21)
                    .mapToObj(day -> new Narration(read, coverage, sections, Shop.NOW.plus(Duration.ofDays(day)))
                            .verdict()
                            .orElseThrow()
                            .text()
                            .replaceFirst("(?i)(:| since | from ).*", ""))
                    .toList();

            for (int day = 0; day + 7 <= openings.size(); day++) {
                assertThat(openings.subList(day, day + 7)).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void opensOtherwiseThanTheBriefOfThisMorning() {
        SessionView brief = Morning.of(
                        Shop.calm().briefed("2026-11-23T03:40:00Z", "No surprises since Sun 22 Nov: no incident."),
                        "what is new?",
                        0)
                .view();

        assertThat(verdict(brief).text()).startsWith("Nothing out of the ordinary since Mon 23 Nov 04:40 CET");
    }

    @Test
    void tellsWhatNeedsSomebodyFirstWhicheverSourceItCameFrom() {
        SessionView brief = brief(Shop.quiet()
                .change("failure_ratio", "2026-11-23T06:00:00Z", "2026-11-24T00:00:00Z", 12)
                .incident(
                        "INC-8",
                        "Cards are declined",
                        "payments",
                        "2026-11-23T06:05:00Z",
                        Optional.empty(),
                        Optional.empty()));

        assertThat(verdict(brief).text())
                .contains(
                        "since Sun 22 Nov 18:00 CET (14 hours 40 minutes) 1 matter needs action and 1 is worth knowing. “Cards are declined” of payments has been open")
                .containsSubsequence("Cards are declined", "Northpay failure ratio", "As usual:");
        assertThat(brief.widgets().getFirst().title()).isEqualTo("Incidents");
        assertThat(brief.plays()).extracting(Play::title).containsExactly("Start a drill on “Cards are declined”");
    }

    private static Shop declined() {
        return Shop.quiet()
                .change("failure_ratio", "2026-11-23T06:00:00Z", "2026-11-24T00:00:00Z", 12)
                .incident(
                        "INC-8",
                        "Cards are declined",
                        "payments",
                        "2026-11-23T06:05:00Z",
                        Optional.empty(),
                        Optional.empty());
    }

    @Test
    void namesTheDrillOfAnIncidentAndProposesNoOther() {
        SessionView brief = brief(declined()
                .drilled("2026-11-23T06:10:00Z", Shop.rolledBack("2026-11-23T06:20:00Z"))
                .drilled("2026-11-23T06:30:00Z"));

        assertThat(verdict(brief).text())
                .contains(
                        "“Cards are declined” of payments has been open since Mon 23 Nov 07:05 CET: the drill of 07:10"
                                + " CET pointed to deploy-12 of payments-api, and “Roll back deploy-12 of payments-api” was"
                                + " done and verified (");
        assertThat(brief.plays())
                .extracting(Play::title)
                .containsExactly("See whether “Cards are declined” can be closed");
        assertThat(brief.plays().getFirst().because()).contains("has been open for", "done and verified");
    }

    @Test
    void saysThatNothingWasDoneAfterADrill() {
        SessionView brief = brief(declined().drilled("2026-11-23T06:10:00Z"));

        assertThat(verdict(brief).text())
                .contains("the drill of 07:10 CET pointed to deploy-12 of payments-api, and nothing that it proposed is"
                        + " known to have been done");
        assertThat(brief.plays()).isEmpty();
    }

    @Test
    void aDrillBeforeTheIncidentOrIntoSomethingElseIsNotItsOwn() {
        assertThat(brief(declined().drilled("2026-11-23T05:10:00Z")).plays())
                .extracting(Play::title)
                .containsExactly("Start a drill on “Cards are declined”");
        assertThat(brief(Shop.quiet()
                                .incident(
                                        "INC-9",
                                        "Search is slow",
                                        "search",
                                        "2026-11-23T06:05:00Z",
                                        Optional.empty(),
                                        Optional.empty())
                                .drilled("2026-11-23T06:10:00Z"))
                        .plays())
                .extracting(Play::title)
                .containsExactly("Start a drill on “Search is slow”");
    }

    @Test
    void tellsWhatOpsPilotItselfDidAndWhatCameOfIt() {
        SessionView brief = brief(Shop.calm()
                .drilled("2026-11-22T20:00:00Z", Shop.rolledBack("2026-11-22T20:05:00Z"))
                .drilled("2026-11-22T20:15:00Z"));

        assertThat(verdict(brief).text())
                .contains("2 drills of OpsPilot ran, the last at Sun 22 Nov 21:15 CET, which pointed to deploy-12 of"
                        + " payments-api; “Roll back deploy-12 of payments-api” was done at Sun 22 Nov 21:05 CET,"
                        + " approved by ana, and it was verified: Payments failure ratio went from 24.1 % to 1.2 %.");
        assertThat(brief.findings().stream()
                        .filter(each -> each.id().value().equals("acts"))
                        .flatMap(each -> each.receipts().stream())
                        .toList())
                .isNotEmpty()
                .allMatch(id -> brief.receipts().stream()
                        .anyMatch(each -> each.id().equals(id) && each.source().equals("OpsPilot")));
    }

    @Test
    void doesNotSayOfAllDrillsWhatOnlyTheLastFound() {
        SessionView brief = brief(Shop.calm()
                .drilled("2026-11-22T20:00:00Z")
                .drilled("2026-11-22T20:15:00Z")
                .foundWell("2026-11-22T20:30:00Z"));

        assertThat(verdict(brief).text())
                .contains(
                        "3 drills of OpsPilot ran, the last at Sun 22 Nov 21:30 CET, which found nothing wrong (of those"
                                + " before, 2 pointed to a cause)");
    }

    @Test
    void countsNoDrillsThatItCouldNotRead() {
        Shop shop = Shop.calm();
        for (int minute = 10; minute < 10 + PastSession.LATEST; minute++) {
            shop = shop.drilled("2026-11-22T20:" + minute + ":00Z");
        }

        assertThat(verdict(brief(shop)).text()).contains("t least 25 drills of OpsPilot ran");
        assertThat(verdict(brief(shop.drilled("2026-11-20T20:00:00Z"))).text())
                .as("nothing tells that the log was read from before them")
                .contains("t least 25 drills of OpsPilot ran");
    }

    @Test
    void readsTheLogToTheEndOfAStretchThatIsOver() {
        Instant now = Instant.parse("2026-11-23T07:40:00Z");
        MorningBrief brief = new MorningBrief(ZoneId.of("UTC"));

        assertThat(brief.plan("brief of yesterday", now).getFirst().queries())
                .singleElement()
                .satisfies(query -> assertThat(query.to()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z")));
        assertThat(brief.plan("what changed", now).getFirst().queries())
                .singleElement()
                .satisfies(query -> assertThat(query.to()).isEqualTo(now));
    }

    @Test
    void doesNotTellWhatOpsPilotDidBefore() {
        assertThat(verdict(brief(Shop.calm().drilled("2026-11-21T20:00:00Z", Shop.rolledBack("2026-11-21T20:05:00Z"))))
                        .text())
                .doesNotContain("drill", "Roll back");
    }

    @Test
    void findsHalfAnHourOfTroubleInTheNightAndSaysWhen() {
        SessionView brief =
                brief(Shop.quiet().change("search errors", "2026-11-23T02:00:00Z", "2026-11-23T03:00:00Z", 3));

        assertThat(verdict(brief).text())
                .contains("What changed most is Search errors with ")
                .contains(" from Mon 23 Nov 03:00 CET to Mon 23 Nov 04:00 CET, expected ");
    }

    @Test
    void tellsTheMoneyOfTheWholeWeekThatIsAskedFor() {
        SessionView week =
                Morning.of(Shop.calm(), "what changed in the last week?", 0).view();
        Widget.Table table = (Widget.Table) week.widgets().stream()
                .filter(each -> each.title().startsWith("Money of Shop"))
                .findFirst()
                .orElseThrow();
        List<String> revenue = table.rows().getFirst();

        assertThat(revenue.get(1)).isEqualTo("Mon 16 Nov to Sun 22 Nov: " + revenue.get(5));
        assertThat(verdict(week).text())
                .contains("revenue of Shop from Mon 16 Nov to Sun 22 Nov was " + revenue.get(5))
                .contains("the median of the same days of the last 4 weeks")
                .doesNotContain("23 Nov was");
    }

    @Test
    void ofADayThatHasNotEndedItTellsNoOtherDayInstead() {
        SessionView today = Morning.of(Shop.calm(), "today", 0).view();

        assertThat(verdict(today).text()).doesNotContain("22 Nov").doesNotContain("revenue of Shop");
        assertThat(today.widgets().toString()).contains("No day ended in it, so no day's money");
    }

    @Test
    void comparesTheLatestWholeDayWithItsWeekdayAndNeverTheRunningOne() {
        SessionView brief = brief(Shop.quiet().change("revenue", "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z", 0.6));

        assertThat(verdict(brief).text())
                .contains("1 matter needs action")
                .contains("Revenue of Shop on Sun 22 Nov was EUR ")
                .contains(" below the median of the last 4 Sundays")
                .doesNotContain("Mon 23 Nov was");
        assertThat(verdict(brief(Shop.quiet())).text()).contains("on Sun 22 Nov was");
    }

    @Test
    void neverAddsMoneyOfTwoCurrencies() {
        SessionView brief = brief(Shop.quiet().alsoIn(Currency.getInstance("JPY")));

        assertThat(finding(brief, "money-shop-eur").text())
                .contains("EUR 78,320")
                .doesNotContain("JPY");
        assertThat(finding(brief, "money-shop-jpy").text()).contains("JPY ").doesNotContain("EUR");
    }

    @Test
    void tellsActivationOnlyWithWhatItIsAShareOf() {
        SessionView brief =
                brief(Shop.quiet().change("activations", "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z", 0.8));

        assertThat(verdict(brief).text())
                .containsPattern("Activation on Sun 22 Nov was 3\\d\\.\\d % of 1,558 sign-ups \\(95 % interval ");
        assertThat(verdict(brief(Shop.quiet().size(0.004))).text()).doesNotContain("% of 6 sign-ups");
        assertThat(finding(brief(Shop.quiet().size(0.004)), "share-activation").text())
                .containsPattern("\\d of \\d sign-ups");
    }

    @Test
    void countsIncidentsAndTellsTheTimeToMitigate() {
        SessionView brief = brief(Shop.quiet()
                .incident(
                        "INC-1",
                        "Before",
                        "web",
                        "2026-11-21T02:10:00Z",
                        Optional.of("2026-11-21T02:40:00Z"),
                        Optional.of("2026-11-21T03:00:00Z"))
                .incident(
                        "INC-6",
                        "Slow",
                        "web",
                        "2026-11-22T16:50:00Z",
                        Optional.of("2026-11-22T17:20:00Z"),
                        Optional.of("2026-11-22T18:00:00Z"))
                .incident(
                        "INC-7",
                        "Stuck",
                        "search",
                        "2026-11-23T02:10:00Z",
                        Optional.of("2026-11-23T03:00:00Z"),
                        Optional.of("2026-11-23T03:10:00Z")));

        assertThat(finding(brief, "incidents").text())
                .startsWith("1 incident opened, 2 resolved, 0 still open: “Slow” of web and “Stuck” of search.")
                .endsWith("Time to mitigate: median 40 minutes of 2 incidents, the longest 50 minutes.");
    }

    @Test
    void tellsApartWhatFailedOnceAndWhatIsStillBroken() {
        SessionView recovered = brief(Shop.quiet()
                .run("Refund retries", Status.FAILED, "2026-11-23T02:12:00Z")
                .run("Refund retries", Status.FINISHED, "2026-11-23T06:12:00Z"));
        SessionView broken = brief(Shop.quiet().run("Refund retries", Status.FAILED, "2026-11-23T06:12:00Z"));

        assertThat(verdict(recovered).text())
                .contains("1 of 4 automation runs failed, each followed by one that finished");
        assertThat(recovered.plays()).isEmpty();
        assertThat(verdict(broken).text()).contains("“Refund retries” has not finished a run since");
        assertThat(broken.plays()).extracting(Play::title).containsExactly("Run “Refund retries” again");
    }

    @Test
    void noticesAQueuedRunThatShouldHaveBegun() {
        SessionView brief = brief(Shop.quiet().run("Invoices", Status.QUEUED, "2026-11-23T05:00:00Z"));

        assertThat(verdict(brief).text()).contains("1 queued run should have begun, the first at Mon 23 Nov 06:00 CET");
    }

    @Test
    void namesWhatItCouldNotSeeAndDoesNotCallTheNightQuiet() {
        SessionView brief = brief(Shop.quiet()
                .failing(Capability.REVENUE_METRICS, "No answer within 5 s.")
                .old(Capability.PRODUCT_METRICS, Duration.ofHours(5)));

        assertThat(verdict(brief).text())
                .contains(
                        "All that was read is as it should be since Sun 22 Nov 18:00 CET (14 hours 40 minutes): no incident")
                .endsWith(
                        "Not seen: revenue (Billing); seen too long ago: product usage (Analytics, Mon 23 Nov 03:40 CET).");
        assertThat(verdict(brief).confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(brief.plays()).extracting(Play::title).containsExactly("Mend the connection to Billing");
        assertThat(note(brief, "unread")).contains("failed: “No answer within 5 s”", "more than 1 hour ago");
    }

    @Test
    void namesEachOfTwoIncidentsThatAreOpen() {
        SessionView brief = brief(Shop.quiet()
                .incident(
                        "INC-8",
                        "Cards are declined",
                        "payments",
                        "2026-11-23T06:05:00Z",
                        Optional.empty(),
                        Optional.empty())
                .incident(
                        "INC-9",
                        "Search is slow",
                        "search",
                        "2026-11-23T06:20:00Z",
                        Optional.empty(),
                        Optional.empty()));

        assertThat(verdict(brief).text())
                .contains(
                        "“Cards are declined” of payments has been open since Mon 23 Nov 07:05 CET and “Search is slow”"
                                + " of search since Mon 23 Nov 07:20 CET (2 incidents opened, 0 resolved, 2 still open)");
    }

    @Test
    void doesNotSayThatNoIncidentWasOpenWhereOnlyOpenOnesAreKnown() {
        SessionView brief = brief(Shop.quiet().failing(Capability.INCIDENTS_RECENT, "No answer within 5 s."));

        assertThat(verdict(brief).text()).contains("no incident is open now, and ended ones were not seen");
    }

    @Test
    void saysThatNothingCanBeSaidWhereNoSourceAnswers() {
        SessionView brief = brief(Shop.quiet().allFailing());

        assertThat(verdict(brief).text()).contains("as no source answered. Not seen: automations (Automations)");
        assertThat(verdict(brief).confidence()).isEqualTo(Confidence.LOW);
    }

    @Test
    void beginsWhereTheLastBriefBegan() {
        SessionView since = Morning.of(
                        Shop.quiet().briefed("2026-11-20T06:30:00Z").briefed("2026-11-22T06:30:00Z"), "what is new?", 0)
                .view();

        assertThat(verdict(since).text()).contains("since Sun 22 Nov 07:30 CET (25 hours 10 minutes)");
        assertThat(note(since, "coverage"))
                .contains("Told from the last brief on, which began on Sun 22 Nov 07:30 CET");
        assertThat(verdict(since).receipts()).hasSizeGreaterThan(6);
    }

    @Test
    void doesNotTakeABriefOfAMomentAgoForTheLastOne() {
        SessionView again = Morning.of(Shop.quiet().briefed("2026-11-23T07:20:00Z"), "bananas", 0)
                .view();

        assertThat(verdict(again).text())
                .contains("since Sun 22 Nov 18:00 CET")
                .endsWith(" “bananas” names no time that a brief can cover.");
        assertThat(note(again, "coverage"))
                .contains(
                        "“bananas” names no time that a brief can cover. Told from six o'clock of the evening before on");
    }

    @Test
    void saysTheSameInWhicheverOrderSourcesAnswer() {
        Shop shop = Shop.quiet().change("failure_ratio", "2026-11-23T06:00:00Z", "2026-11-24T00:00:00Z", 12);
        SessionView first = Morning.of(shop, "what is new?", 0).view();

        for (long order = 1; order < 6; order++) {
            SessionView other = Morning.of(shop, "what is new?", order).view();
            assertThat(verdict(other).text()).isEqualTo(verdict(first).text());
            assertThat(other.widgets())
                    .extracting(Widget::id)
                    .isEqualTo(first.widgets().stream().map(Widget::id).toList());
        }
    }

    @Test
    void seldomTakesChanceForAChange() {
        long alarms = LongStream.range(100, 140)
                .filter(seed -> brief(new Shop(seed)).findings().stream()
                        .anyMatch(each -> each.text().startsWith("What changed most")))
                .count();

        assertThat(alarms).isLessThanOrEqualTo(2);
    }

    @Test
    void asksForWeeksOfFiguresByWholeHoursAndForRunsToCome() {
        MorningBrief brief = new MorningBrief(Shop.ZONE);

        Query figures = brief.query(Capability.REVENUE_METRICS, Shop.NOW);
        assertThat(figures.from()).isEqualTo(Instant.parse("2026-10-11T22:00:00Z"));
        assertThat(figures.step()).isEqualTo(Duration.ofHours(1));
        assertThat(figures.earlierDays()).isZero();
        assertThat(brief.query(Capability.AUTOMATIONS_RUNS, Shop.NOW).to()).isAfter(Shop.NOW);
        assertThat(brief.plan("since 2026-11-10", Shop.NOW).stream().flatMap(stage -> stage.queries().stream()))
                .as("the log tells what was done, and which openings have been used")
                .anyMatch(query -> query.capability() == Capability.SESSIONS_PAST)
                .anyMatch(query -> query.capability() == Capability.INCIDENTS_RECENT
                        && query.from().equals(Instant.parse("2026-11-09T23:00:00Z")));
    }

    private static SessionView brief(Shop shop) {
        return Morning.of(shop).view();
    }

    private static List<Widget.Metric> metrics(SessionView view) {
        return view.widgets().stream()
                .filter(Widget.Metric.class::isInstance)
                .map(Widget.Metric.class::cast)
                .toList();
    }

    private static Widget.Metric tile(SessionView view, String title) {
        return metrics(view).stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static Finding verdict(SessionView view) {
        return finding(view, FindingId.VERDICT.value());
    }

    private static Finding finding(SessionView view, String id) {
        return view.findings().stream()
                .filter(each -> each.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String note(SessionView view, String id) {
        return view.widgets().stream()
                .filter(each -> each.id().value().equals(id))
                .map(each -> ((Widget.Note) each).text())
                .findFirst()
                .orElseThrow();
    }
}
