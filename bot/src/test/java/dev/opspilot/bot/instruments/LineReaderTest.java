package dev.opspilot.bot.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LineReaderTest {

    @Test
    void readsLinesAndTheLastOneWithoutAnEnd() throws IOException {
        LineReader lines = new LineReader(bytes("ä\n\nlast"), 100);

        assertThat(lines.next()).contains(new LineReader.Line("ä", false));
        assertThat(lines.next()).contains(new LineReader.Line("", false));
        assertThat(lines.next()).contains(new LineReader.Line("last", false));
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void readsOverWhatIsTooLongAndGoesOnAfterIt() throws IOException {
        LineReader lines = new LineReader(bytes("x".repeat(100_000) + "\nnext\n"), 10);

        assertThat(lines.next()).contains(new LineReader.Line("x".repeat(10), true));
        assertThat(lines.next()).contains(new LineReader.Line("next", false));
        assertThat(lines.next()).isEmpty();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
