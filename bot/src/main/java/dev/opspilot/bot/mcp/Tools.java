package dev.opspilot.bot.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.adapters.console.ConsoleJson;
import dev.opspilot.bot.mcp.McpDoor.Documents;
import dev.opspilot.rituals.receipt.Depth;
import dev.opspilot.rituals.receipt.Explanation;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.ReceiptChain.Flaw;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.schedule.Schedules;
import dev.opspilot.rituals.session.StoreAwayException;
import dev.opspilot.rituals.surface.Archive;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Question;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.SessionView;
import dev.opspilot.rituals.surface.Wording;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be asked. Titles, descriptions and schemas stand in {@code mcp/tools.json}. None decides about a play: whoever
 * calls is a model, and an approval is a person's.
 */
final class Tools {
    private static final Logger LOG = LoggerFactory.getLogger(Tools.class);
    private static final int PAGE = 10;
    private static final int WAIT = 30;
    private static final String UNKNOWN_SESSION =
            "There is no session of this id. list_sessions lists the latest ones.";
    private static final String OTHER_KEY =
            "This idempotencyKey belongs to another request. Use a new one for what was not asked for before.";

    private final Desk desk;
    private final Schedules schedules;
    private final Documents documents;
    private final PageLinks links;
    private final JsonNode texts;

    Tools(Desk desk, Schedules schedules, Documents documents, PageLinks links, JsonNode texts) {
        this.desk = desk;
        this.schedules = schedules;
        this.documents = documents;
        this.links = links;
        this.texts = texts;
    }

    /** What a call comes to. */
    sealed interface Result {
        /** @param text says the same to whoever does not read the tree */
        record Good(String text, ObjectNode json) implements Result {}

        /** Markdown that is neutralised already; the invisible signs that part its addresses and mentions stay in it. */
        record Draft(String markdown, ObjectNode json) implements Result {}

        /** A mistake of the caller's, with what to do next. */
        record Bad(String why) implements Result {}
    }

    List<SyncToolSpecification> all() {
        return List.of(
                tool("start_ritual", this::start),
                tool("read_session", this::read),
                tool("list_sessions", this::list),
                tool("ask_why", this::why),
                tool("ask_session", this::ask),
                tool("read_receipts", this::receipts),
                tool("read_document", this::document),
                tool("list_schedules", _ -> schedules()));
    }

    private SyncToolSpecification tool(String name, Function<Arguments, Result> answer) {
        JsonNode text = texts.path("tools").path(name);
        JsonNode output = text.path("output");
        boolean acts = text.path("act").asBoolean();
        Tool tool = Tool.builder(name, McpJson.map(text.path("input")))
                .title(text.path("title").asText())
                .description(text.path("description").asText())
                .outputSchema(
                        McpJson.map(output.isTextual() ? texts.path("answers").path(output.textValue()) : output))
                .annotations(ToolAnnotations.builder()
                        .title(text.path("title").asText())
                        .readOnlyHint(!acts)
                        .destructiveHint(false)
                        .idempotentHint(!acts)
                        .openWorldHint(acts)
                        .build())
                .build();
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((_, request) ->
                        written(name, () -> answer.apply(new Arguments(McpJson.tree(request.arguments())))))
                .build();
    }

    private static CallToolResult written(String name, Supplier<Result> answer) {
        try {
            return switch (answer.get()) {
                case Result.Good(String text, ObjectNode json) -> good(text, Outside.visible(json));
                case Result.Draft(String markdown, ObjectNode json) ->
                    good(markdown, Outside.visible(json).put("markdown", markdown));
                case Result.Bad(String why) -> failed(why);
            };
        } catch (StoreAwayException e) {
            LOG.warn("The tool {} cannot reach the database", name, e);
            return failed(
                    "OpsPilot cannot reach its database now, or is asked too much at once. Try again in a moment.");
        } catch (RuntimeException e) {
            LOG.error("The tool {} failed", name, e);
            return failed("OpsPilot failed at this. Try again; if it stays, the server's log says why.");
        }
    }

