package dev.opspilot.rituals.analysis.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of {@code vectors.csv}: what a function must give, and who says so. */
record Vector(String function, Map<String, String> inputs, List<Double> expected, String source) {

    static List<Vector> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Vector.class.getResourceAsStream("vectors.csv")), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(Vector::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector of(String line) {
        String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
        Map<String, String> inputs = Arrays.stream(cells[1].replace("\"", "").split(" "))
                .map(input -> input.split("=", 2))
                .collect(Collectors.toMap(input -> input[0], input -> input[1]));
        return new Vector(cells[0], inputs, doubles(cells[2], " "), cells[3]);
    }

    double number(String name) {
        return Double.parseDouble(text(name));
    }

    double number(String name, double otherwise) {
        return inputs.containsKey(name) ? number(name) : otherwise;
    }

    String text(String name) {
        return Objects.requireNonNull(inputs.get(name), name);
    }

    List<Double> numbers(String name) {
        return doubles(text(name), ";");
    }

    Sample sample(String name) {
        if (text(name).contains("/")) {
            String[] parts = text(name).split("/", -1);
            return new Sample.Proportion(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }
        List<Double> parts = numbers(name);
        return new Sample.Mean(Math.round(parts.get(0)), parts.get(1), parts.get(2));
    }

    Measure measure() {
        return inputs.containsKey("variance")
                ? new Measure.Mean(number("baseline"), number("variance"))
                : new Measure.Proportion(number("baseline"));
    }

    Sides sides() {
        return inputs.containsKey("sides") ? Sides.valueOf(text("sides")) : Sides.TWO;
    }

    private static List<Double> doubles(String text, String by) {
        return Stream.of(text.split(by)).map(Double::valueOf).toList();
    }

    @Override
    public String toString() {
        return function + " " + inputs + " by " + source;
    }
}
