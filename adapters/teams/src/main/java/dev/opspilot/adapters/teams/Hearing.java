package dev.opspilot.adapters.teams;

import dev.opspilot.rituals.delivery.Waits;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Inbox;
import dev.opspilot.rituals.surface.Notice;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the doors share that promise something: they ask who may before they do, and keep what was heard. Thread-safe. */
final class Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
    /** How long a door waits to know the person; Teams waits some ten seconds for the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String LATER = "Written down. Teams has not said yet who you are; what you asked for is done"
            + " once it does, and if it may not be done, you are told in this conversation.";

    private final Inbox inbox;
    private final FrontDesk desk;
    private final Waits waits;

    Hearing(Inbox inbox, FrontDesk desk, Waits waits) {
        this.inbox = inbox;
        this.desk = desk;
        this.waits = waits;
    }

    /** What became of something heard, in words for whom it came from. */
    sealed interface Kept {
        String words();

        /** It will be acted on, or it is found out later whether it may be: the words promise no more than is known. */
        record Yes(String words) implements Kept {}

        /** The person may not, and nothing comes of it. */
        record Refused(String words) implements Kept {}
    }

    /**
     * Keeps what may be done.
     *
     * @param promise what is said of it where it is certain that the person may
     * @throws RuntimeException if it could not be kept
     */
    Kept keep(Heard heard, String promise) {
        Kept may = CompletableFuture.supplyAsync(() -> may(heard, promise), waits::run)
                .completeOnTimeout(new Kept.Yes(LATER), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (may instanceof Kept.Yes) {
            var _ = inbox.accept(heard);
        }
        return may;
    }

    private Kept may(Heard heard, String promise) {
        try {
            return desk.refusal(heard)
                    .<Kept>map(why -> new Kept.Refused(words(why)))
                    .orElseGet(() -> new Kept.Yes(promise));
        } catch (RuntimeException unanswered) {
            LOG.warn(
                    "whether {} may do it is found out later: {}",
                    heard.person().actor(),
                    unanswered.toString());
            return new Kept.Yes(LATER);
        }
    }

    private static String words(Notice notice) {
        return Stream.concat(
                        Stream.of(notice.title())
                                .filter(title -> !title.isBlank())
                                .map(title -> title + "."),
                        notice.lines().stream().map(Notice.Line::text))
                .collect(Collectors.joining(" "));
    }
}
