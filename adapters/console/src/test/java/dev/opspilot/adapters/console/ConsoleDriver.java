package dev.opspilot.adapters.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.play.Ruling;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.surface.Answer;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Heard.Button;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.Question;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.SessionViews;
import dev.opspilot.rituals.surface.Views;
import dev.opspilot.rituals.surface.parity.Seen;
import dev.opspilot.rituals.surface.parity.SurfaceDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the page's own scripts in Node, reads what they draw, and presses each button; what they send is what is heard. */
final class ConsoleDriver implements SurfaceDriver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Place PAGE = new Place("console", "", "", Optional.empty());

    private final Path page;
    private int sent;

    ConsoleDriver() throws IOException {
        page = Files.createTempDirectory("page");
        // Node takes a .js file for a module only where a package.json says so; the page's folder needs none.
        Files.writeString(page.resolve("package.json"), "{\"type\":\"module\"}");
        for (ConsolePage.PageFile file : ConsolePage.files()) {
            if (file.path().endsWith(".js")) {
                Files.writeString(page.resolve(file.path().substring("/console/".length())), file.content());
            }
        }
    }

    @Override
    public Place place() {
        return PAGE;
    }

    @Override
    public Seen session(SessionView view) {
        return visit(session(view, List.of()));
    }

    private static ObjectNode session(SessionView view, List<ReceiptChain.Stored> receipts) {
        ObjectNode visit = JSON.createObjectNode();
        visit.set("session", ConsoleJson.session(view));
        ObjectNode replies = visit.putObject("replies");
        String path = "/sessions/" + view.id();
        replies.set(path, ConsoleJson.session(view));
        replies.set(path + "/receipts", ConsoleJson.receipts(receipts));
        view.findings()
                .forEach(finding -> replies.set(
                        path + "/why/" + finding.id(),
                        ConsoleJson.why(view.why(finding.id()).orElseThrow())));
        return visit;
    }

    @Override
    public Seen receipts(SessionView view, List<ReceiptChain.Stored> receipts) {
        return visit(session(view, receipts).put("receipts", true));
    }

    @Override
    public Seen answer(SessionView view, Answer answer) {
        return switch (answer.content()) {
            case Answer.Content.Why why -> visit(session(view, why.readings()));
            case Answer.Content.Reply reply -> {
                Question question = new Question(
                        new HeardKey("asked"),
                        view.actor(),
                        view.place(),
                        reply.question(),
                        Views.START,
                        Optional.of(reply.explanation().finding()),
                        reply.mind(),
                        false);
                yield session(new SessionViews(view).withQuestions(List.of(question)));
            }
            case Answer.Content.Document document -> {
                ObjectNode visit = session(view, List.of());
                visit.withObject("/replies").put("/sessions/" + view.id() + "/document", document.markdown());
                yield visit(visit);
            }
        };
    }

    @Override
    public Seen told(Notice notice) {
        return Seen.NOTHING;
    }

    @Override
    public Seen policy(SessionView view, Notice notice) {
        ObjectNode visit = session(view, List.of());
        visit.withObject("/replies").set("/orders", ConsoleJson.notice(notice));
        return visit(visit);
    }

    @Override
    public Seen schedules(List<Schedules.Listed> listed, Notice notice) {
        return visit(home(listed));
    }

    private static ObjectNode home(List<Schedules.Listed> listed) {
        ObjectNode visit = JSON.createObjectNode();
        ObjectNode replies = visit.putObject("replies");
        ObjectNode rituals = replies.putObject("/rituals");
        for (RitualName ritual : RitualName.BY_NAME) {
            rituals.withArray("rituals")
                    .addObject()
                    .put("name", ritual.key())
                    .put("title", ritual.key())
                    .put("description", "")
                    .put("example", "")
                    .put("available", true);
        }
        replies.putObject("/sessions").putArray("sessions");
        replies.set("/schedules", ConsoleJson.schedules(listed));
        return visit;
    }

    @Override
    public Seen help() {
        return visit(home(List.of()));
    }

    @Override
    public Optional<Heard> type(String words) {
        return Optional.empty();
    }

    @Override
    public Optional<Heard> fillIn(RitualName ritual, String intent) {
        ObjectNode visit = home(List.of());
        visit.putObject("form").put("ritual", ritual.key()).put("intent", intent);
        return visit(visit).heard().stream().findFirst();
    }

    @Override
    public Optional<Heard> drillOn(String message) {
        return Optional.empty();
    }

    @Override
    public Optional<Heard> announce(SessionView view, String audience, String text) {
        return Optional.empty();
    }

    @Override
    public Optional<Heard> ask(SessionView about, String question) {
        ObjectNode visit = session(about, List.of());
        visit.putObject("form").put("question", question);
        return visit(visit).heard().stream().findFirst();
    }

    private Seen visit(ObjectNode visit) {
        try {
            Path in = Files.writeString(page.resolve("visit.json"), visit.toString());
            Path out = page.resolve("seen.json");
            Process node = new ProcessBuilder("node", "src/test/js/visit.mjs", page.toString(), "src/test/js")
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!node.waitFor(30, TimeUnit.SECONDS) || node.exitValue() != 0) {
                throw new AssertionError("the page could not be visited");
            }
            JsonNode seen = JSON.readTree(Files.readString(out, StandardCharsets.UTF_8));
            List<Heard> heard = new ArrayList<>();
            seen.path("sent").forEach(each -> heard(each).ifPresent(heard::add));
            return new Seen(seen.path("text").asText(), heard);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the API makes of a request; empty for one that only reads. */
    private Optional<Heard> heard(JsonNode request) {
        String[] path = request.path("path").asText().substring(1).split("/", -1);
        JsonNode body = request.path("body");
        String what = request.path("method").asText() + " " + path[0] + (path.length > 2 ? " " + path[2] : "");
        return switch (what) {
            case "GET sessions why" -> pressed(path[1], new Button.Why(new FindingId(path[3])));
            case "GET sessions document" -> pressed(path[1], new Button.PostIncident());
            case "POST sessions stop" -> pressed(path[1], new Button.Stop());
            case "POST sessions ratings" ->
                pressed(path[1], new Button.Rate(body.path("helpful").asBoolean()));
            case "POST sessions corrections" ->
                pressed(
                        path[1],
                        new Button.Correct(
                                RitualName.of(body.path("ritual").asText()).orElseThrow()));
            case "POST orders" ->
                Command.parse(body.path("command").asText()) instanceof Command.Order order
                        ? Optional.of(new Heard.Ordered(key(), Views.ANA, PAGE, order))
                        : Optional.empty();
            case "POST sessions plays" -> pressed(path[1], decision(path[3], body));
            case "POST sessions questions" ->
                Optional.of(new Heard.Asked(
                        key(),
                        Views.ANA,
                        PAGE,
                        new SessionId(path[1]),
                        body.path("question").asText()));
            case "POST sessions" ->
                Optional.of(new Heard.Said(
                        key(),
                        Views.ANA,
                        PAGE,
                        new SessionId("new"),
                        RitualName.of(body.path("ritual").asText()).orElseThrow(),
                        body.path("intent").asText(),
                        Optional.empty()));
            case "POST schedules runs" -> ordered("run " + path[1]);
            case "DELETE schedules" -> ordered("delete " + path[1]);
            case "PATCH schedules" ->
                body.path("state").asText().equals("paused") ? ordered("pause " + path[1]) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Heard> pressed(String session, Button button) {
        return Optional.of(new Heard.Pressed(key(), Views.ANA, PAGE, new SessionId(session), button));
    }

    private static Button decision(String play, JsonNode body) {
        Ruling.Choice choice = Arrays.stream(Ruling.Choice.values())
                .filter(each -> each.key().equals(body.path("decision").asText()))
                .findFirst()
                .orElseThrow();
        String digest = body.path("digest").asText();
        return new Button.Decide(
                new PlayId(play),
                choice,
                digest.isEmpty() ? Digest.NONE : new Digest(digest),
                body.path("reason").asText());
    }

    private Optional<Heard> ordered(String words) {
        return Optional.of(new Heard.Ordered(key(), Views.ANA, PAGE, new Command.Order(Command.Topic.SCHEDULE, words)));
    }

    private HeardKey key() {
        return new HeardKey("console/" + ++sent);
    }
}
