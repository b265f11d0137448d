package dev.opspilot.adapters.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.teams.testkit.FakeConnector.Posted;
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
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads messages and cards as Teams got them, and presses what stands on them as Teams' clients do. */
final class TeamsDriver implements SurfaceDriver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 10;
    private static final Set<String> HIDDEN = Set.of("fallback", "data", "refresh");
    private static final Set<String> SHOWN =
            Set.of("text", "title", "label", "value", "placeholder", "legend", "x", "y", "name", "abstract");

    private final TeamsDoor door;
    private int channels;
    private int sent;

    TeamsDriver(TeamsDoor door) {
        this.door = door;
    }

    @Override
    public Place place() {
        String channel = "19:parity-" + channels++ + "@thread.tacv2";
        post(Sent.activity("typing", "t" + ++sent, channel, "channel", service()));
        return new Place("teams", TeamsDoor.TENANT, channel, Optional.empty());
    }

    @Override
    public Seen session(SessionView view) {
        door.views.put(view.id(), view);
        await(door.adapter.surface().show(view));
        return seen(door.teams.messages(view.place().channel()).getFirst());
    }

    @Override
    public Seen receipts(SessionView view, List<ReceiptChain.Stored> receipts) {
        session(view);
        door.views.put(view.id(), receipts);
        Posted message = door.teams.messages(view.place().channel()).getFirst();
        JsonNode action = message.activity().findParents("title").stream()
                .filter(each -> each.path("title").asText().equals("Receipts"))
                .findFirst()
                .orElseThrow();
        StringBuilder text = new StringBuilder();
        JsonNode page = invoke(message, "task/fetch", value("data", action.path("data")));
        Optional<JsonNode> next = Optional.of(page);
        while (next.isPresent()) {
            page = next.get();
            text.append(readable(page));
            next = page.at("/task/value/card/content/actions").findParents("title").stream()
                    .filter(each -> each.path("title").asText().equals("Next"))
                    .findFirst()
                    .map(each -> invoke(message, "task/submit", value("data", each.path("data"))));
        }
        return new Seen(text.toString(), List.of());
    }

    @Override
    public Seen answer(SessionView view, Answer answer) {
        door.views.put(view.id(), view);
        await(door.adapter.surface().answer(answer));
        return seen(door.teams.messages(view.place().channel()).getLast());
    }

    @Override
    public Seen told(Notice notice) {
        Place place = place();
        await(door.adapter.surface().tell(new HeardKey("parity/told-" + ++sent), Views.ANA, place, notice));
        return seen(door.teams.messages(place.channel()).getLast());
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
        Place place = place();
        ObjectNode mention = Sent.mention("m" + ++sent, "help", service());
        mention.withObject("/conversation").put("id", place.channel());
        post(mention);
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS); System.nanoTime() < end; ) {
            Thread.onSpinWait();
            if (!door.teams.messages(place.channel()).isEmpty()) {
                return seen(door.teams.messages(place.channel()).getFirst());
            }
        }
        throw new AssertionError("no help came");
    }

    @Override
    public Optional<Heard> type(String words) {
        return heard(() -> post(Sent.mention("m" + ++sent, words, service())));
    }

    @Override
    public Optional<Heard> fillIn(RitualName ritual, String intent) {
        return heard(() -> {
            JsonNode form = post(Sent.invoke("i" + ++sent, "task/fetch", JSON.createObjectNode(), service()));
            post(Sent.invoke("i" + ++sent, "task/submit", value("data", filled(form, ritual, intent)), service()));
        });
    }

    @Override
    public Optional<Heard> drillOn(String message) {
        type("help"); // an app is acted with only where it was added
        return heard(() -> {
            ObjectNode payload = JSON.createObjectNode().put("commandId", "drill");
            payload.putObject("messagePayload")
                    .put("id", "1000")
                    .putObject("body")
                    .put("contentType", "html")
                    .put("content", "<div>" + message + "</div>");
            JsonNode form =
                    post(Sent.invoke("i" + ++sent, "composeExtension/fetchTask", payload.deepCopy(), service()));
            String intent = form.at("/task/value/card/content/body").findParents("value").stream()
                    .filter(each -> each.path("id").asText().equals("intent"))
                    .findFirst()
                    .orElseThrow()
                    .path("value")
                    .asText();
            payload.set("data", filled(form, RitualName.INCIDENT, intent));
            post(Sent.invoke("i" + ++sent, "composeExtension/submitAction", payload, service()));
        });
    }

    private static JsonNode filled(JsonNode form, RitualName ritual, String intent) {
        return ((ObjectNode) form.at("/task/value/card/content/actions/0/data"))
                .put("ritual", ritual.key())
                .put("intent", intent);
    }

    @Override
    public Optional<Heard> announce(SessionView view, String audience, String text) {
        session(view);
        Posted message = door.teams.messages(view.place().channel()).getFirst();
        JsonNode opener = message.activity().findParents("audience").stream()
                .filter(each -> each.path("audience").asText().equals(audience))
                .findFirst()
                .orElseThrow();
        return heard(() -> {
            JsonNode form = invoke(message, "task/fetch", value("data", opener));
            JsonNode data = ((ObjectNode) form.at("/task/value/card/content/actions/0/data")).put("text", text);
            invoke(message, "task/submit", value("data", data));
        });
    }

    @Override
    public Optional<Heard> ask(SessionView about, String question) {
        session(about);
        Posted message = door.teams.messages(about.place().channel()).getFirst();
        return heard(() -> {
            ObjectNode mention = Sent.mention("m" + ++sent, question, service());
            mention.withObject("/conversation").put("id", message.conversation());
            post(mention);
        });
    }

    private Optional<Heard> heard(Runnable deed) {
        door.inbox.forget();
        deed.run();
        return door.inbox.heard().stream().findFirst();
    }

    /** A message with all pages of its card. */
    private Seen seen(Posted message) {
        door.inbox.forget();
        StringBuilder text = new StringBuilder();
        press(message, message.activity(), text, new HashSet<>());
        if (message.activity().at("/channelData").toString().contains("feedback")) {
            for (String reaction : List.of("like", "dislike")) {
                ObjectNode feedback = JSON.createObjectNode().put("actionName", "feedback");
                feedback.putObject("actionValue").put("reaction", reaction).put("feedback", "{}");
                invoke(message, "message/submitAction", feedback);
            }
        }
        return new Seen(text.toString(), new ArrayList<>(door.inbox.heard()));
    }

    private void press(Posted message, JsonNode shown, StringBuilder text, Set<JsonNode> done) {
        text.append(readable(shown));
        for (JsonNode action : shown.findParents("verb")) {
            boolean isAction = action.path("type").asText().equals("Action.Execute");
            if (isAction && done.add(action)) {
                JsonNode answer = invoke(message, "adaptiveCard/action", value("action", action));
                if (action.path("title").asText().equals("Show more")) {
                    press(message, answer.path("value"), text, done);
                }
            }
        }
    }

    private JsonNode invoke(Posted message, String name, ObjectNode value) {
        ObjectNode invoke = Sent.invoke("i" + ++sent, name, value, service()).put("replyToId", message.id());
        invoke.withObject("/conversation").put("id", message.conversation());
        return post(invoke);
    }

    private static ObjectNode value(String name, JsonNode part) {
        ObjectNode value = JSON.createObjectNode();
        value.set(name, part);
        return value;
    }

    private JsonNode post(ObjectNode activity) {
        var response = door.send(Optional.empty(), activity.toString());
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        try {
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    private String service() {
        return door.teams.serviceUrl().toString();
    }

    /** All words of a card, also those that are folded away. What only programs and screen readers get is left out. */
    private static String readable(JsonNode json) {
        StringBuilder text = new StringBuilder();
        json.properties().forEach(each -> {
            JsonNode value = each.getValue();
            if (value.isContainerNode() && !HIDDEN.contains(each.getKey())) {
                text.append(readable(value));
            } else if (SHOWN.contains(each.getKey())) {
                text.append(read(value.asText())).append('\n');
            }
        });
        if (json.isArray()) {
            json.forEach(each -> text.append(each.isContainerNode() ? readable(each) : read(each.asText()) + "\n"));
        }
        return text.toString();
    }

    /** As a reader in Greenwich sees it. */
    private static String read(String text) {
        return text.replaceAll("\\{\\{TIME\\([0-9-]+T(\\d\\d:\\d\\d):\\d\\dZ\\)}}", "$1 UTC");
    }

    private static void await(CompletableFuture<Void> shown) {
        try {
            shown.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("it was not shown", e);
        }
    }
}
