package dev.opspilot.rituals.session;

import dev.opspilot.rituals.automation.Workflow;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Freeze;
import dev.opspilot.rituals.instrument.Instruments;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Samples;
import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.play.Act;
import dev.opspilot.rituals.play.ActKind;
import dev.opspilot.rituals.play.Actuators;
import dev.opspilot.rituals.play.Bound;
import dev.opspilot.rituals.play.Check;
import dev.opspilot.rituals.play.Halt;
import dev.opspilot.rituals.play.Intention;
import dev.opspilot.rituals.play.Play;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Policy;
import dev.opspilot.rituals.play.Rules;
import dev.opspilot.rituals.play.Ruling.Choice;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A run of a workflow on its way: the real decisions, a log that survives, effects that do not, tools that do nothing
 * twice for one key, and people who press every button that is offered.
 */
final class Course {
    static final SessionId ID = new SessionId("run-1");
    private static final Person ADA = new Person("slack", "U1", "Ada");
    private static final Duration PATIENCE = Duration.ofDays(3);
    private static final Check CHECK = new Check(
            Capability.PAYMENTS_METRICS,
            "failure_ratio",
            Optional.empty(),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1));

    /** When a node dies around a decision that it has stored. */
    enum Death {
        /** Before it did anything that the decision wanted. */
        BEFORE_ITS_EFFECTS,
        /** After it did all of it, and before it heard of what came of that. */
        AFTER_ITS_EFFECTS
    }

    private final Governed rules = new Governed();
    private final Lifecycle lifecycle =
            new Lifecycle(List.of(), new Instruments(List.of(new Payments(this::ratio))), Minds.NONE, new Tools());
    private final List<SessionEvent> log = new ArrayList<>();
    private final Deque<Input> inbox = new ArrayDeque<>();
    private final Deque<Input> answers = new ArrayDeque<>();
    private final PriorityQueue<Instant> alarms = new PriorityQueue<>();
    private final List<String> done = new ArrayList<>();
    private final Map<String, Integer> called = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> pressed = new HashSet<>();
    private final Set<String> watched = new HashSet<>();
    private Optional<RitualSession> state = Optional.empty();
    private Instant now = SampleLog.NOW;
    private boolean presses = true;
    private boolean keyed = true;
    private boolean ritualsEnd = true;
    private int decisions;
    private int reads;
    private int killedAfter;
    private Death death = Death.BEFORE_ITS_EFFECTS;

    Course(Workflow workflow) {
        inbox.add(new Input.FromPerson(new Heard.Signalled(
                new HeardKey("trigger-1"),
                ADA,
                SampleLog.CHANNEL,
                ID,
                new Heard.Signal.Run(workflow, "asked for by Ada"))));
    }

    static Intention intention(String what) {
        return new Intention(
                ActKind.TOOLS_CALL,
                Optional.empty(),
                Map.of("server", "demo", "tool", "do", "arguments", what),
                "It is done.",
                "None that is known.");
    }

    Course killedAfter(int decision, Death how) {
        killedAfter = decision;
        death = how;
        return this;
    }

    Course withoutKeys() {
        keyed = false;
        return this;
    }

    void nobodyPresses() {
        presses = false;
    }

    void ritualsNeverEnd() {
        ritualsEnd = false;
    }

    /** What is called for that is watched, and nothing of what should change ever does. */
    void watching(String what) {
        watched.add(what);
    }

    void failing(String what, int times) {
        failures.put(what, times);
    }

    Governed rules() {
        return rules;
    }

    SessionView view() {
        return state().orElseThrow().view();
    }

    String plan() {
        return view().plan().stream()
                .map(step -> step.id() + " " + step.status() + " " + step.output())
                .toList()
                .toString();
    }

    /** What the tools really did, in order. */
    List<String> effects() {
        return List.copyOf(done);
    }

    int calls(String what) {
        return called.getOrDefault(what, 0);
    }

    int reads() {
        return reads;
    }

    int decisions() {
        return decisions;
    }

    /** Ada presses Approve on what is shown of a play, whatever it offers. */
    void approve(String id) {
        approve(id, ADA);
    }

    /** The same by somebody else; what came of it stands at the end of the log. */
    SessionEvent approve(String id, Person person) {
        Play play = view().plays().stream()
                .filter(each -> each.id().value().equals(id))
                .findFirst()
                .orElseThrow();
        inbox.add(new Input.FromPerson(
                new Heard.Pressed(
                        new HeardKey("approves/" + id + "/" + log.size()),
                        person,
                        SampleLog.CHANNEL,
                        ID,
                        new Heard.Button.Decide(play.id(), Choice.APPROVE, play.shown(Choice.APPROVE), "")),
                Role.APPROVER));
        int before = log.size();
        while (!inbox.isEmpty() || !answers.isEmpty()) {
            hear(inbox.isEmpty() ? answers.remove() : inbox.remove());
        }
        return log.get(before);
    }

    void stop() {
        inbox.add(new Input.FromPerson(
                new Heard.Pressed(new HeardKey("stop"), ADA, SampleLog.CHANNEL, ID, new Heard.Button.Stop())));
    }

    void run() {
        Instant end = now.plus(PATIENCE);
        runUntil(() -> (state().isPresent() && view().status().isEnd() && !isCalling()) || now.isAfter(end));
    }

    void runFor(Duration time) {
        Instant end = now.plus(time);
        runUntil(() -> now.isAfter(end));
    }

    void runUntil(BooleanSupplier there) {
        while (!there.getAsBoolean()) {
            if (!inbox.isEmpty()) {
                hear(inbox.poll());
            } else if (!answers.isEmpty()) {
                hear(answers.poll());
            } else if (!press()) {
                Instant minute = now.plusSeconds(60); // the node looks at its sessions each minute
                Instant alarm = alarms.isEmpty() ? minute : alarms.poll();
                now = alarm.isBefore(now) ? now : alarm.isBefore(minute) ? alarm : minute;
                hear(new Input.Tick());
            }
        }
    }

    private boolean isCalling() {
        return view().plays().stream()
                .anyMatch(play -> play.status() == Play.Status.RUNNING || play.status() == Play.Status.ROLLING_BACK);
    }

    private Optional<RitualSession> state() {
        return state;
    }

    private void hear(Input input) {
        Decision decision = lifecycle.decide(ID, state(), input, rules, now);
        log.addAll(decision.events());
        if (state.isEmpty()) {
            state = RitualSession.fold(ID, log);
        } else {
            decision.events().forEach(event -> state = state.map(each -> each.with(event)));
        }
        if (!decision.events().isEmpty() && ++decisions == killedAfter) {
            die(decision);
        } else {
            decision.effects().forEach(this::perform);
        }
    }

    private void die(Decision decision) {
        if (death == Death.AFTER_ITS_EFFECTS) {
            decision.effects().forEach(this::perform);
        }
        state = RitualSession.fold(ID, log);
        answers.clear();
        alarms.clear();
        hear(new Input.Resumed());
    }

    private boolean press() {
        if (!presses || state().isEmpty()) {
            return false;
        }
        for (Play play : view().plays()) {
            boolean waits = play.status() == Play.Status.PROPOSED && play.missing() > 0;
            Choice choice = play.bound().isPresent() ? Choice.APPROVE : Choice.DONE_BY_HAND;
            String key = "press/" + play.id() + "/" + play.runs().size();
            if (waits && rules.halt().isEmpty() && pressed.add(key)) {
                inbox.add(new Input.FromPerson(
                        new Heard.Pressed(
                                new HeardKey(key),
                                ADA,
                                SampleLog.CHANNEL,
                                ID,
                                new Heard.Button.Decide(play.id(), choice, play.shown(choice), "")),
                        Role.APPROVER));
                return true;
            }
        }
        return false;
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Ask ask -> {
                reads++;
                Duration latency = Duration.ofMillis(5);
                answers.add(new Input.Answer(ask.call(), now, latency, ratio(ask.query())));
            }
            case Effect.Call call -> {
                Optional<String> stops = Guard.stops(call.play(), call.direction(), call.judged(), rules, now);
                answers.add(
                        stops.isPresent()
                                ? new Input.Held(Input.Calling.last(call.play()), stops.get(), call.repeated())
                                : new Input.Acted(
                                        Input.Calling.last(call.play()),
                                        call.actor(),
                                        now,
                                        Duration.ofMillis(5),
                                        new Tools().call(call.act())));
            }
            case Effect.WakeAt(Instant time) -> alarms.add(time);
            case Effect.Begin(Heard.Said said) -> begin(said);
            case Effect.Withdraw(Heard.Signalled signalled) -> {
                if (keys.add(signalled.key().value())
                        && signalled.signal() instanceof Heard.Signal.Withdrawn withdrawn) {
                    String asked = withdrawn.asked().orElseThrow().value();
                    if (!keys.contains(asked)) {
                        throw new AssertionError("nothing was asked for by " + asked);
                    }
                    done.add("withdrawn " + signalled.session() + ": " + withdrawn.because());
                }
            }
            case Effect.Show _, Effect.Tell _, Effect.Post _, Effect.Think _, Effect.AwaitPost _, Effect.Announce _ -> {
                // nobody looks
            }
        }
    }

    /** The other session is another log, and so is what is heard of it: both outlive the node. */
    private void begin(Heard.Said said) {
        if (keys.add(said.key().value())) {
            done.add("ritual " + said.ritual().key());
            if (!ritualsEnd) {
                return;
            }
            String[] key = said.key().value().split("/", -1);
            inbox.add(new Input.FromPerson(new Heard.Signalled(
                    new HeardKey("ended/" + said.session()),
                    ADA,
                    SampleLog.CHANNEL,
                    ID,
                    new Heard.Signal.Ended(new StepId(key[2]), said.session(), SessionView.Status.DONE, "healthy"))));
        }
    }

    /** Tools that count, fail as often as they are told to, and know a key again. */
    private final class Tools implements Actuators {
        @Override
        public Optional<Binding> bind(SessionId session, PlayId play, Intention intention, Instant at) {
            String key = keyed ? Actuators.key(session, play) : "";
            String what = intention.parameters().getOrDefault("arguments", "");
            Act act = intention.kind() == ActKind.STEPS_APPROVE
                    ? new Act("opspilot", "approve", key)
                    : new Act("demo", "do", what + " " + key);
            Optional<Act> undo = intention.kind() == ActKind.STEPS_APPROVE
                    ? Optional.empty()
                    : Optional.of(new Act("demo", "undo", what + " " + key + "/undo"));
            Optional<Check> check = Optional.of(what).filter(watched::contains).map(_ -> CHECK);
            return Optional.of(new Binding(new Bound(act, "", check, at.plus(Duration.ofHours(8))), undo));
        }

        @Override
        public Act.Answer call(Act act) {
            Reading.Origin origin =
                    new Reading.Origin(act.server(), act.name(), act.arguments(), now, false, "", Optional.empty());
            if (act.server().equals("opspilot")) {
                return new Act.Answer.Done(origin);
            }
            String what = act.arguments().split(" ", -1)[0];
            called.merge(what, 1, Integer::sum);
            if (failures.merge(what, -1, Integer::sum) >= 0) {
                return new Act.Answer.Failed(origin, "It is shaky.");
            }
            if (!keyed || keys.add(act.arguments())) {
                done.add((act.tool().equals("undo") ? "undo " : "") + what);
            }
            return new Act.Answer.Done(origin);
        }
    }

    /** A failure ratio of one in a hundred, whatever is done. */
    private Reading ratio(Query query) {
        Samples samples = new Samples(query.from(), query.step(), new double[] {0.01, 0.01, 0.01, 0.01, 0.01});
        Series series = Series.of(
                Subject.provider("northpay"), "failure_ratio", Series.Unit.RATIO, Series.Bad.UP, samples, List.of());
        return new Reading.Found(
                new Reading.Origin("Billing", "demo/payments", "{}", now, false, "{}", Optional.empty()),
                new Facts(List.of(series), List.of(), List.of()));
    }

    /** Rules that let everything run, except what a test says. */
    static final class Governed implements Rules {
        private final Map<String, Policy.Mode> modes = new HashMap<>();
        private final List<Freeze> freezes = new ArrayList<>();
        private final Map<String, String> people = new HashMap<>();
        private Optional<Halt> halt = Optional.empty();
        private Optional<Person> onlyFor = Optional.empty();

        /** What holds, holds for one person; all else is off. */
        void onlyFor(Person person) {
            onlyFor = Optional.of(person);
        }

        /** That an account is a person's, who has another. */
        void same(Person account, Person as) {
            people.put(account.actor(), as.actor());
        }

        @Override
        public String who(String actor) {
            return people.getOrDefault(actor, actor);
        }

        void halt(Optional<Halt> pulled) {
            halt = pulled;
        }

        void mode(String tool, Policy.Mode mode) {
            modes.put(tool, mode);
        }

        @Override
        public Policy policy(Act act, String environment, String actor, String role) {
            boolean theirs = onlyFor.isEmpty() || onlyFor.get().actor().equals(actor);
            return new Policy(
                    theirs ? modes.getOrDefault(act.name(), Policy.Mode.AUTO) : Policy.Mode.OFF, "A test says so.");
        }

        void freeze(Freeze freeze) {
            freezes.add(freeze);
        }

        @Override
        public List<Freeze> freezes(Instant from, Instant to) {
            return freezes.stream()
                    .filter(each -> each.from().isBefore(to) && each.to().isAfter(from))
                    .toList();
        }

        @Override
        public Optional<Halt> halt() {
            return halt;
        }
    }
}