    private static CallToolResult good(String text, ObjectNode json) {
        return CallToolResult.builder()
                .addTextContent(text)
                .structuredContent(McpJson.map(json))
                .build();
    }

    private static CallToolResult failed(String why) {
        return CallToolResult.builder().addTextContent(why).isError(true).build();
    }

    private Result start(Arguments arguments) {
        Optional<RitualName> ritual = RitualName.of(arguments.text("ritual"));
        if (ritual.isEmpty()) {
            return new Result.Bad("The argument ritual is one of incident, brief, experiment.");
        }
        return switch (Command.launch(ritual.get(), arguments.text("intent"))) {
            case Command.Help _ ->
                new Result.Bad(
                        "Say in the argument intent what it is about, in a few words, as in: payments just failed.");
            case Command.Launch launch ->
                desk.begin(launch, arguments.key(), arguments.wait(WAIT))
                        .<Result>map(this::session)
                        .orElseGet(() -> new Result.Bad(OTHER_KEY));
        };
    }

    private Result read(Arguments arguments) {
        return desk.settled(arguments.text("session"), arguments.wait(0))
                .<Result>map(this::session)
                .orElseGet(() -> new Result.Bad(UNKNOWN_SESSION));
    }

    private Result session(SessionView view) {
        String link = links.session(view.id());
        return new Result.Good(
                SessionText.session(view, link), ConsoleJson.session(view).put("url", link));
    }

    private Result about(Arguments arguments, Function<SessionView, Result> answer) {
        return desk.session(arguments.text("session")).map(answer).orElseGet(() -> new Result.Bad(UNKNOWN_SESSION));
    }

    private Result list(Arguments arguments) {
        Archive.Page page = desk.archive()
                .page(new Archive.Query(
                        arguments.text("words"),
                        arguments.flag("live"),
                        arguments.given("after"),
                        arguments.number("limit", PAGE)));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode sessions = json.putArray("sessions");
        for (Archive.Entry each : page.entries()) {
            sessions.addObject()
                    .put("id", each.id().value())
                    .put("url", links.session(each.id()))
                    .put("ritual", each.ritual().key())
                    .put("intent", each.intent())
                    .put("status", each.status().name().toLowerCase(Locale.ROOT))
                    .put("headline", each.headline())
                    .put("startedAt", each.startedAt().toString())
                    .put("actor", each.actor().actor());
        }
        json.put("next", page.next().orElse(null)).put("total", page.total());
        String lines = page.entries().stream()
                .map(each ->
                        "- " + each.id() + ": " + Wording.ritual(each.ritual()) + " “" + Outside.line(each.intent())
                                + "”, " + Wording.state(each.status()) + ", " + each.startedAt()
                                + (each.headline().isEmpty() ? "" : ". " + Outside.line(each.headline())))
                .collect(Collectors.joining("\n"));
        return new Result.Good(lines.isEmpty() ? "There are no such sessions." : lines, json);
    }

    private Result why(Arguments arguments) {
        Depth depth = Depth.valueOf(arguments.text("depth", "claim").toUpperCase(Locale.ROOT));
        FindingId finding = new FindingId(arguments.text("finding", FindingId.VERDICT.value()));
        return about(
                arguments,
                view -> view.why(finding)
                        .<Result>map(why -> explained(view, why, depth))
                        .orElseGet(() -> new Result.Bad(noFinding(view))));
    }

    private static String noFinding(SessionView view) {
        String known = view.findings().stream().map(each -> each.id().value()).collect(Collectors.joining(", "));
        return known.isEmpty()
                ? "The session has no findings yet. read_session with waitSeconds waits for them."
                : "The session has no such finding. It has: " + known + ".";
    }

