package dev.opspilot.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class TeamsPackageTest {
    private static final URI URL = URI.create("https://ops.example.com");
    private static final UUID APP = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final String SCHEMA = "teams-manifest-1.30.schema.json";

    private static Map<String, byte[]> entries() throws Exception {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(TeamsPackage.forApp(URL, APP)))) {
            for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                entries.put(each.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static JsonNode manifest() throws Exception {
        return new ObjectMapper().readTree(entries().get("manifest.json"));
    }

    @Test
    void holdsTheManifestAndTheIconsThatItNames() throws Exception {
        Map<String, byte[]> entries = entries();

        assertThat(entries.keySet())
                .containsExactlyInAnyOrder(
                        "manifest.json",
                        manifest().at("/icons/color").asText(),
                        manifest().at("/icons/outline").asText());
        assertThat(manifest().at("/bots/0/botId").asText()).isEqualTo(APP.toString());
        assertThat(manifest().at("/validDomains/0").asText()).isEqualTo("ops.example.com");
    }

    @Test
    void theIconsAreAsTeamsWantsThem() throws Exception {
        BufferedImage color = ImageIO.read(new ByteArrayInputStream(entries().get("color.png")));
        BufferedImage outline = ImageIO.read(new ByteArrayInputStream(entries().get("outline.png")));

        assertThat(List.of(color.getWidth(), color.getHeight())).containsExactly(192, 192);
        assertThat(List.of(outline.getWidth(), outline.getHeight())).containsExactly(32, 32);
        int drawn = 0;
        for (int i = 0; i < 32 * 32; i++) {
            int pixel = outline.getRGB(i % 32, i / 32);
            if (pixel >>> 24 != 0) {
                drawn++;
                assertThat(pixel & 0xFFFFFF).isEqualTo(0xFFFFFF);
            }
        }
        assertThat(drawn).isBetween(50, 900);
    }

    @Test
    void theSameInputGivesTheSamePackage() {
        assertThat(TeamsPackage.forApp(URL, APP)).isEqualTo(TeamsPackage.forApp(URL, APP));
    }

    @Test
    void whatTeamsCannotReachIsRefused() {
        for (String bad :
                List.of("http://ops.example.com", "ops.example.com", "https:///x", "https://a.example/?x=1")) {
            assertThatThrownBy(() -> TeamsPackage.forApp(URI.create(bad), APP))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The schema of Teams is not part of the project: this runs where {@code OPSPILOT_SCHEMAS} or a folder shared/schemas above this one has it. */
    @Test
    void theSchemaOfTeamsAcceptsTheManifest() throws Exception {
        Path schema = schemas().resolve(SCHEMA);
        assumeTrue(Files.isReadable(schema), "no schema at " + schema);

        // A backspace in a class of characters, which JavaScript's patterns know and Java's do not.
        String readable = Files.readString(schema).replace("\\\\f\\\\b\\\\v", "\\\\f\\\\u0008\\\\v");
        var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                .getSchema(readable, InputFormat.JSON)
                .validate(TeamsPackage.manifest(URL, APP), InputFormat.JSON);

        assertThat(errors).isEmpty();
    }

    private static Path schemas() {
        return Optional.ofNullable(System.getenv("OPSPILOT_SCHEMAS"))
                .map(Path::of)
                .or(() -> Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(folder -> folder.resolve("shared/schemas"))
                        .filter(Files::isDirectory)
                        .findFirst())
                .orElse(Path.of("shared/schemas"));
    }
}
