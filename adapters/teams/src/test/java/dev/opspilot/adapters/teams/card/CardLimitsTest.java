package dev.opspilot.adapters.teams.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.ArbitraryViews;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Views;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever a session holds, its messages keep every limit, are valid, and nothing in them is another's. */
class CardLimitsTest {
    private static final Set<String> HOSTS = Set.of("ops.example.com", "ci.example.com");
    private static final Pattern MARK = Pattern.compile("\\[(\\d+)]");
    private static final Pattern NUMBER = Pattern.compile("^\\[\\d+]");
    private static final Pattern SAFE = Pattern.compile("(?s)[^\\[\\]<>`~\\\\|]*");

    @Provide
    Arbitrary<SessionView> views() {
        return ArbitraryViews.any();
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void noSessionIsEverTooMuchForTeams(@ForAll("views") SessionView view, @ForAll("views") SessionView before) {
        SessionCards cards = new SessionCards(GoldenTest.LINKS);
        StreamText streamed = StreamText.NONE.with(before);

        assertFits(cards.render(view, GoldenTest.NOW), CardRules.TEAMS_TAKES);
        assertFits(cards.smaller(view, GoldenTest.NOW), CardRules.TEAMS_TAKES / 2);
        assertFits(cards.ended(view, streamed, GoldenTest.NOW), CardRules.TEAMS_TAKES);
        assertFits(cards.endedSmaller(view, streamed, GoldenTest.NOW), CardRules.TEAMS_TAKES / 2);
        assertThat(cards.ended(view, streamed, GoldenTest.NOW).text()).startsWith(streamed.text());
        assertHarmless(cards.plain(view).activity(), true);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void everyPageIsReachedAndFits(@ForAll("views") SessionView view) {
        SessionCards cards = new SessionCards(GoldenTest.LINKS);
        List<ReceiptChain.Stored> stored = view.receipts().stream()
                .map(each -> new ReceiptChain.Stored(each, each.tool().repeat(200)))
                .toList();

        int page = 1;
        while (true) {
            ObjectNode card = cards.page(view, page, GoldenTest.NOW);
            assertThat(CardRules.flaws(card, HOSTS)).as("page " + page).isEmpty();
            int here = page;
            assertThat(card.at("/refresh/action/verb").asText())
                    .isEqualTo(page == 1 ? "opspilot.refresh" : "opspilot.page");
            assertThat(card.findParents("verb").stream()
                            .filter(each -> each.path("type").asText().equals("Action.Execute"))
                            .filter(each -> !each.path("title").asText().matches("Show more|Back"))
                            .map(each -> CardAction.pageOf(each.path("data"))))
                    .allMatch(each -> each == here);
            boolean more = card.path("actions").findValuesAsText("title").contains("Show more");
            if (!more) {
                break;
            }
            page++;
            assertThat(page).isLessThanOrEqualTo(CardLimits.PAGES + 1);
        }
        assertThat(cards.page(view, page + 5, GoldenTest.NOW)).isEqualTo(cards.page(view, page, GoldenTest.NOW));
        assertThat(CardRules.flaws(new ReceiptCards(GoldenTest.LINKS).render(view, stored, 99), HOSTS))
                .isEmpty();
        assertThat(CardRules.flaws(new ReceiptCards(GoldenTest.LINKS).render(view, stored, 1), HOSTS))
                .isEmpty();
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void noAnswerIsEverTooMuchForTeams(@ForAll("views") SessionView view) {
        AnswerCards cards = new AnswerCards(GoldenTest.LINKS);
        view.findings().stream().limit(4).forEach(finding -> {
            for (Answer.Content content : contents(view, finding)) {
                Answer answer = answer(view, content);
                assertFits(cards.render(answer, GoldenTest.NOW), CardRules.TEAMS_TAKES);
                assertHarmless(cards.plain(answer).activity(), true);
            }
        });
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void noNoticeIsEverTooMuchForTeams(@ForAll("views") SessionView view) {
        List<Notice.Line> lines = view.findings().stream()
                .map(each -> new Notice.Line(
                        each.text(),
                        List.of(new Notice.Action(
                                each.text(), "schedule pause 1", each.id().value()))))
                .toList();

        assertFits(
                new NoticeCards(GoldenTest.LINKS).render(new Notice(view.intent(), lines, List.of())),
                CardRules.TEAMS_TAKES);
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void whatIsStreamedOnlyGrowsAndInformsBriefly(
            @ForAll("views") SessionView view, @ForAll("views") SessionView later) {
        StreamText first = StreamText.NONE.with(view);
        StreamText second = first.with(later);

        assertThat(second.text()).startsWith(first.text());
        assertThat(second.with(later)).isEqualTo(second);
        assertThat(second.text()).matches(SAFE);
        assertThat(StreamText.informative(view).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(1_024);
    }

    private static List<Answer.Content> contents(SessionView view, Finding finding) {
        Explanation why = new Explanation(finding, view.receipts());
        List<ReceiptChain.Stored> readings = view.receipts().stream()
                .map(each -> new ReceiptChain.Stored(each, finding.text().repeat(20)))
                .toList();
        return List.of(
                new Answer.Content.Why(why, Depth.CLAIM, List.of()),
                new Answer.Content.Why(why, Depth.CALCULATION, List.of()),
                new Answer.Content.Why(why, Depth.READING, readings),
                new Answer.Content.Reply(finding.text(), finding.id().value(), why),
                new Answer.Content.Document(finding.text(), (finding.text() + "\n").repeat(60)));
    }

    private static Answer answer(SessionView view, Answer.Content content) {
        return new Answer(PostKey.answer(view.id(), new HeardKey("k")), view.place(), Views.ANA, content);
    }

    private static void assertFits(TeamsMessage message, int size) {
        ObjectNode activity = message.activity();
        assertThat(Elements.size(activity)).isLessThanOrEqualTo(size);
        assertThat(CardRules.flaws(message.card().orElseThrow(), HOSTS)).isEmpty();
        assertHarmless(activity, false);
        Set<Integer> marked = new TreeSet<>(MARK.matcher(message.text())
                .results()
                .map(MatchResult::group)
                .map(mark -> Integer.valueOf(mark.substring(1, mark.length() - 1)))
                .toList());
        JsonNode citations = activity.at("/entities/0/citation");
        Set<Integer> cited = new TreeSet<>();
        citations.forEach(each -> {
            cited.add(each.path("position").asInt());
            assertThat(each.at("/appearance/name").asText()).isNotBlank().hasSizeLessThanOrEqualTo(80);
            assertThat(each.at("/appearance/abstract").asText()).isNotBlank().hasSizeLessThanOrEqualTo(160);
            assertThat(HOSTS).contains(CardRules.host(each.at("/appearance/url").asText()));
        });
        assertThat(cited).isEqualTo(marked).hasSizeLessThanOrEqualTo(20);
        assertLeads(activity, citations);
    }

    /** One numbering for the whole message: each number leads to one source, wherever it stands. */
    private static void assertLeads(ObjectNode activity, JsonNode citations) {
        Map<String, String> leads = new HashMap<>();
        citations.forEach(each -> leads.put(
                "[" + each.path("position").asInt() + "]",
                each.at("/appearance/url").asText()));
        for (JsonNode run : activity.findParents("selectAction")) {
            Matcher number = NUMBER.matcher(run.path("text").asText());
            if (number.find()) {
                String url = run.at("/selectAction/url").asText();
                assertThat(leads.merge(number.group(), url, (known, _) -> known))
                        .isEqualTo(url);
            }
        }
    }

    /** @param linked whether the text ends with a link of ours */
    private static void assertHarmless(ObjectNode activity, boolean linked) {
        String text = MARK.matcher(activity.path("text").asText()).replaceAll("");
        String rest =
                linked ? text.replaceFirst("\\[See it[^\\]]*]\\(https://ops\\.example\\.com/[^)]*\\)$", "") : text;
        assertThat(rest).matches(SAFE).doesNotContain("://", "www.");
        assertThat(activity.path("summary").asText()).isNotBlank().doesNotContain("://");
        assertThat(activity.path("entities").findValuesAsText("type")).doesNotContain("mention");
    }
}
