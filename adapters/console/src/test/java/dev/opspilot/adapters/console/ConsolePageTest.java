package dev.opspilot.adapters.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.console.ConsolePage.PageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ConsolePageTest {
    private static final List<PageFile> FILES = ConsolePage.files();
    private static final Pattern REFERENCE = Pattern.compile("(?:from '\\./|(?:href|src)=\"/console/)([\\w.]+)[\"']");

    @Test
    void everyFileOfThePageIsServed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/console"))) {
            assertThat(FILES.stream()
                            .map(file -> file.path().equals("/")
                                    ? "index.html"
                                    : file.path().substring(9)))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void everyFileThatIsReferredToIsThere() {
        List<String> paths = FILES.stream().map(PageFile::path).toList();
        for (PageFile file : FILES) {
            Matcher reference = REFERENCE.matcher(file.content());
            while (reference.find()) {
                assertThat(paths).as(file.path()).contains("/console/" + reference.group(1));
            }
        }
    }

    @Test
    void noDataIsEverParsedAsMarkup() {
        assertThat(FILES)
                .filteredOn(file -> file.path().endsWith(".js"))
                .allSatisfy(file -> assertThat(file.content())
                        .doesNotContainPattern(
                                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function"));
    }

    @Test
    void nothingIsFetchedFromElsewhere() {
        String all = FILES.stream().map(PageFile::content).collect(Collectors.joining("\n"));
        assertThat(all.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContainPattern("(https?:)?//[a-z0-9-]+\\.[a-z]");
    }
}
