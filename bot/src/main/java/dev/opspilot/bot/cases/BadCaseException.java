package dev.opspilot.bot.cases;

import java.nio.file.Path;

/** A recorded case that cannot be read; the message names file and line, and says what to do. */
public final class BadCaseException extends Exception {
    private static final long serialVersionUID = 1;

    BadCaseException(Path file, String problem) {
        super(file + ": " + problem);
    }

    BadCaseException(Path file, int line, String problem) {
        super(file + ", line " + line + ": " + problem);
    }
}
