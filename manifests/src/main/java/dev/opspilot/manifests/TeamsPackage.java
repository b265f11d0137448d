package dev.opspilot.manifests;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The package from which Microsoft Teams installs the app: the manifest and two icons. Immutable. */
public final class TeamsPackage {
    /** Where the bot's registration in Azure sends its messages. */
    public static final String MESSAGES_PATH = "/api/messages";

    /** The command of the menu on a message. */
    public static final String DRILL = "drill";

    static final String MANIFEST = "manifest.json";
    static final String COLOR = "color.png";
    static final String OUTLINE = "outline.png";

    private static final String NAME = "OpsPilot";
    private static final String VERSION = "1.0.0";
    /* One moment for all entries, so that the same input gives the same package. */
    private static final long SOME_TIME = 1_767_225_600_000L;

    private record Command(String title, String description) {}

    private static final List<Command> COMMANDS = List.of(
            new Command("incident", "Run an incident drill, as in: incident payments just failed"),
            new Command("brief", "What changed since the last brief"),
            new Command("experiment", "Plan an experiment, as in: experiment test freemium gating"),
            new Command("schedule", "What runs by itself, and when"),
            new Command("sessions", "What ran so far"),
            new Command("automation", "Workflows: show, run, dry-run, enable, disable"),
            new Command("policy", "What may act, and who must agree"),
            new Command("freeze", "When nothing is to be changed"),
            new Command("halt", "The kill switch: nothing acts any more"),
            new Command("help", "What you can type"));

    private record Starter(String title, String prompt) {}

    private static final List<Starter> STARTERS = List.of(
            new Starter("What changed overnight?", "What changed overnight?"),
            new Starter("Payments just failed", "incident payments just failed"),
            new Starter("Plan an experiment", "experiment test freemium gating"));

    private TeamsPackage() {}

    /**
     * The package as a zip file.
     *
     * @param publicUrl where people and Teams reach OpsPilot, as in {@code https://ops.example.com}
     * @param appId of the bot's registration
     * @throws IllegalArgumentException if the URL is no absolute https address without query or fragment
     */
    public static byte[] forApp(URI publicUrl, UUID appId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, MANIFEST, manifest(publicUrl, appId).getBytes(StandardCharsets.UTF_8));
            entry(zip, COLOR, Icon.color());
            entry(zip, OUTLINE, Icon.outline());
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(SOME_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** The manifest as JSON, schema version 1.30. */
    static String manifest(URI publicUrl, UUID appId) {
        String base = base(publicUrl);
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put(
                "$schema", "https://developer.microsoft.com/en-us/json-schemas/teams/v1.30/MicrosoftTeams.schema.json");
        manifest.put("manifestVersion", "1.30").put("version", VERSION).put("id", appId.toString());
        manifest.putObject("developer")
                .put("name", NAME)
                .put("websiteUrl", base)
                .put("privacyUrl", base)
                .put("termsOfUseUrl", base);
        manifest.putObject("name").put("short", NAME).put("full", NAME + ", an always-on COO");
        manifest.putObject("description")
                .put("short", "An always-on COO: from a question to evidenced action.")
                .put(
                        "full",
                        "OpsPilot tells what changed overnight, runs incident drills and plans revenue experiments where"
                                + " you talk. It asks your own sources side by side, shows a plan as it assembles, ranks"
                                + " suspects with the evidence for and against, and proposes what to do. Nothing is said"
                                + " without a receipt: every statement names its sources, and one press answers why."
                                + " Nothing is changed unless your policy allows it.");
        manifest.putObject("icons").put("color", COLOR).put("outline", OUTLINE);
        manifest.put("accentColor", "#1F2937");
        bots(manifest.putArray("bots").addObject(), appId);
        messageActions(manifest.putArray("composeExtensions").addObject(), appId);
        manifest.put("defaultInstallScope", "team");
        manifest.putArray("permissions").add("identity").add("messageTeamMembers");
        manifest.putArray("validDomains").add(publicUrl.getHost());
        return manifest.toPrettyString();
    }

    private static void bots(ObjectNode bot, UUID appId) {
        bot.put("botId", appId.toString());
        bot.putArray("scopes").add("personal").add("team").add("groupChat");
        bot.put("supportsFiles", false).put("isNotificationOnly", false).put("supportsTargetedMessages", true);
        ArrayNode lists = bot.putArray("commandLists");
        ObjectNode typed = lists.addObject();
        typed.putArray("scopes").add("team").add("groupChat").add("personal");
        ArrayNode commands = typed.putArray("commands");
        COMMANDS.forEach(
                each -> commands.addObject().put("title", each.title()).put("description", each.description()));
        ObjectNode starters = lists.addObject();
        starters.putArray("scopes").add("personal");
        ArrayNode prompts = starters.putArray("commands");
        STARTERS.forEach(each -> prompts.addObject()
                .put("title", each.title())
                .put("description", each.prompt())
                .put("type", "prompt")
                .put("prompt", each.prompt()));
    }

    private static void messageActions(ObjectNode extension, UUID appId) {
        extension.put("botId", appId.toString());
        ObjectNode drill = extension
                .putArray("commands")
                .addObject()
                .put("id", DRILL)
                .put("type", "action")
                .put("title", "Run an incident drill")
                .put("description", "Run an incident drill on this message")
                .put("fetchTask", true);
        drill.putArray("context").add("message").add("compose");
    }

    private static String base(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme())
                || url.getHost() == null
                || url.getQuery() != null
                || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    "Teams needs a public https address like https://ops.example.com: " + url);
        }
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
