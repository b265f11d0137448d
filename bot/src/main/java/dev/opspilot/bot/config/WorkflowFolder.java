package dev.opspilot.bot.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Workflows as files beside the configuration. */
record WorkflowFolder(Path base) implements WorkflowTexts {
    @Override
    public List<Text> at(String path) throws ConfigException {
        Path named = base.resolve(path);
        try {
            List<Text> texts = new ArrayList<>();
            for (Path file : files(named)) {
                texts.add(new Text(base.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8)));
            }
            return texts;
        } catch (IOException e) {
            throw new ConfigException(named + ": cannot be read ("
                    + e.getClass().getSimpleName() + "); name a file, or a folder of .yml files, beside opspilot.yml");
        }
    }

    private static List<Path> files(Path named) throws IOException {
        if (!Files.isDirectory(named)) {
            return List.of(named);
        }
        try (Stream<Path> all = Files.list(named)) {
            return all.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }
}
