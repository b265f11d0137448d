package dev.opspilot.bot.instruments;

import dev.opspilot.bot.instruments.Outcome.Trouble;
import dev.opspilot.bot.instruments.Outcome.Trouble.Kind;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpTransportException;
import io.modelcontextprotocol.spec.McpTransportSessionClosedException;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/** Puts the failures of a connection into words that people can act on. */
final class Troubles {
    /** The code of the error that stands in for an answer that was too large to be read. */
    static final int TOO_LARGE = -32_099;

    /** How the protocol library words the same; it has no type for it. */
    private static final String TOO_LARGE_WORDS = "exceeds the maximum allowed size";

    private static final int SHOWN = 80;
    private static final int DEEPEST = 20;

    private final String server;
    private final int maxBytes;

    Troubles(String server, int maxBytes) {
        this.server = server;
        this.maxBytes = maxBytes;
    }

    <T> Trouble<T> of(Throwable failure) {
        Throwable deepest = failure;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Optional<Trouble<T>> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
            deepest = cause;
            cause = cause.getCause();
        }
        return new Trouble<>(Kind.LOST, "The connection failed: " + shown(deepest) + ".");
    }

    String tooLarge() {
        return "The answer is larger than the " + size(maxBytes) + " that are read of it.";
    }

    private <T> Optional<Trouble<T>> known(Throwable cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case McpHttpClientTransportAuthorizationException refused ->
                        new Trouble<>(
                                Kind.DENIED,
                                "HTTP " + refused.getResponseInfo().statusCode()
                                        + ": the server wants other credentials; check those of “" + server
                                        + "” in opspilot.yml.");
                    case McpError error -> protocolError(error);
                    case McpTransportSessionNotFoundException _ ->
                        new Trouble<>(Kind.UNSENT, "The server has forgotten the connection.");
                    case McpTransportSessionClosedException _ -> new Trouble<>(Kind.LOST, "The connection is closed.");
                    case McpTransportException broken -> broken(broken);
                    case ServerGoneException gone -> new Trouble<>(Kind.LOST, gone.getMessage());
                    case HttpConnectTimeoutException _ -> unreachable(Kind.UNSENT, "no connection in time");
                    case ConnectException _ -> unreachable(Kind.UNSENT, "the connection was refused");
                    case UnresolvedAddressException _ -> unreachable(Kind.UNSENT, "its name is not known");
                    case IllegalArgumentException broken ->
                        new Trouble<>(Kind.FAILED, "The answer was not understood: " + shown(broken) + ".");
                    case IOException broken -> unreachable(Kind.LOST, shown(broken));
                    case TimeoutException _ -> new Trouble<>(Kind.LATE, "The server did not greet in time.");
                    case CancellationException _ -> new Trouble<>(Kind.LOST, "The connection is closed.");
                    default -> null;
                });
    }

    private <T> Trouble<T> unreachable(Kind kind, String why) {
        return new Trouble<>(kind, "The server cannot be reached: " + why + ".");
    }

    private <T> Trouble<T> protocolError(McpError error) {
        int code = error.getJsonRpcError() == null ? 0 : error.getJsonRpcError().code();
        if (code == TOO_LARGE) {
            return new Trouble<>(Kind.FAILED, tooLarge());
        }
        if (code == 401 || code == 403) {
            return new Trouble<>(Kind.DENIED, "The server refused the call (" + code + "): " + shown(error) + ".");
        }
        return new Trouble<>(Kind.FAILED, "The server reported an error: " + shown(error) + ".");
    }

    private <T> Trouble<T> broken(McpTransportException broken) {
        String message = String.valueOf(broken.getMessage());
        return message.contains(TOO_LARGE_WORDS)
                ? new Trouble<>(Kind.FAILED, tooLarge())
                : new Trouble<>(Kind.FAILED, "The answer was not understood: " + shown(broken) + ".");
    }

    /** A few words of a failure; it may quote what the server sent, so it is treated as such. */
    static String shown(Throwable failure) {
        String message = failure.getMessage();
        String words = message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
        return shown(words);
    }

    /** The beginning of something that came from a server. */
    static String shown(String text) {
        return CleanText.of(Redaction.of(text.substring(0, Math.min(text.length(), 20 * SHOWN))), SHOWN);
    }

    private static String size(int bytes) {
        return bytes < 1 << 20
                ? (bytes >> 10) + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
