package dev.opspilot.bot.config;

import java.util.List;

/** Finds the workflows that a configuration names. */
public interface WorkflowTexts {

    /** There are none. */
    WorkflowTexts NONE = _ -> List.of();

    /** A workflow as somebody wrote it; the name stands for its file in messages. */
    record Text(String name, String yaml) {}

    /**
     * The texts behind a path: of one file, or of all files of a folder whose names end in {@code .yml} or {@code .yaml}.
     *
     * @throws ConfigException if there is nothing to read there
     */
    List<Text> at(String path) throws ConfigException;
}
