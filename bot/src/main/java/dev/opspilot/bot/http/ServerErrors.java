package dev.opspilot.bot.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Requests that Jetty refuses before anybody has seen them get the same shape of answer as all others. */
final class ServerErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem = Problem.ofStatus(response.getStatus());
        response.getHeaders().put("Content-Type", "application/problem+json");
        byte[] body = Replies.bytes(Replies.problem(problem, problem.advice()));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