    private Result explained(SessionView view, Explanation why, Depth depth) {
        List<ReceiptChain.Stored> readings = depth == Depth.READING ? readings(view.id(), why) : List.of();
        ObjectNode json = why(view, why);
        if (depth == Depth.READING) {
            ArrayNode list = json.putArray("readings");
            readings.forEach(each -> list.addObject()
                    .put("receipt", each.receipt().id().value())
                    .put("result", SessionText.reading(each)));
        }
        return new Result.Good(SessionText.why(why, depth, readings), json);
    }

    private ObjectNode why(SessionView view, Explanation why) {
        return ConsoleJson.why(why).put("session", view.id().value()).put("url", links.session(view.id()));
    }

    private List<ReceiptChain.Stored> readings(SessionId session, Explanation why) {
        return desk.receipts(session).stream()
                .filter(each -> why.byId().containsKey(each.receipt().id()))
                .toList();
    }

    private Result ask(Arguments arguments) {
        // As every surface does it: one line of plain text.
        String words = Outside.line(arguments.text("question"));
        return words.isBlank()
                ? new Result.Bad("The argument question asks something.")
                : about(arguments, view -> asked(view, words, arguments));
    }

    private Result asked(SessionView view, String words, Arguments arguments) {
        Optional<Question> found = desk.ask(view, words, arguments.key(), arguments.wait(WAIT));
        if (found.filter(each -> !each.text().equals(words)).isPresent()) {
            return new Result.Bad(OTHER_KEY);
        }
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("session", view.id().value())
                .put("url", links.session(view.id()))
                .put("question", words)
                .put("by", found.map(Question::mind).orElse(""));
        Optional<Explanation> answer = found.flatMap(Question::answer)
                .flatMap(finding -> desk.session(view.id().value()).flatMap(now -> now.why(finding.id())));
        json.put("answered", answer.isPresent());
        json.set("answer", answer.map(each -> why(view, each)).orElse(null));
        return new Result.Good(
                answer.map(each -> SessionText.why(each, Depth.CALCULATION, List.of()))
                        .orElseGet(() -> unanswered(found)),
                json);
    }

    private static String unanswered(Optional<Question> asked) {
        return asked.filter(each -> !each.open()).isPresent()
                ? "This session could not read any source, so there is nothing to answer from."
                : "There is no answer yet. read_session tells it under questions.";
    }

    private Result receipts(Arguments arguments) {
        return about(arguments, view -> {
            List<ReceiptChain.Stored> stored = desk.receipts(view.id());
            Optional<Flaw> flaw = ReceiptChain.verify(view.id(), stored);
            ObjectNode json = ConsoleJson.receipts(stored);
            json.path("receipts").forEach(each -> ((ObjectNode) each).remove("result"));
            String found = flaw.map(each -> "Receipt " + each.receipt() + " " + each.what() + ".")
                    .orElse("The chain is unbroken: every hash and digest was recomputed and holds.");
            json.put("session", view.id().value())
                    .put("url", links.session(view.id()))
                    .put("verified", flaw.isEmpty())
                    .put("flaw", flaw.map(_ -> found).orElse(null));
            return new Result.Good(stored.size() + " receipts. " + found, json);
        });
    }

    private Result document(Arguments arguments) {
        return about(
                arguments,
                view -> documents
                        .of(view)
                        .<Result>map(each -> new Result.Draft(
                                each.markdown(),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("session", view.id().value())
                                        .put("url", links.session(view.id()))
                                        .put("title", each.title())))
                        .orElseGet(() -> new Result.Bad(
                                "The session has no document. An incident drill has one, once it has a verdict.")));
    }

    private Result schedules() {
        List<Schedules.Listed> listed = schedules.seenFrom(desk.place(), desk.person());
        return new Result.Good(
                listed.isEmpty()
                        ? "Nothing is scheduled."
                        : listed.size() + " schedules; they are in the structured content.",
                ConsoleJson.schedules(listed));
    }
}
