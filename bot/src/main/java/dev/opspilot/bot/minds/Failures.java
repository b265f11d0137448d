package dev.opspilot.bot.minds;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;

/** Names what went wrong with a model in one sentence of our own; what the provider wrote is never quoted. */
final class Failures {
    private Failures() {}

    static String words(Throwable error) {
        return switch (error) {
            case RateLimitException _ -> "Its provider is limiting requests (429).";
            case TimeoutException _ -> "It did not answer in time.";
            case InternalServerException _ -> "Its provider has an error of its own.";
            case AuthenticationException _ -> "Its provider refused the key.";
            case ModelNotFoundException _ -> "Its provider does not know the model.";
            case ContentFilteredException _ -> "It refused to answer.";
            case InvalidRequestException _ -> "Its provider refused the request.";
            case HttpException http -> "Its provider answered with status " + http.statusCode() + ".";
            default -> "The connection to it broke.";
        };
    }
}
