package dev.opspilot.adapters.slack.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Slack's Web API as far as OpsPilot uses it, on a port of this machine. Keeps messages in their latest state, refuses
 * what Slack refuses with Slack's error codes, keeps the tiers when told to, and fails on demand. Thread-safe.
 */
public final class FakeSlack implements AutoCloseable {
    /** A message in its latest state; its revision counts the updates. */
    public record Posted(
            String ts, Optional<String> thread, String text, JsonNode blocks, JsonNode metadata, int revisions) {}

    /** What was said to one person. */
    public record Whispered(String channel, Optional<String> thread, String user, String text, JsonNode blocks) {}

    /** A call, whatever became of it; the error is empty for one that worked. */
    public record Called(String method, String channel, Instant at, String error) {}

    /* What says that the caller erred, and not that something happened meanwhile. */
    private static final Set<String> WRONG = Set.of(
            "no_text",
            "msg_too_long",
            "invalid_blocks",
            "invalid_chunks",
            "invalid_metadata_format",
            "invalid_thread_ts",
            "missing_recipient_user_id",
            "missing_recipient_team_id",
            "streaming_mode_mismatch",
            "cannot_provide_both_markdown_text_and_chunks",
            "invalid_arguments",
            "unknown_method",
            "not_authed");

    /** Answers the calls of a method that has nothing to do with messages. */
    public interface Stub {
        /** @param token of the call; empty where it has none */
        ObjectNode answer(String token, Map<String, String> form);
    }

    private final InstantSource clock;
    private final WireMockServer server;
    private final Map<String, Stub> stubs = new HashMap<>();
    private final Map<String, List<String>> tokens = new HashMap<>();
    private final Troubles troubles = new Troubles();
    private final List<Called> calls = new ArrayList<>();
    private final List<Called> invalid = new ArrayList<>();
    private final Tiers tiers = new Tiers();
    private final FakeViews views = new FakeViews();
    private final FakeChat chat;
    private boolean tiersKept;
    private boolean uninstalled;

