package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.RitualSession;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.widget.Widget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class IncidentDrillPropertiesTest {
    private static final String INTENT = "payments just failed";

    /** What can be told again for another time or order. */
    record Told(int kind, int minutesAgo, int deployLead, Set<Capability> failing) {
        Company company() {
            return company(new Company(Company.NOW));
        }

        Company company(Company company) {
            switch (kind) {
                case 0 -> company.cardsBreak(minutesAgo);
                case 1 -> company.stripeBreaks(minutesAgo).published("stripe", "Declines", minutesAgo - 3);
                default -> {}
            }
            company.deploy("deploy-1", "One", "payments-api", minutesAgo + deployLead)
                    .deploy("deploy-2", "Two", "web", Math.max(0, minutesAgo - 7))
                    .flag("flag-1", "Three", minutesAgo + 100);
            failing.forEach(each -> company.failing(each, "Not reachable."));
            return company;
        }
    }

    @Provide
    Arbitrary<Told> stories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(5, 70),
                        Arbitraries.integers().between(-10, 120),
                        Arbitraries.of(Capability.class).set().ofMaxSize(3))
                .as((kind, minutesAgo, lead, failing) ->
                        new Told(kind, minutesAgo, Math.max(lead, -minutesAgo), failing));
    }

    @Property(tries = 25)
    void the_order_of_answers_changes_nothing_but_the_way_there(
            @ForAll("stories") Told told, @ForAll @LongRange(min = 1) long order) {
        RitualSession planned =
                Rehearsal.played(told.company(), INTENT, Company.NOW).run(0);
        RitualSession shuffled =
                Rehearsal.played(told.company(), INTENT, Company.NOW).run(order);

        assertThat(withoutMoves(shuffled.view())).isEqualTo(withoutMoves(planned.view()));
    }

    @Property(tries = 25)
    void everything_said_has_a_receipt_of_the_session(@ForAll("stories") Told told) {
        SessionView view =
                Rehearsal.played(told.company(), INTENT, Company.NOW).run(0).view();
        Set<ReceiptId> known = view.receipts().stream().map(Receipt::id).collect(Collectors.toSet());

        List<List<ReceiptId>> named = Stream.of(
                        view.findings().stream().map(each -> each.receipts()),
                        view.findings().stream()
                                .flatMap(each -> each.calculations().stream())
                                .map(each -> each.receipts()),
                        view.findings().stream()
                                .flatMap(each -> each.considered().stream())
                                .map(each -> each.receipts()),
                        view.widgets().stream().map(Widget::receipts),
                        view.plays().stream().map(each -> each.receipts()),
                        view.diagnosis().orElseThrow().suspects().stream()
                                .flatMap(each -> each.evidence().stream())
                                .map(each -> each.receipts()))
                .flatMap(each -> each)
                .toList();

        assertThat(view.findings()).isNotEmpty();
        assertThat(view.widgets()).isNotEmpty();
        assertThat(named).allSatisfy(ids -> assertThat(ids).isNotEmpty().isSubsetOf(known));
    }

    @Property(tries = 30)
    void the_same_facts_at_another_time_are_told_the_same(
            @ForAll("stories") Told told, @ForAll @IntRange(min = 1, max = 50) int turns) {
        // There are eight ways to begin, one for each day.
        Duration shift = Duration.ofDays(8L * turns);
        RitualSession here =
                Rehearsal.played(told.company(), INTENT, Company.NOW).run(0);
        RitualSession there = Rehearsal.played(
                        told.company(new Company(Company.NOW.plus(shift))), INTENT, Company.NOW.plus(shift))
                .run(0);

        assertThat(withoutDates(Transcript.of(there.view()))).isEqualTo(withoutDates(Transcript.of(here.view())));
    }

    private static String withoutMoves(SessionView view) {
        return Transcript.of(view).replaceAll("(?m)^# hypotheses .*\\n(?:  .*\\n)*", "");
    }

    private static String withoutDates(String transcript) {
        return transcript.replaceAll("\\d{4}-\\d{2}-\\d{2}T", "T");
    }
}
