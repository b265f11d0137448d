package dev.opspilot.adapters.slack.install;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** Binds an install to the browser that began it. */
record StateCookie(URI publicUrl) {
    private static final String NAME = "opspilot_slack_install";

    /** Slack sends the browser back by a link, for which Lax cookies are sent. */
    String set(String state) {
        return NAME + "=" + state + attributes() + "; Max-Age=" + OAuthInstalls.PATIENCE.toSeconds();
    }

    String clear() {
        return NAME + "=" + attributes() + "; Max-Age=0";
    }

    private String attributes() {
        String path =
                publicUrl.getRawPath() == null ? "" : publicUrl.getRawPath().replaceAll("/+$", "");
        String secure = "https".equals(publicUrl.getScheme()) ? "; Secure" : "";
        return "; Path=" + path + "/slack; HttpOnly; SameSite=Lax" + secure;
    }

    boolean isOf(HttpServletRequest request, String state) {
        return Stream.of(Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]))
                .anyMatch(each -> NAME.equals(each.getName()) && Digests.same(each.getValue(), state));
    }
}
