package dev.opspilot.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.bot.config.ActingSpec;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.store.PgGovernance.Toggled;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Policy.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules of a configuration say about calls. */
final class JudgingTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private static Judging judging(String policies, Toggled... overrides) {
        try {
            ActingSpec acting = OpsPilotYml.parse(
                            "test", "servers: {}\nbindings: []\npolicies:\n" + policies.indent(2), Map.of())
                    .acting();
            return new Judging(List.of(overrides), acting.policies(), List.of());
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Judging meta(String policies) {
        try {
            ActingSpec acting = OpsPilotYml.parse("test", """
                            servers: {}
                            bindings: []
                            metaTools:
                              - {tool: hub/call, name: /tool, arguments: /arguments}
                              - {tool: hub/batch, calls: /calls, name: /name, arguments: /input}
                            policies:
                            """ + policies.indent(2), Map.of())
                    .acting();
            return new Judging(List.of(), acting.policies(), acting.metaTools());
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Mode mode(Judging judging, String name, String arguments) {
        return policy(judging, name, arguments, "production", "slack:U1", "approver")
                .mode();
    }

    private static Policy policy(
            Judging judging, String name, String arguments, String environment, String actor, String role) {
        String[] parts = name.split("/", 2);
        return judging.of(new Act(parts[0], parts[1], arguments), environment, actor, role);
    }

    @Test
    void asksAboutWhatNoRuleIsAbout() {
        Judging none = judging("- {tool: flags/*, mode: auto}");

        assertThat(mode(none, "deploys/rollback", "{}")).isEqualTo(Mode.ASK);
        assertThat(mode(none, "flags/set", "{}")).isEqualTo(Mode.AUTO);
    }

    @Test
    void takesTheFirstRuleThatHolds() {
        Judging rules = judging("""
                - {tool: deploys/rollback, mode: two people, because: Two look at it.}
                - {tool: deploys/*, mode: off}
                - {tool: "*", mode: auto}
                """);

        assertThat(mode(rules, "deploys/rollback", "{}")).isEqualTo(Mode.TWO_PEOPLE);
        assertThat(mode(rules, "deploys/delete", "{}")).isEqualTo(Mode.OFF);
        assertThat(mode(rules, "flags/set", "{}")).isEqualTo(Mode.AUTO);
        assertThat(policy(rules, "deploys/rollback", "{}", "", "", "").because())
                .isEqualTo("opspilot.yml sets deploys/rollback to “two people”: Two look at it.");
    }

    @Test
    void whatWasSetInChatStandsBeforeTheFile() {
        Judging rules =
                judging("- {tool: deploys/*, mode: auto}", new Toggled("deploys/*", "production", Mode.OFF, "Mo", NOW));

        assertThat(mode(rules, "deploys/rollback", "{}")).isEqualTo(Mode.OFF);
        assertThat(policy(rules, "deploys/rollback", "{}", "production", "", "").because())
                .contains("Mo set deploys/*");
        assertThat(policy(rules, "deploys/rollback", "{}", "staging", "", "").mode())
                .isEqualTo(Mode.AUTO);
    }

    @Test
    void aRuleMayNameAnEnvironmentAPersonAndARole() {
        Judging rules = judging("""
                - {tool: deploys/*, environment: staging, mode: auto}
                - {tool: deploys/*, person: "slack:U9", mode: ask}
                - {tool: deploys/*, role: admin, mode: ask}
                - {tool: deploys/*, mode: two people}
                """);

        assertThat(policy(rules, "deploys/x", "{}", "staging", "slack:U1", "approver")
                        .mode())
                .isEqualTo(Mode.AUTO);
        assertThat(policy(rules, "deploys/x", "{}", "production", "slack:U9", "approver")
                        .mode())
                .isEqualTo(Mode.ASK);
        assertThat(policy(rules, "deploys/x", "{}", "production", "slack:U1", "admin")
                        .mode())
                .isEqualTo(Mode.ASK);
        assertThat(policy(rules, "deploys/x", "{}", "", "slack:U1", "approver").mode())
                .isEqualTo(Mode.TWO_PEOPLE);
    }

    @Test
    void theMildestIsWhatTheBestPlacedPersonCouldGet() {
        Act act = new Act("deploys", "x", "{}");

        assertThat(judging("- {tool: deploys/*, role: admin, mode: ask}\n- {tool: deploys/*, mode: off}")
                        .mildest(act, "")
                        .mode())
                .isEqualTo(Mode.ASK);
        assertThat(judging(
                                "- {tool: deploys/*, person: \"slack:U9\", mode: auto}\n- {tool: deploys/*, mode: two people}")
                        .mildest(act, "")
                        .mode())
                .isEqualTo(Mode.AUTO);
        assertThat(judging("- {tool: deploys/*, mode: off}").mildest(act, "").mode())
                .isEqualTo(Mode.OFF);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"service":"payments-api","percent":5}          | AUTO
            {"service":"payments-api","percent":50}         | ASK
            {"service":"payments-api-2","percent":5}        | ASK
            {"service":"payments-api"}                      | ASK
            {"service":["payments-api"],"percent":5}        | ASK
            {"service":{"is":"payments-api"},"percent":5}   | ASK
            {"percent":5}                                   | ASK
            """)
    void aRuleMayNameWhatStandsInTheArguments(String arguments, Mode mode) {
        Judging rules = judging("""
                - tool: flags/set
                  arguments: [{at: /service, is: payments-api}, {at: /percent, matches: "[0-9]"}]
                  mode: auto
                """);

        assertThat(mode(rules, "flags/set", arguments)).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({
        "deploys/*, deploys/rollback, true",
        "deploys/*, deploys2/rollback, false",
        "*/rollback, deploys/rollback, true",
        "deploys/roll*k, deploys/rollback, true",
        "deploys/r.llback, deploys/rollback, false",
        "deploys/roll, deploys/rollback, false",
        "*, deploys/rollback, true",
    })
    void aStarStandsForAnythingAndAllElseForItself(String pattern, String tool, boolean matches) {
        assertThat(Judging.matches(pattern, tool)).isEqualTo(matches);
    }

    @Test
    void judgesAToolThatCallsOthersByWhatItWouldCall() {
        Judging rules = meta("""
                - {tool: hub/read_*, mode: auto}
                - {tool: hub/delete_*, mode: off}
                - {tool: hub/scale, arguments: [{at: /replicas, matches: "[1-9]"}], mode: auto}
                """);

        assertThat(mode(rules, "hub/call", "{\"tool\":\"read_all\",\"arguments\":{}}"))
                .isEqualTo(Mode.AUTO);
        assertThat(mode(rules, "hub/call", "{\"tool\":\"delete_all\",\"arguments\":{}}"))
                .isEqualTo(Mode.OFF);
        assertThat(mode(rules, "hub/call", "{\"tool\":\"hub/delete_all\",\"arguments\":{}}"))
                .as("a name with its server is no way around a rule")
                .isEqualTo(Mode.OFF);
        assertThat(mode(rules, "hub/call", "{\"tool\":\"write\",\"arguments\":{}}"))
                .isEqualTo(Mode.ASK);
        assertThat(mode(rules, "hub/call", "{\"tool\":\"scale\",\"arguments\":{\"replicas\":3}}"))
                .isEqualTo(Mode.AUTO);
        assertThat(mode(rules, "hub/call", "{\"tool\":\"scale\",\"arguments\":\"{\\\"replicas\\\":3}\"}"))
                .as("arguments as JSON in a text")
                .isEqualTo(Mode.AUTO);
        assertThat(mode(rules, "hub/call", "{\"tool\":\"scale\",\"arguments\":{\"replicas\":300}}"))
                .isEqualTo(Mode.ASK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "SECRET",
                " secret ",
                "secret\\n",
                "/secret",
                "hub/secret",
                "hub.secret",
                "hub:secret",
                "hub__secret",
                "mcp__hub__secret",
                "hub/hub/secret",
                "Hub secret",
                "se\\u200bcret",
                "ｓecret",
                "hub\\\\secret"
            })
    void noSpellingOfAnInnerNameIsAWayAroundARule(String name) {
        Judging rules = meta("""
                - {tool: hub/secret, mode: off}
                - {tool: hub/*, mode: auto}
                """);

        assertThat(mode(rules, "hub/call", "{\"tool\":\"" + name + "\",\"arguments\":{}}"))
                .isEqualTo(Mode.OFF);
    }

    @Test
    void whatIsNoPlainNameIsAskedAboutAndAnotherSpellingOfAToolThatCallsOthersIsFollowed() {
        Judging rules = meta("""
                - {tool: hub/secret, mode: off}
                - {tool: hub/*, mode: auto}
                """);

        assertThat(mode(rules, "hub/call", "{\"tool\":\"send a message\",\"arguments\":{}}"))
                .isEqualTo(Mode.ASK);
        assertThat(mode(rules, "hub/call", "{\"tool\":\"files.read-all\",\"arguments\":{}}"))
                .isEqualTo(Mode.AUTO);
        assertThat(mode(rules, "hub/call", "{\"tool\":\"CALL\",\"arguments\":{\"tool\":\"secret\",\"arguments\":{}}}"))
                .isEqualTo(Mode.OFF);
    }

    @Test
    void theStrictestOfManyCallsCounts() {
        Judging rules = meta("""
                - {tool: hub/read_*, mode: auto}
                - {tool: hub/delete_*, mode: two people}
                """);
        String read = "{\"name\":\"read_a\",\"input\":{}}";
        String write = "{\"name\":\"write\",\"input\":{}}";
        String delete = "{\"name\":\"delete_a\",\"input\":{}}";

        assertThat(mode(rules, "hub/batch", batch(read, read))).isEqualTo(Mode.AUTO);
        assertThat(mode(rules, "hub/batch", batch(read, write, read))).isEqualTo(Mode.ASK);
        assertThat(mode(rules, "hub/batch", batch(write, delete, read))).isEqualTo(Mode.TWO_PEOPLE);
        String nested = "{\"name\":\"batch\",\"input\":" + batch(read, delete) + "}";
        assertThat(mode(rules, "hub/batch", batch(read, nested))).isEqualTo(Mode.TWO_PEOPLE);
    }

    @Test
    void aRuleAboutTheToolItselfCountsAsWell() {
        Judging rules = meta("""
                - {tool: hub/batch, mode: two people}
                - {tool: hub/read_*, mode: auto}
                - {tool: hub/delete_*, mode: off}
                """);

        assertThat(mode(rules, "hub/batch", batch("{\"name\":\"read_a\",\"input\":{}}")))
                .isEqualTo(Mode.TWO_PEOPLE);
        assertThat(mode(rules, "hub/batch", batch("{\"name\":\"delete_a\",\"input\":{}}")))
                .isEqualTo(Mode.OFF);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hub/call  | {"tool":"read_a"}
            hub/call  | {"arguments":{}}
            hub/call  | {"tool":"","arguments":{}}
            hub/call  | {"tool":"read_a","arguments":"{not json"}
            hub/call  | {"tool":"read_a","arguments":[1]}
            hub/batch | {"calls":[]}
            hub/batch | {"calls":{"name":"read_a","input":{}}}
            hub/batch | {}
            hub/batch | {"calls":[{"name":"read_a","input":{}},7]}
            hub/call  | [1]
            hub/call  | {
            """)
    void whatCannotBeReadIsOff(String tool, String arguments) {
        Judging rules = meta("- {tool: \"*\", mode: auto}");

        assertThat(mode(rules, tool, arguments)).isEqualTo(Mode.OFF);
    }

    @Test
    void callsWithinCallsAreOffWhereNobodyCanFollow() {
        Judging rules = meta("- {tool: \"*\", mode: auto}");
        String call = "{\"name\":\"read_a\",\"input\":{}}";
        for (int i = 0; i < 3; i++) {
            call = "{\"name\":\"batch\",\"input\":" + batch(call) + "}";
        }

        assertThat(mode(rules, "hub/batch", batch(call))).isEqualTo(Mode.AUTO);
        assertThat(mode(rules, "hub/batch", batch("{\"name\":\"batch\",\"input\":" + batch(call) + "}")))
                .isEqualTo(Mode.OFF);
    }

    private static String batch(String... calls) {
        return "{\"calls\":[" + String.join(",", calls) + "]}";
    }
}
