package dev.opspilot.bot.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the process lives, and whether it can do its work. */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final List<ReadyCheck> checks;
    private final Duration limit;

    Health(List<ReadyCheck> checks, Duration limit) {
        this.checks = List.copyOf(checks);
        this.limit = limit;
    }

    static Reply alive() {
        return Reply.Json.ok(JsonNodeFactory.instance.objectNode().put("status", "alive"));
    }

    /** Asks all checks side by side. */
    Reply ready() {
        List<CompletableFuture<Optional<String>>> asked =
                checks.stream().map(this::ask).toList();
        List<String> troubles = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            String name = checks.get(i).name();
            asked.get(i).join().ifPresent(trouble -> troubles.add(name + ": " + trouble));
        }
        return troubles.isEmpty()
                ? Reply.Json.ok(JsonNodeFactory.instance.objectNode().put("status", "ready"))
                : Reply.Failed.of(Problem.NOT_READY, String.join("; ", troubles) + ". " + Problem.NOT_READY.advice());
    }

    private CompletableFuture<Optional<String>> ask(ReadyCheck check) {
        return CompletableFuture.supplyAsync(
                        check.trouble(),
                        task -> Thread.ofVirtual().name("ready").start(task))
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> Optional.of(reason(check, failure)));
    }

    private static String reason(ReadyCheck check, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return "does not answer";
        }
        LOG.warn("the check {} failed", check.name(), cause);
        return "fails; the server's log says why";
    }
}
