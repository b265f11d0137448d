package dev.opspilot.bot.doctor;

import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Checkup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs all checkups side by side and brings what they found in their order. */
public final class Doctor {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Doctor() {}

    public static List<Check> examine(List<Checkup> checkups) {
        List<CompletableFuture<List<Check>>> running =
                checkups.stream().map(Doctor::begin).toList();
        return running.stream().flatMap(each -> each.join().stream()).toList();
    }

    private static CompletableFuture<List<Check>> begin(Checkup checkup) {
        return CompletableFuture.supplyAsync(
                        checkup::run, task -> Thread.ofVirtual().name("doctor").start(task))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(failure -> List.of(Check.fail(
                        checkup.area(),
                        "checkup",
                        "did not end (" + failure.getClass().getSimpleName() + ")",
                        "Run doctor again; if it stays so, that is a fault of OpsPilot.")));
    }
}
