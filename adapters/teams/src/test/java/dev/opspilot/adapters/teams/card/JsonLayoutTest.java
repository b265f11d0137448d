package dev.opspilot.adapters.teams.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of sources are laid out for a narrow card, and stay what they are. */
class JsonLayoutTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void eachNamedValueHasALineAndNumbersCanBeBrokenBetween() {
        assertThat(
                        JsonLayout.of(
                                "{\"series\":[{\"name\":\"card, all\",\"values\":[1.10,2,-3e5]},{\"name\":\"a\\\"b\"}],\"n\":2}"))
                .isEqualTo("""
                        {"series": [
                            {"name": "card, all",
                              "values": [1.10, 2, -3e5]},
                            {"name": "a\\"b"}],
                          "n": 2}""");
    }

    @Test
    void whatIsNoJsonOrLaidOutAlreadyIsLeftAsItIs() {
        assertThat(JsonLayout.of("no figures, sorry: none")).isEqualTo("no figures, sorry: none");
        assertThat(JsonLayout.of("{\n  \"a\": 1,\"b\": 2\n}")).isEqualTo("{\n  \"a\": 1,\"b\": 2\n}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[WARN] disk is full [node 3]",
                "{checkout} is down, see {runbook 7}",
                "[1] of [2]",
                "{\"a\": 1} and {\"b\": 2}",
                "[1, 2,  ]",
                "[]  []"
            })
    void proseInBracketsIsLeftAsItIs(String prose) {
        assertThat(JsonLayout.of(prose)).isEqualTo(prose);
    }

    @Property(tries = 300)
    void onlyBlanksBetweenSignsChange(
            @ForAll @StringLength(max = 40) @Chars({'{', '}', '[', ']', ',', ':', '"', '\\', 'a', '1'}) String text) {
        assertThat(JsonLayout.of(text).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    }

    @Property(tries = 300)
    void whatItMeansStays(@ForAll @StringLength(max = 30) String name, @ForAll double value) throws Exception {
        String json = JSON.createObjectNode()
                .put("before", true)
                .set(
                        "all",
                        JSON.createArrayNode()
                                .add(value)
                                .add(name)
                                .add(JSON.createObjectNode().put(name, value)))
                .toString();

        assertThat(JSON.readTree(JsonLayout.of(json))).isEqualTo(JSON.readTree(json));
    }
}
