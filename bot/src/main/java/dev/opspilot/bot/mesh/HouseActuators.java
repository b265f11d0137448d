package dev.opspilot.bot.mesh;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.bot.config.AlertsSpec;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The acts of the house itself, beside those of tools: to let a workflow go on, and to run one. They stand under the same
 * policies, as {@code opspilot/approve} and {@code opspilot/run_automation}. Thread-safe.
 */
public final class HouseActuators implements Actuators {
    private static final String SERVER = "opspilot";
    private static final String SOURCE = "OpsPilot";
    private static final String APPROVE = "approve";
    private static final String RUN = "run_automation";
    private static final Duration APPROVABLE = Duration.ofDays(7);
    private static final Duration RUNNABLE = Duration.ofHours(4);

    private final Actuators tools;
    private final Automations automations;
    private final InstantSource clock;

    public HouseActuators(Actuators tools, Automations automations, InstantSource clock) {
        this.tools = tools;
        this.automations = automations;
        this.clock = clock;
    }

    @Override
    public Optional<Binding> bind(SessionId session, PlayId play, Intention intention, Instant now) {
        String key = Actuators.key(session, play);
        if (intention.kind() == ActKind.STEPS_APPROVE) {
            ObjectNode arguments = arguments().put("key", key);
            return Optional.of(binding(
                    APPROVE,
                    arguments.put("question", intention.parameters().getOrDefault("question", "")),
                    now.plus(APPROVABLE)));
        }
        if (intention.kind() == ActKind.AUTOMATIONS_RUN) {
            Optional<String> name = Optional.ofNullable(intention.parameters().get("automation"))
                    .flatMap(automations::find)
                    .map(found -> found.spec().name());
            if (name.isPresent()) {
                return Optional.of(
                        binding(RUN, arguments().put("automation", name.get()).put("key", key), now.plus(RUNNABLE)));
            }
        }
        return tools.bind(session, play, intention, now);
    }

    private static ObjectNode arguments() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The fields of the arguments are put in their order, as canonical JSON has them. */
    private static Binding binding(String tool, ObjectNode arguments, Instant expires) {
        Act act = new Act(SERVER, tool, arguments.toString());
        return new Binding(new Bound(act, "", Optional.empty(), expires), Optional.empty());
    }

    @Override
    public Act.Answer call(Act act) {
        if (!act.server().equals(SERVER)) {
            return tools.call(act);
        }
        return switch (act.tool()) {
            case APPROVE -> new Act.Answer.Done(origin(act, "{\"approved\":true}"));
            case RUN -> run(act);
            default -> new Act.Answer.Failed(origin(act, ""), "OpsPilot has no tool “" + act.tool() + "”.");
        };
    }

    private Act.Answer run(Act act) {
        Optional<RunWish> wish = RunWish.of(act.arguments());
        if (wish.isEmpty()) {
            return new Act.Answer.Failed(origin(act, ""), "The arguments name no automation.");
        }
        Automations.Result result = automations.run(
                new HeardKey("act/" + wish.get().key()),
                Person.AUTOMATION,
                AlertsSpec.PAGE,
                wish.get().automation(),
                "a play was approved");
        return switch (result) {
            case Automations.Result.Begun(var _, SessionId session, boolean waits) ->
                new Act.Answer.Done(origin(
                        act,
                        arguments()
                                .put("session", session.value())
                                .put("waits", waits)
                                .toString()));
            case Automations.Result.Refused(String why) -> new Act.Answer.Failed(origin(act, why), why);
        };
    }

    private Reading.Origin origin(Act act, String result) {
        return new Reading.Origin(
                SOURCE, act.name(), act.arguments(), clock.instant(), false, result, Optional.empty());
    }
}