    private FakeSlack(InstantSource clock) {
        this.clock = clock;
        this.chat = new FakeChat(clock);
        this.server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .disableRequestJournal()
                .extensions(new Answers()));
        server.stubFor(WireMock.post(WireMock.urlPathMatching("/api/.*")).willReturn(WireMock.ok()));
    }

    /** One on a free port, whose time is that of the clock. */
    public static FakeSlack start(InstantSource clock) {
        FakeSlack slack = new FakeSlack(clock);
        slack.server.start();
        return slack;
    }

    /** What {@code SLACK_API_URL} is to be. */
    public URI apiUrl() {
        return URI.create("http://127.0.0.1:" + server.port() + "/api/");
    }

    /** Answers the method so from now on. */
    public synchronized void stub(String method, Stub stub) {
        stubs.put(method, stub);
    }

    /** Answers the method again as it does without a test's word. */
    public synchronized void unstub(String method) {
        stubs.remove(method);
    }

    /** An answer with which Slack agrees, to be filled. */
    public static ObjectNode ok() {
        return Reply.ok();
    }

    /** An answer with which Slack refuses. */
    public static ObjectNode refusal(String error) {
        return Reply.error(error);
    }

    /** The tokens that a method was called with so far. */
    public synchronized List<String> tokens(String method) {
        return List.copyOf(tokens.getOrDefault(method, List.of()));
    }

    /** Answers 429 from now on when a tier is exceeded. */
    public synchronized void keepTiers() {
        tiersKept = true;
    }

    /** The next calls of the method get 429. */
    public synchronized void limit(String method, int retryAfterSeconds, int times) {
        troubles.plan(method, Troubles.Kind.LIMIT, Integer.toString(retryAfterSeconds), times);
    }

    /** The next calls of the method get 503. */
    public synchronized void breakDown(String method, int times) {
        troubles.plan(method, Troubles.Kind.SERVER_ERROR, "", times);
    }

    /** The next calls of the method are lost on the way to Slack. */
    public synchronized void dropBefore(String method, int times) {
        troubles.plan(method, Troubles.Kind.DROP_UNDONE, "", times);
    }

    /** The next calls of the method are done, and the answer is lost. */
    public synchronized void dropAfter(String method, int times) {
        troubles.plan(method, Troubles.Kind.DROP_DONE, "", times);
    }

    /** The next calls of the method are refused with one of Slack's error codes. */
    public synchronized void refuse(String method, String error, int times) {
        troubles.plan(method, Troubles.Kind.REFUSE, error, times);
    }

    /** Forgets everything that was done or planned. */
    public synchronized void forget() {
        chat.forget();
        troubles.clear();
        calls.clear();
        views.forget();
        invalid.clear();
        tiers.clear();
        tiersKept = false;
        uninstalled = false;
        tokens.clear();
    }

    /** Takes the bot out of a channel, which it can join again if it is public. */
    public synchronized void withoutBot(String channel, boolean isPublic) {
        chat.channel(channel).withoutBot(isPublic);
    }

    /** Somebody archives a channel. */
    public synchronized void archive(String channel) {
        chat.channel(channel).archive();
    }

    /** Somebody deletes a channel. */
    public synchronized void deleteChannel(String channel) {
        chat.channel(channel).delete();
    }

    /** A conversation is one of others: a private channel, or a direct message between them. */
    public synchronized void conceal(String channel) {
        chat.channel(channel).delete();
    }

    /** A channel is again as at first: the bot is in it. */
    public synchronized void withBot(String channel) {
        chat.channel(channel).withBot();
    }

    /** Somebody takes the app out of the workspace: no token is good any more. */
    public synchronized void uninstall() {
        uninstalled = true;
    }

    /** The person whom a message is streamed to presses its stop button. */
    public synchronized void stopByUser(String channel, String ts) {
        chat.channel(channel).stopByUser(ts);
    }

    /** Whether a message takes more of its stream. */
    public synchronized boolean isLive(String channel, String ts) {
        return chat.channel(channel).isLive(ts, clock.instant());
    }

    /** The calls that Slack refused as wrong in themselves; a planned refusal is none. */
    public synchronized List<Called> invalid() {
        return List.copyOf(invalid);
    }

    /** Somebody deletes a message. */
    public synchronized void delete(String channel, String ts) {
        chat.channel(channel).remove(ts);
    }

    /** The messages of a channel and its threads in their latest state, in the order of posting. */
    public synchronized List<Posted> messages(String channel) {
        return chat.channel(channel).messages();
    }

    public synchronized List<Whispered> whispers() {
        return chat.whispers();
    }

    /** The modals that were opened, by their ids, each as it stands. */
    public synchronized Map<String, JsonNode> modals() {
        return views.open();
    }

    /** What a person sees in App Home; empty while nothing was published. */
    public synchronized Optional<JsonNode> home(String user) {
        return views.home(user);
    }

    /** The hash of what a person sees in App Home. */
    public synchronized Optional<String> homeHash(String user) {
        return views.hash(user);
    }

    /** App Home is switched off. */
    public synchronized void withoutHome() {
        views.withoutHome();
    }

    /** Another node publishes somebody's App Home. */
    public synchronized void republishHome(String user) {
        views.republish(user);
    }

    /** What was said of agent sessions, thread statuses and prompts: the fields of each call, with its method. */
    public synchronized List<Map<String, String>> statuses() {
        return views.statuses();
    }

    /** Every call so far, in the order of arrival. */
    public synchronized List<Called> calls() {
        return List.copyOf(calls);
    }

    /** Every call of one method so far. */
    public List<Called> calls(String method) {
        return calls().stream().filter(call -> call.method().equals(method)).toList();
    }

    /**
     * Returns when something has become true of this Slack.
     *
     * @throws AssertionError if it has not within the time
     */
    public synchronized void await(Predicate<FakeSlack> condition, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.test(this)) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("not within " + atMost + ", calls so far: " + calls);
            }
            wait(left);
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private synchronized ResponseDefinition answer(String method, String authorization, Map<String, String> form) {
        String channel = form.getOrDefault("channel", "");
        Optional<Troubles.Planned> now = troubles.next(method);
        Troubles.Kind trouble = now.map(Troubles.Planned::kind).orElse(null);
        int wait = tiersKept ? tiers.secondsToWait(method, channel, clock.instant()) : 0;
        if (trouble == Troubles.Kind.LIMIT || wait > 0) {
            calls.add(new Called(method, channel, clock.instant(), "ratelimited"));
            String seconds =
                    wait > 0 ? Integer.toString(wait) : now.orElseThrow().detail();
            return Reply.json(Reply.error("ratelimited"))
                    .withStatus(429)
                    .withHeader("Retry-After", seconds)
                    .build();
        }
        if (trouble == Troubles.Kind.SERVER_ERROR || trouble == Troubles.Kind.DROP_UNDONE) {
            calls.add(new Called(method, channel, clock.instant(), trouble.name()));
            return trouble == Troubles.Kind.SERVER_ERROR
                    ? new ResponseDefinitionBuilder()
                            .withStatus(503)
                            .withBody("down")
                            .build()
                    : Reply.dropped();
        }
        ObjectNode body = trouble == Troubles.Kind.REFUSE
                ? Reply.error(now.orElseThrow().detail())
                : taken(method, authorization, form);
        Called called =
                new Called(method, channel, clock.instant(), body.path("error").asText());
        calls.add(called);
        if (trouble != Troubles.Kind.REFUSE && WRONG.contains(called.error())) {
            invalid.add(called);
        }
        return trouble == Troubles.Kind.DROP_DONE
                ? Reply.dropped()
                : Reply.json(body).build();
    }

    private ObjectNode taken(String method, String authorization, Map<String, String> form) {
        String token =
                authorization.startsWith("Bearer ") ? authorization.substring(7) : form.getOrDefault("token", "");
        tokens.computeIfAbsent(method, _ -> new ArrayList<>()).add(token);
        Stub stub = stubs.get(method);
        if (stub != null) {
            return stub.answer(token, form);
        }
        if (uninstalled) {
            return Reply.error("account_inactive");
        }
        return token.isEmpty() ? Reply.error("not_authed") : done(method, form);
    }

    private ObjectNode done(String method, Map<String, String> form) {
        return switch (method) {
            case "auth.test" ->
                Reply.ok()
                        .put("team_id", "T1")
                        .put("team", "Acme")
                        .put("user", "opspilot")
                        .put("user_id", "UBOT")
                        .put("bot_id", "BBOT")
                        .put("url", "https://acme.slack.com/");
            case "users.info" -> member(form.getOrDefault("user", ""));
            case "usergroups.list" -> {
                ObjectNode none = Reply.ok();
                none.putArray("usergroups");
                yield none;
            }
            default -> chat.done(method, form).orElseGet(() -> views.done(method, form));
        };
    }

    /** Everybody is a full member, unless a test says otherwise. */
    private static ObjectNode member(String user) {
        ObjectNode ok = Reply.ok();
        ok.putObject("user").put("id", user).put("team_id", "T1").put("tz", "Europe/London");
        return ok;
    }

    /** Where WireMock asks for an answer. */
    private final class Answers implements ResponseDefinitionTransformerV2 {
        @Override
        public String getName() {
            return "fake-slack";
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            String path = event.getRequest().getUrl();
            Map<String, String> form = new HashMap<>();
            for (String pair : event.getRequest().getBodyAsString().split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
            String authorization = Optional.ofNullable(event.getRequest().getHeader("Authorization"))
                    .orElse("");
            synchronized (FakeSlack.this) {
                FakeSlack.this.notifyAll();
                return answer(path.substring(path.lastIndexOf('/') + 1), authorization, form);
            }
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }
}
