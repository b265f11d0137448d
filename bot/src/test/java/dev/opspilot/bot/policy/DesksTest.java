package dev.opspilot.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.config.ActingSpec;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.store.Database;
import dev.opspilot.bot.store.PgGovernance;
import dev.opspilot.bot.store.TestDatabase;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Role;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The orders about acting: the kill switch, policies and freezes. */
final class DesksTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Person MO = new Person("slack", "U9", "Mo");
    private static final Place OPS = new Place("slack", "T1", "C1", Optional.empty());

    private Database database;
    private PgGovernance set;
    private Map<Topic, OrderDesk> desks;
    private int keys;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.open();
        set = new PgGovernance(database);
        ActingSpec file = OpsPilotYml.parse("test", """
                servers: {}
                bindings: []
                policies:
                - {tool: billing/*, mode: off, because: Money is moved by people.}
                - tool: deploys/*
                  environment: staging
                  arguments: [{at: /deploy, matches: "db-.*"}]
                  role: viewer
                  mode: two people
                freezes: ['"weekend" every friday 16:00 to monday 06:00']
                """, Map.of()).acting();
        HouseRules rules = new HouseRules(file, set, () -> NOW);
        URI calendar = URI.create("https://opspilot.example/calendar.ics?token=t");
        desks = Stream.of(
                        new HaltDesk(set, () -> NOW),
                        new PolicyDesk(
                                file,
                                rules,
                                set,
                                Set.of("billing", "deploys"),
                                (_, _) -> ZoneId.of("Europe/London"),
                                () -> NOW),
                        new FreezeDesk(
                                rules, set, Optional.of(calendar), (_, _) -> ZoneId.of("Europe/London"), () -> NOW))
                .collect(Collectors.toMap(OrderDesk::topic, desk -> desk));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private OrderDesk desk(Topic topic) {
        return Optional.ofNullable(desks.get(topic)).orElseThrow();
    }

    private Notice order(Topic topic, String words) {
        return desk(topic)
                .take(new Heard.Ordered(new HeardKey("k" + keys++), MO, OPS, new Command.Order(topic, words)));
    }

    private static String text(Notice notice) {
        return notice.title() + "\n"
                + notice.lines().stream().map(Notice.Line::text).collect(Collectors.joining("\n"));
    }

    private static List<String> commands(Notice notice) {
        return Stream.concat(
                        notice.lines().stream().flatMap(line -> line.actions().stream()), notice.actions().stream())
                .map(Notice.Action::command)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HALT   | status                                          | VIEWER
            HALT   | ''                                              | OPERATOR
            HALT   | the payments look odd                           | OPERATOR
            HALT   | off                                             | ADMIN
            HALT   | OFF                                             | ADMIN
            HALT   | resume                                          | OPERATOR
            HALT   | stop                                            | OPERATOR
            HALT   | on: off                                         | OPERATOR
            HALT   | on: status                                      | OPERATOR
            POLICY | ''                                              | VIEWER
            POLICY | deploys/rollback                                | VIEWER
            POLICY | deploys/rollback in production                  | VIEWER
            POLICY | deploys/rollback off                            | ADMIN
            POLICY | deploys/* auto                                  | ADMIN
            FREEZE | ''                                              | VIEWER
            FREEZE | "x" every friday 16:00 to monday 06:00          | APPROVER
            FREEZE | remove chat-1                                   | ADMIN
            FREEZE | end 1                                           | ADMIN
            """)
    void whatLetsMoreHappenTakesMore(Topic topic, String words, Role role) {
        assertThat(desk(topic).needs(new Command.Order(topic, words))).isEqualTo(role);
    }

    @Test
    void theKillSwitchIsTurnedOnWithAReasonAndOffByItsButton() {
        Notice on = order(Topic.HALT, "payments look odd");
        assertThat(text(on))
                .contains("Nothing acts any more")
                .contains("Mo stopped everything that acts (payments look odd)");
        assertThat(commands(on)).containsExactly("halt off");

        assertThat(text(order(Topic.HALT, "status"))).contains("Nothing acts any more");
        Notice off = order(Topic.HALT, "off");
        assertThat(text(off)).contains("The kill switch is off");
        assertThat(commands(off)).containsExactly("halt on");
        assertThat(set.stand().halt()).isEmpty();
        order(Topic.HALT, "on");
        assertThat(set.stand().halt().orElseThrow().reason()).isEmpty();
        order(Topic.HALT, "off");
        order(Topic.HALT, "on: off by one");
        assertThat(set.stand().halt().orElseThrow().reason()).isEqualTo("off by one");
        order(Topic.HALT, "stop");
        assertThat(set.stand().halt()).as("in doubt nothing acts").isPresent();
    }

    @Test
    void policiesAreListedSetAndTakenBack() {
        assertThat(text(order(Topic.POLICY, ""))).contains("billing/*: off, by opspilot.yml");

        Notice changed = order(Topic.POLICY, "deploys/rollback two people in production");
        assertThat(text(changed))
                .contains("deploys/rollback is set to “two people”")
                .contains("deploys/rollback in production: two people, set by Mo")
                .contains("Mo set deploys/rollback in production to two people");
        assertThat(commands(changed)).contains("policy deploys/rollback reset in production");
        assertThat(set.stand().overrides().getFirst().mode()).isEqualTo(Policy.Mode.TWO_PEOPLE);

        order(Topic.POLICY, "deploys/rollback reset in production");
        assertThat(set.stand().overrides()).isEmpty();
    }

    @Test
    void aRuleIsListedWithAllThatItAsksFor() {
        assertThat(text(order(Topic.POLICY, "")))
                .contains(
                        "deploys/* in staging, where /deploy is db-.*, for the role viewer: two people, by opspilot.yml");
    }

    @Test
    void aFreezeWithoutAZoneIsInThatOfWhoeverSetsIt() {
        assertThat(text(order(Topic.FREEZE, "\"summer\" from 2027-07-01 to 2027-07-02")))
                .contains("from 2027-07-01T00:00 to 2027-07-03T00:00 Europe/London");
    }

    @Test
    void aPolicyForWhatIsNotThereIsNotSetInSilence() {
        assertThat(text(order(Topic.POLICY, "deploy/* off")))
                .contains("Nothing was set")
                .contains("there are: billing, deploys.");
        assertThat(set.stand().overrides()).isEmpty();

        assertThat(text(order(Topic.POLICY, "deploys/* off in prod")))
                .contains("is set to “off” in “prod”, where no act of opspilot.yml is");
    }

    @Test
    void onePolicyIsToldWithEveryOtherToChooseFrom() {
        Notice asked = order(Topic.POLICY, "deploys/rollback in production");
        assertThat(text(asked)).contains("deploys/rollback in production: ask").contains("No rule is about it");
        assertThat(commands(asked))
                .containsExactly(
                        "policy deploys/rollback auto in production",
                        "policy deploys/rollback two people in production",
                        "policy deploys/rollback off in production",
                        "policy deploys/rollback reset in production");

        order(Topic.POLICY, commands(asked).get(2).substring("policy ".length()));
        assertThat(text(order(Topic.POLICY, "deploys/rollback in production")))
                .contains("deploys/rollback in production: off")
                .contains("Mo set deploys/rollback to “off” in chat.");
        assertThat(text(order(Topic.POLICY, "deploys/rollback"))).contains("deploys/rollback: ask");
        assertThat(text(order(Topic.POLICY, "billing/refund"))).contains("Money is moved by people.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POLICY | deploys auto                              | I do not know “deploys auto”.
            POLICY | deploys/* sometimes                       | I do not know
            POLICY | off                                       | I do not know
            FREEZE | next week                                 | Write it like
            FREEZE | "x" every friyay 16:00 to monday 06:00    | no day of the week
            POLICY | deploys/* reset                           | so nothing was taken back
            FREEZE | "x" from 2020-01-01 to 2020-01-02         | is over
            FREEZE | remove chat-77                            | No freeze “chat-77” was set in chat
            """)
    void whatIsNotUnderstoodChangesNothingAndSaysWhatWouldBeRight(Topic topic, String words, String says) {
        assertThat(text(order(topic, words))).contains(says);
        assertThat(set.stand().overrides()).isEmpty();
        assertThat(set.stand().freezes()).isEmpty();
        assertThat(set.changes(9)).isEmpty();
    }

    @Test
    void freezesOfTheFileAndOfChatAreListedWithTheirNextTimeAndThoseOfChatCanBeRemoved() {
        Notice added = order(Topic.FREEZE, "\"books close\" from 2026-11-26 to 2026-11-27 service payments-api");
        assertThat(text(added))
                .contains("The freeze “books close” is set")
                .contains("\"weekend\" every friday 16:00 to monday 06:00 UTC. Next: Fri 27 Nov 2026 16:00 GMT to "
                        + "Mon 30 Nov 2026 06:00 GMT. Set by opspilot.yml.")
                .contains("On now: Thu 26 Nov 2026 00:00 GMT to Sat 28 Nov 2026 00:00 GMT. Set by Mo.")
                .contains("\nhttps://opspilot.example/calendar.ics?token=t");
        String remove = commands(added).getFirst();
        assertThat(remove).startsWith("freeze remove chat-");

        assertThat(text(order(Topic.FREEZE, remove.substring("freeze ".length()))))
                .contains("The freeze is removed")
                .doesNotContain("books close");
        order(Topic.FREEZE, "\"end of year\" from 2026-12-28 to 2026-12-31");
        assertThat(text(order(Topic.FREEZE, "end of quarter from 2026-12-28 to 2026-12-31")))
                .contains("The freeze “end of quarter” is set");
        assertThat(text(order(Topic.FREEZE, "remove “End of Year”")))
                .contains("The freeze is removed", "end of quarter")
                .doesNotContain("end of year");
    }
}
