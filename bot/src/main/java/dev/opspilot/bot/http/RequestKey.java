package dev.opspilot.bot.http;

import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.surface.HeardKey;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.UUID;

/** By which a request that is sent again is known: what its header {@code Idempotency-Key} says. */
final class RequestKey {
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 200;

    private RequestKey() {}

    /** What is wrong with the header; empty where it can be used, or is not there. */
    static Optional<Reply.Failed> flaw(Context ctx) {
        return Optional.ofNullable(ctx.header(HEADER))
                .filter(given -> given.isBlank() || given.length() > LONGEST)
                .map(_ -> Reply.Failed.of(
                        Problem.BAD_PARAMETER, "The header " + HEADER + " has 1 to " + LONGEST + " characters."));
    }

    /** What the header says; something new for a request without it. */
    static String given(Context ctx) {
        return Optional.ofNullable(ctx.header(HEADER))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** What the inbox knows the request by: the same for the same header and the same kind of request. */
    static HeardKey heard(Context ctx, String kind) {
        return new HeardKey("console/" + Digest.of(kind + " " + given(ctx)).hex());
    }
}
