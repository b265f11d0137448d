package dev.opspilot.bot.minds;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One streamed answer: passes its parts on until it ends or is given up. */
final class Stream implements StreamingChatResponseHandler {
    private final Consumer<String> parts;
    private final CompletableFuture<ChatResponse> end = new CompletableFuture<>();
    private volatile @Nullable StreamingHandle handle;
    private boolean closed;

    Stream(Consumer<String> parts) {
        this.parts = parts;
    }

    /** Waits for the end. What comes after this has returned or thrown is not passed on. */
    ChatResponse await(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            close();
        }
    }

    private synchronized void close() {
        closed = true;
        StreamingHandle running = handle;
        if (running != null && !end.isDone()) {
            running.cancel();
        }
    }

    @Override
    public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
        handle = context.streamingHandle();
        pass(part.text());
        if (isClosed()) {
            context.streamingHandle().cancel();
        }
    }

    @Override
    public void onPartialResponse(String part) {
        pass(part);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void pass(String part) {
        if (!closed) {
            parts.accept(part);
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        end.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        end.completeExceptionally(error);
    }
}
