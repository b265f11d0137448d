package dev.opspilot.rituals.mind;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Text of a source that tries to command a model.
 *
 * @param place where it stands, as in {@code commit message}
 * @param text what stands there
 * @param obeyed what a model says that obeys it
 */
public record Injection(String place, String text, String obeyed) {

    /** All that are recorded. */
    public static List<Injection> all() {
        try (InputStream in = Objects.requireNonNull(Injection.class.getResourceAsStream("injections.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" \\| ", 3))
                    .map(parts -> new Injection(parts[0], parts[1], parts[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
