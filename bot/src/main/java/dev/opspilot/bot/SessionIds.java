package dev.opspilot.bot;

import dev.opspilot.rituals.receipt.SessionId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;

/** New session ids: the time, so that they sort, and 48 random bits, so that they cannot be guessed or met twice. */
final class SessionIds implements Supplier<SessionId> {
    private static final HexFormat HEX = HexFormat.of();
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    SessionIds(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public SessionId get() {
        String time = HEX.toHexDigits(clock.millis(), 12);
        return new SessionId(time + "-" + HEX.toHexDigits(random.nextLong(), 12));
    }
}
