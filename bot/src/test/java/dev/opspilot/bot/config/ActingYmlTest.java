package dev.opspilot.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.surface.Role;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sections about acting, and what is said about mistakes in them. */
final class ActingYmlTest {
    private static ActingSpec parse(String sections) throws ConfigException {
        return OpsPilotYml.parse(
                        "o.yml",
                        "servers: {shop: {url: 'http://localhost:9/mcp'}}\nbindings: []\n" + sections,
                        Map.of())
                .acting();
    }

    @Test
    void withoutThemNothingActsAndMembersMayStartRituals() throws ConfigException {
        assertThat(parse("")).isEqualTo(ActingSpec.NONE);
        assertThat(ActingSpec.NONE.roles().members()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void readsWhoMayDoWhat() throws ConfigException {
        RolesSpec roles = parse("""
                roles:
                  members: viewer
                  approver: ["slack:U1", "group:slack:S1", "channel:teams:19:x@thread.tacv2"]
                  same: [["slack:U1", "teams:a"], [console, "slack:U2"]]
                """).roles();

        assertThat(roles.members()).isEqualTo(Role.VIEWER);
        assertThat(roles.named())
                .containsOnly(Map.entry(
                        Role.APPROVER, Set.of("slack:U1", "group:slack:S1", "channel:teams:19:x@thread.tacv2")));
        assertThat(roles.same()).containsExactly(Set.of("slack:U1", "teams:a"), Set.of("console", "slack:U2"));
    }

    @Test
    void anActHasLimitsWhereNoneAreSaid() throws ConfigException {
        ActSpec act = parse("acts: [{act: flags.revert, server: shop, tool: t, source: Flags}]")
                .acts()
                .getFirst();

        assertThat(act.kind()).isEqualTo(ActKind.FLAGS_REVERT);
        assertThat(act.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(act.expires()).isEqualTo(Duration.ofHours(4));
        assertThat(act.arguments()).isEqualTo("{}");
        assertThat(act.undo()).isEmpty();
        assertThat(act.verify()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "off, OFF",
        "'''off''', OFF",
        "two people, TWO_PEOPLE",
        "two_people, TWO_PEOPLE",
        "Ask, ASK",
        "auto, AUTO"
    })
    void aModeIsReadAsPeopleWriteIt(String mode, Policy.Mode is) throws ConfigException {
        assertThat(parse("policies: [{tool: shop/*, mode: " + mode + "}]")
                        .policies()
                        .getFirst()
                        .mode())
                .isEqualTo(is);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            acts: [{act: deploys.undo, server: shop, tool: t, source: S}]                     | acts[0].act: expected one of deploys.rollback
            acts: [{act: flags.revert, server: shp, tool: t, source: S}]                      | no server “shp” under servers; there are: shop
            acts: [{act: flags.revert, server: shop, source: S}]                              | the key “tool” is missing
            acts: [{act: flags.revert, server: shop, tool: t, source: S, arguments: [1]}]     | expected an object
            acts: [{act: flags.revert, server: shop, tool: t, source: S, arguments: {a: "{chnge}"}}] | unknown placeholder {chnge}; known for flags.revert are {change}, {service}, {key}
            acts: [{act: flags.revert, server: shop, tool: t, source: S, timeout: 61s}]       | acts[0].timeout
            acts: [{act: flags.revert, server: shop, tool: t, source: S, verify: {capability: deploys.recent, metric: m}}] | expected one of
            acts: [{act: flags.revert, server: shop, tool: t, source: S}, {act: flags.revert, server: shop, tool: u, source: S}] | flags.revert is bound twice
            policies: [{tool: shop, mode: ask}]                                               | expected server/tool
            policies: [{tool: shop/*, mode: maybe}]                                           | expected one of auto, ask, two people, off
            policies: [{tool: shop/*, mode: ask, arguments: [{at: service, is: x}]}]          | expected a JSON Pointer
            policies: [{tool: shop/*, mode: ask, arguments: [{at: /service, matches: "["}]}]  | not a regular expression
            policies: [{tool: shop/*, mode: ask, role: boss}]                                 | expected one of
            policies: [{tool: shop/*, mode: ask, toool: x}]                                   | unknown key “toool”
            metaTools: [{tool: shop/call, name: tool, arguments: /arguments}]                 | expected a JSON Pointer
            metaTools: [{tool: shop/call, arguments: /arguments}]                             | the key “name” is missing
            roles: {approver: [ada]}                                                          | roles.approver[0]: expected a person as in slack:U123
            roles: {members: boss}                                                            | roles.members: expected one of
            roles: {same: [[ada]]}                                                            | expected an account as in slack:U123
            roles: {same: [["slack:U1", "teams:a"], ["slack:U1", "teams:b"]]}                 | belongs to somebody already
            freezes: ["quarter end"]                                                          | freezes[0]: Write it like
            """)
    void saysWhatIsWrongAndWhere(String sections, String says) {
        assertThatThrownBy(() -> parse(sections))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(says);
    }
}
