package dev.opspilot.bot.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.automation.Condition;
import dev.opspilot.rituals.automation.Task;
import dev.opspilot.rituals.automation.Workflow.Step;
import dev.opspilot.rituals.instrument.Capability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkflowReaderTest {
    private static final String YML = """
            servers:
              flags: {url: "http://127.0.0.1:1/mcp"}
            bindings:
              - capability: payments.metrics
                server: flags
                tool: metrics
                source: Billing
                arguments: {}
                result:
                  observedAt: /at
                  series:
                    - {at: /s, subject: {kind: /k, name: /n}, metric: /m, unit: /u, bad: /b, start: /t, step: /p, values: /v}
            acts:
              - {act: flags.revert, server: flags, tool: revert, source: Flags, arguments: {change: "{change}"}, undo: {tool: restore}}
            """;

    private static final String WHOLE = """
            name: open-gating
            title: Open the gating
            in: slack:C0123ABCD
            when:
              - schedule: weekdays at 09:00 Europe/London
              - alert: {severity: page, service: checkout*}
              - after: {ritual: incident, verdict: healthy}
            atOnce: 2
            onFailure: take back
            steps:
              - id: half
                call: flags/set_share
                with: {flag: gating, share: 0.5, requestId: "{key}", note: "query { id } {\\"a\\":1} {}"}
                undo: {call: flags/set_share, with: {flag: gating, share: 0}}
                needs: [go]
                retries: 2
                if: {read: payments.metrics, metric: failure_ratio, below: 0.03}
              - id: healthy
                check: {read: payments.metrics, metric: failure_ratio, subject: card payments, below: 0.03, over: 10m}
                every: 30s
                timeout: 2h
              - {id: soak, wait: 1h, needs: healthy}
              - {id: go, approve: "Open to half?", people: 2, needs: [soak]}
              - {id: back, act: flags.revert, with: {change: f-1, service: checkout}, needs: [half]}
              - {id: drill, ritual: incident, intent: payments, verdict: healthy, needs: [back]}
              - {id: tell, manual: Tell support., undo: Tell them again., needs: [drill]}
            """;

    private static WorkflowReader.Result read(String yaml) throws ConfigException {
        return WorkflowReader.of(OpsPilotYml.parse("opspilot.yml", YML, Map.of()))
                .read("open.yml", yaml);
    }

    @Test
    void readsEveryKindOfStepAndPutsEachBehindWhatItNeeds() throws ConfigException {
        WorkflowReader.Result result = read(WHOLE);

        assertThat(result.flaws()).isEmpty();
        AutomationSpec spec = result.spec().orElseThrow();
        assertThat(spec.workflow().steps())
                .extracting(Step::id)
                .containsExactly("healthy", "soak", "go", "half", "back", "drill", "tell");
        assertThat(spec.workflow().takesBack()).isTrue();
        assertThat(spec.atOnce()).isEqualTo(2);
        assertThat(spec.place().channel()).isEqualTo("C0123ABCD");
        assertThat(spec.triggers())
                .extracting(TriggerSpec::words)
                .containsExactly(
                        "Weekdays at 09:00, Europe/London time",
                        "when an alert fires with service checkout* and severity page",
                        "after incident with the verdict healthy");
        Step healthy = spec.workflow().steps().getFirst();
        assertThat(healthy.task())
                .contains(new Task.Check(
                        new Condition.Figure(
                                Capability.PAYMENTS_METRICS,
                                "failure_ratio",
                                Optional.of("card payments"),
                                Condition.Comparison.BELOW,
                                0.03,
                                Duration.ofMinutes(10)),
                        Duration.ofSeconds(30)));
        assertThat(healthy.timeout()).contains(Duration.ofHours(2));
        Step half = spec.workflow().steps().get(3);
        assertThat(half.retries()).isEqualTo(2);
        assertThat(half.undo()).isEqualTo("Calls flags/set_share.");
        assertThat(half.does()).contains("Only if failure_ratio is below 0.03 over 5 minutes");
    }

    /** Each names the file, the line, the step, and what would be right. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            call: flags/set_share     | call: deploys/roll        | open.yml:12: step “half”: steps[0].call: no server “deploys” under servers in opspilot.yml; there are: flags
            needs: healthy            | needs: health             | open.yml:22: step “soak”: steps[2].needs: there is no step “health”; there are: half
            needs: healthy            | needs: [healthy, tell]    | the steps wait for each other in a circle: half needs go needs soak needs tell needs drill needs back needs half
            act: flags.revert         | act: flags.rewind         | open.yml:24: step “back”: steps[4].act: expected one of deploys.rollback
            act: flags.revert         | act: deploys.rollback     | deploys.rollback is bound to no tool; add it under acts in opspilot.yml
            change: f-1,              |                           | the parameter “change” of flags.revert is missing in with
            change: f-1,              | id: f-1,                  | unknown key “id”; known are change, service
            weekdays at 09:00 Europe/London | whenever it rains   | open.yml:5: when[0].schedule:
            alert: {severity: page, service: checkout*} | comet: passes | open.yml:6: when[1]: an unknown trigger; write {schedule:
            wait: 1h                  | wait: an hour             | expected a duration from 1s to 1440h, as in 30s, found "an hour"
            metric: failure_ratio, subject: | subject:            | the key “metric” is missing: which of payments.metrics is meant
            check: {read: payments.metrics | check: {read: revenue.metrics | no binding serves revenue.metrics; add one under bindings
            people: 2                 | people: 3                 | expected a whole number from 1 to 2, found 3
            verdict: healthy, needs   | verdict: fine, needs      | expected suspects, healthy or inconclusive
            retries: 2                | retry: 2                  | unknown key “retry”; known are id, title
            requestId: "{key}"        | requestId: "{change}"     | unknown placeholder {change}; known is {key}
            name: open-gating         | name: Open Gating         | open.yml:1: name: expected lower-case letters
            onFailure: take back      | onFailure: panic          | open.yml:9: onFailure: expected stop, or take back, found "panic"
            manual: Tell support.,    | manual: Tell., wait: 1h,  | expected exactly one of act, call, check, wait, approve, ritual, manual, found wait and manual
            id: soak,                 | id: half,                 | two steps have the id “half”; give this one another
            """)
    void saysWhatIsWrongWhereAndWhatWouldBeRight(String right, String wrong, String message) throws ConfigException {
        assertThat(WHOLE).contains(right);

        WorkflowReader.Result result =
                read(WHOLE.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong == null ? "" : wrong)));

        assertThat(result.spec()).isEmpty();
        assertThat(result.flaws()).anySatisfy(flaw -> assertThat(flaw).contains(message));
    }

    @Test
    void namesEveryStepThatHasAFlaw() throws ConfigException {
        WorkflowReader.Result result =
                read(WHOLE.replace("wait: 1h", "wait: long").replace("people: 2", "people: 9"));

        assertThat(result.flaws()).hasSize(2);
        assertThat(result.flaws().get(0)).startsWith("open.yml:22: step “soak”");
        assertThat(result.flaws().get(1)).startsWith("open.yml:23: step “go”");
    }

    @Test
    void readsAFolderBesideTheConfigurationAndKeepsTheFlawsApart(@TempDir Path folder) throws Exception {
        Path workflows = Files.createDirectory(folder.resolve("automations"));
        Files.writeString(workflows.resolve("a.yml"), WHOLE);
        Files.writeString(workflows.resolve("b.yml"), WHOLE);
        Files.writeString(workflows.resolve("c.yaml"), "name: c\nsteps: []\n");
        Files.writeString(workflows.resolve("notes.txt"), "no workflow");
        Path file = folder.resolve("opspilot.yml");
        Files.writeString(file, YML + "automations: automations\n");

        AutomationsSpec spec = OpsPilotYml.read(file, Map.of()).automations();

        assertThat(spec.all()).extracting(AutomationSpec::name).containsExactly("open-gating");
        assertThat(spec.flaws()).hasSize(2);
        assertThat(spec.flaws().getFirst()).contains("b.yml: the name “open-gating” is taken by automations/a.yml");
        assertThat(spec.flaws().get(1)).contains("automations/c.yaml:2: steps: expected 1 to 100 steps");
    }

    @Test
    void refusesWorkflowsThatBeginEachOtherForEver() throws ConfigException {
        Map<String, String> texts = Map.of("a", after("a", "b"), "b", after("b", "a"), "c", after("c", "a"));
        OpsPilotYml yml = OpsPilotYml.parse(
                "opspilot.yml",
                YML + "automations: [a, b, c]\n",
                Map.of(),
                path -> List.of(new WorkflowTexts.Text(path + ".yml", texts.getOrDefault(path, ""))));

        assertThat(yml.automations().all()).extracting(AutomationSpec::name).containsExactly("c");
        assertThat(yml.automations().flaws())
                .hasSize(2)
                .allMatch(flaw -> flaw.contains("begin itself again and again"));
    }

    private static String after(String name, String other) {
        return "{name: " + name + ", when: [{after: {automation: " + other + "}}], steps: [{id: a, wait: 1s}]}";
    }
}
