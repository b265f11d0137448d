package dev.opspilot.bot.instruments;

import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Checkup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Looks whether every configured source answers, offers the tools that are bound, and takes their arguments. */
public final class SourcesCheckup implements Checkup {
    private static final String AREA = "Sources";
    private static final String WORKFLOWS = "Workflows";
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final OpsPilotYml yml;
    private final InstantSource clock;

    public SourcesCheckup(OpsPilotYml yml, InstantSource clock) {
        this.yml = yml;
        this.clock = clock;
    }

    @Override
    public String area() {
        return AREA;
    }

    @Override
    public List<Check> run() {
        List<Check> checks = new ArrayList<>();
        try (McpInstruments sources = McpInstruments.of(yml, clock)) {
            for (ServerHealth health : sources.check(PATIENCE)) {
                checks.add(check(health));
            }
            sources.misfits(PATIENCE)
                    .forEach((binding, flaw) -> checks.add(Check.fail(
                            AREA,
                            binding,
                            "the binding " + flaw,
                            "Set arguments of that binding in opspilot.yml as the tool's input schema says.")));
            sources.workflowFlaws(PATIENCE)
                    .forEach((name, flaws) -> flaws.forEach(flaw -> checks.add(
                            Check.fail(WORKFLOWS, name, flaw, "Mend that step; until then it refuses to run."))));
        }
        yml.automations()
                .flaws()
                .forEach(flaw -> checks.add(Check.fail(
                        WORKFLOWS,
                        "files",
                        flaw,
                        "Mend the file and start OpsPilot again; until then it is left out.")));
        if (!yml.automations().all().isEmpty()) {
            checks.add(Check.ok(WORKFLOWS, "files", yml.automations().all().size() + " read"));
        }
        return checks;
    }

    private static Check check(ServerHealth health) {
        return switch (health.state()) {
            case ServerHealth.State.Ok(List<String> tools) ->
                Check.ok(AREA, health.server(), tools.size() + " tools, all that are bound among them");
            case ServerHealth.State.Failed(String reason) ->
                Check.fail(
                        AREA, health.server(), reason, "Mend it, or servers." + health.server() + " in opspilot.yml.");
            case ServerHealth.State.NotAsked() ->
                Check.warn(AREA, health.server(), "was not asked", "Run doctor again.");
        };
    }
}
