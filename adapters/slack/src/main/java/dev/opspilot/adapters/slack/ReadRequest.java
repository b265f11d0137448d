package dev.opspilot.adapters.slack;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** A request whose body was read already; gives it once more, as text. */
final class ReadRequest extends HttpServletRequestWrapper {
    private final byte[] body;

    ReadRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new StringReader(new String(body, StandardCharsets.UTF_8)));
    }

    @Override
    public ServletInputStream getInputStream() {
        throw new IllegalStateException("the body is given as text, by getReader");
    }
}
