package dev.opspilot.adapters.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.slack.door.SlackDoor;
import dev.opspilot.adapters.slack.draw.Rendered;
import dev.opspilot.adapters.slack.testkit.FakeSlack;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Views;
import dev.opspilot.rituals.surface.parity.Seen;
import dev.opspilot.rituals.surface.parity.SurfaceDriver;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads Slack's messages and modals as they were posted, and presses their buttons by signed requests. */
final class SlackDriver implements SurfaceDriver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DIRECT = "D1";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SlackDoor door;
    private int channels;
    private int sent;

    SlackDriver(SlackDoor door) {
        this.door = door;
    }

    @Override
    public Place place() {
        return new Place("slack", "T1", "C" + (100 + channels++), Optional.empty());
    }

    @Override
    public Seen session(SessionView view) {
        door.archive.keep(view);
        await(door.adapter.surface().show(view));
        Seen seen = seen(view.place().channel(), message -> true);
        return new Seen(seen.text() + "\n" + drafts(view.place().channel()), seen.heard());
    }

    /** What the buttons of the drafts, which were pressed, have unfolded. */
    private String drafts(String channel) {
        long wanted = door.slack.messages(channel).stream()
                .flatMap(message -> message.blocks().findParents("action_id").stream())
                .map(button -> button.at("/text/text").asText())
                .filter(label -> label.startsWith("Draft: "))
                .distinct()
                .count();
        await(slack -> drafts(slack).size() >= wanted);
        return String.join("\n", drafts(door.slack));
    }

    private static Set<String> drafts(FakeSlack slack) {
        return slack.modals().values().stream()
                .flatMap(form -> form.findValuesAsText("initial_value").stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Seen receipts(SessionView view, List<ReceiptChain.Stored> receipts) {
        door.archive.keep(view.id(), receipts);
        session(view);
        JsonNode message =
                door.slack.messages(view.place().channel()).getFirst().blocks();
        press("1." + ++sent, button(message, "Receipts"));
        await(slack -> slack.modals().toString().contains("#1"));
        return new Seen(readable(JSON.valueToTree(door.slack.modals())), List.of());
    }

    @Override
    public Seen answer(SessionView view, Answer answer) {
        door.archive.keep(view);
        await(door.adapter.surface().answer(answer));
        String ts = door.slack.messages(view.place().channel()).getLast().ts();
        return seen(view.place().channel(), message -> message.ts().equals(ts));
    }

    @Override
    public Seen told(Notice notice) {
        Place place = place();
        await(door.adapter.surface().tell(new HeardKey("parity/told-" + ++sent), Views.ANA, place, notice));
        FakeSlack.Whispered whisper = door.slack.whispers().getLast();
        return new Seen(whisper.text() + "\n" + readable(whisper.blocks()), pressed(whisper.blocks()));
    }

    @Override
    public Seen policy(SessionView view, Notice notice) {
        return told(notice);
    }

    @Override
    public Seen schedules(List<Schedules.Listed> listed, Notice notice) {
        return told(notice);
    }

    @Override
    public Seen help() {
        return new Seen(command("help"), List.of());
    }

    @Override
    public Optional<Heard> type(String words) {
        boolean named = words.startsWith(RitualName.INCIDENT.key());
        return heard(() -> {
            if (named) {
                command(words);
            } else {
                said("<@UBOT> " + words, "");
            }
        });
    }

    @Override
    public Optional<Heard> fillIn(RitualName ritual, String intent) {
        return heard(() -> {
            ObjectNode values = JSON.createObjectNode();
            values.putObject("ritual")
                    .putObject("ritual")
                    .put("type", "static_select")
                    .putObject("selected_option")
                    .put("value", ritual.key());
            values.putObject("intent")
                    .putObject("intent")
                    .put("type", "plain_text_input")
                    .put("value", intent);
            values.putObject("place")
                    .putObject("place")
                    .put("type", "conversations_select")
                    .put("selected_conversation", "C1");
            submit("opspilot_launch", values, "");
        });
    }

    @Override
    public Optional<Heard> drillOn(String message) {
        return heard(() -> {
            ObjectNode shortcut = interaction("message_action").put("callback_id", "opspilot_drill_message");
            shortcut.put("message_ts", "1700000000.000009");
            shortcut.putObject("channel").put("id", "C1").put("name", "payments");
            shortcut.putObject("message")
                    .put("type", "message")
                    .put("user", "U2")
                    .put("ts", "1700000000.000009")
                    .put("text", message);
            send(shortcut);
            JsonNode form = form();
            submit(
                    "opspilot_launch",
                    filled(form),
                    form.path("private_metadata").asText());
        });
    }

    @Override
    public Optional<Heard> announce(SessionView view, String audience, String text) {
        session(view);
        JsonNode blocks = door.slack.messages(view.place().channel()).getFirst().blocks();
        return heard(() -> {
            press("1." + ++sent, button(blocks, "Draft: " + audience));
            JsonNode form = form();
            ObjectNode values = filled(form);
            values.findParents("type").forEach(value -> {
                switch (value.path("type").asText()) {
                    case "plain_text_input" -> ((ObjectNode) value).put("value", text);
                    default -> ((ObjectNode) value).put("selected_conversation", "C1");
                }
            });
            submit("opspilot_draft", values, form.path("private_metadata").asText());
        });
    }

    @Override
    public Optional<Heard> ask(SessionView about, String question) {
        session(about);
        String thread = door.slack.messages(about.place().channel()).getFirst().ts();
        return heard(() -> said("<@UBOT> " + question, thread, about.place().channel()));
    }

    private Optional<Heard> heard(Runnable deed) {
        door.inbox.forget();
        deed.run();
        return door.inbox.heard().stream().findFirst();
    }

    /** The form that is open, once it is filled in. */
    private JsonNode form() {
        await(slack -> slack.modals().values().stream()
                .anyMatch(each -> each.toString().contains("initial_value")));
        return door.slack.modals().values().stream()
                .filter(each -> each.toString().contains("initial_value"))
                .findFirst()
                .orElseThrow();
    }

    /** What is sent of a form that somebody leaves as it is. */
    private static ObjectNode filled(JsonNode form) {
        ObjectNode values = JSON.createObjectNode();
        for (JsonNode block : form.path("blocks")) {
            JsonNode element = block.path("element");
            if (element.isMissingNode()) {
                continue;
            }
            ObjectNode value = values.withObject("/" + block.path("block_id").asText())
                    .putObject(element.path("action_id").asText())
                    .put("type", element.path("type").asText());
            switch (element.path("type").asText()) {
                case "static_select" -> value.set("selected_option", element.path("initial_option"));
                case "plain_text_input" -> value.set("value", element.path("initial_value"));
                default -> value.set("selected_conversation", element.path("initial_conversation"));
            }
        }
        return values;
    }

    private Seen seen(String channel, Predicate<FakeSlack.Posted> wanted) {
        StringBuilder text = new StringBuilder();
        List<Heard> heard = new ArrayList<>();
        for (FakeSlack.Posted message : door.slack.messages(channel)) {
            if (wanted.test(message)) {
                text.append(message.text()).append('\n').append(readable(message.blocks()));
                heard.addAll(pressed(message.blocks()));
            }
        }
        return new Seen(text.toString(), heard);
    }

    /** Presses each button, in the person's own chat, where nothing more is said about it; and gives what was heard. */
    private List<Heard> pressed(JsonNode blocks) {
        door.inbox.forget();
        for (JsonNode button : blocks.findParents("action_id")) {
            if (button.path("type").asText().equals("feedback_buttons")) {
                for (String one : List.of("positive_button", "negative_button")) {
                    press(
                            "1." + ++sent,
                            ((ObjectNode) button.deepCopy())
                                    .put("value", button.path(one).path("value").asText()));
                }
            } else {
                press("1." + ++sent, button);
            }
        }
        return door.inbox.heard();
    }

    private void press(String at, JsonNode button) {
        ObjectNode press = interaction("block_actions");
        press.putObject("channel").put("id", DIRECT).put("name", "directmessage");
        press.putObject("container")
                .put("type", "message")
                .put("message_ts", "1700000000.000001")
                .put("channel_id", DIRECT);
        press.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("block_id", "b")
                .put("action_ts", at)
                .put("action_id", button.path("action_id").asText())
                .put("value", button.path("value").asText());
        send(press);
    }

    private static JsonNode button(JsonNode blocks, String label) {
        return blocks.findParents("action_id").stream()
                .filter(each -> each.at("/text/text").asText().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode interaction(String type) {
        ObjectNode interaction = JSON.createObjectNode()
                .put("type", type)
                .put("trigger_id", "tr-" + ++sent)
                .put("action_ts", "1.1");
        interaction.putObject("team").put("id", "T1").put("domain", "acme");
        interaction.putObject("user").put("id", "U1").put("name", "ana").put("team_id", "T1");
        return interaction;
    }

    private void submit(String callback, ObjectNode values, String metadata) {
        ObjectNode submission = interaction("view_submission");
        ObjectNode view = submission
                .putObject("view")
                .put("id", "V" + ++sent)
                .put("type", "modal")
                .put("callback_id", callback)
                .put("private_metadata", metadata);
        view.putObject("state").set("values", values);
        send(submission);
    }

    private void said(String text, String thread) {
        said(text, thread, "C1");
    }

    private void said(String text, String thread, String channel) {
        String ts = "9." + ++sent;
        ObjectNode delivery = JSON.createObjectNode()
                .put("type", "event_callback")
                .put("team_id", "T1")
                .put("event_id", "Ev-" + ts);
        ObjectNode event = delivery.putObject("event")
                .put("type", "app_mention")
                .put("user", "U1")
                .put("text", text)
                .put("ts", ts)
                .put("channel", channel)
                .put("event_ts", ts);
        if (!thread.isEmpty()) {
            event.put("thread_ts", thread);
        }
        answered(door.signer.event(door.events, delivery.toString()));
    }

    private String command(String text) {
        String body = answered(door.signer.command(door.events, text, "tr-" + ++sent, Map.of()));
        return body.isEmpty() ? "" : Rendered.read(body).path("text").asText();
    }

    private void send(ObjectNode interaction) {
        answered(door.signer.interaction(door.events, interaction.toString()));
    }

    private String answered(HttpRequest request) {
        var response = door.send(request);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** All words of blocks, also those of a confirmation. */
    private static String readable(JsonNode json) {
        StringBuilder text = new StringBuilder();
        json.forEach(each -> text.append(each.isContainerNode() ? readable(each) : each.asText() + "\n"));
        return text.toString();
    }

    private void await(Predicate<FakeSlack> condition) {
        try {
            door.slack.await(condition, PATIENCE);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CompletableFuture<Void> shown) {
        try {
            shown.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("it was not shown", e);
        }
    }
}
