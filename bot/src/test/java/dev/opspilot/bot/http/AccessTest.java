package dev.opspilot.bot.http;

import static dev.opspilot.bot.http.SessionsApiTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTest {
    private static final String WISH = "{\"ritual\":\"incident\",\"intent\":\"payments just failed\"}";
    private static final String RITUALS = "/api/v1/rituals";

    @Test
    void theTokenOpensTheApiAndNothingElseDoes() throws Exception {
        try (RunningServer server = RunningServer.serve()) {
            assertThat(server.get(RITUALS).statusCode()).isEqualTo(200);
            HttpResponse<String> without = server.send(server.request(RITUALS));
            assertProblem(without, 401);
            assertThat(without.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
            for (String authorization : new String[] {"Bearer wrong", "Bearer ", "Basic " + RunningServer.TOKEN, "x"}) {
                assertProblem(server.send(server.request(RITUALS).header("Authorization", authorization)), 401);
            }
        }
    }

    @Test
    void withoutATokenTheApiSaysWhichVariableToSet() throws Exception {
        try (RunningServer server = RunningServer.withoutToken()) {
            HttpResponse<String> answer = server.get(RITUALS);
            assertProblem(answer, 503);
            assertThat(answer.body()).contains("OPSPILOT_API_TOKEN");
            assertThat(cookie(server.send(server.request("/")))).isEmpty();
        }
    }

    @Test
    void inADemoOpeningThePageOnThisMachineLetsTheBrowserIn() throws Exception {
        try (RunningServer server = RunningServer.demo()) {
            HttpResponse<String> page = server.send(server.request("/"));
            assertThat(page.headers().firstValue("Set-Cookie").orElse(""))
                    .contains("HttpOnly", "SameSite=Strict", "Path=/api", "Secure")
                    .doesNotContain(RunningServer.TOKEN);
            HttpRequest.Builder request =
                    server.request(RITUALS).header("Cookie", cookie(page).orElseThrow());
            assertThat(server.send(request).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost.evil.example",
                "Host: localhost:3000@evil.example",
                "Host: localhost\r\nX-Forwarded-For: 203.0.113.9",
                "Host: localhost\r\nForwarded: for=203.0.113.9"
            })
    void inADemoAnotherNameOrAProxyLetsNobodyIn(String headers) throws Exception {
        try (RunningServer server = RunningServer.demo()) {
            String answer = server.raw("GET / HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1").doesNotContainIgnoringCase("set-cookie");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000, true",
        "http://127.0.0.1:3000, true",
        "http://[::1]:3000, true",
        "https://opspilot.example, false",
        "https://localhost.opspilot.example, false",
        "http://10.0.0.7:3000, false",
    })
    void aDemoReachedUnderANameOfTheNetLetsNobodyInUnasked(String publicUrl, boolean let) throws Exception {
        try (RunningServer server = RunningServer.demo(publicUrl)) {
            assertThat(cookie(server.send(server.request("/"))).isPresent()).isEqualTo(let);
            assertThat(login(server, RunningServer.TOKEN, "same-origin").statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void outsideADemoOpeningThePageLetsNobodyIn() throws Exception {
        try (RunningServer server = RunningServer.serve()) {
            HttpResponse<String> page = server.send(server.request("/"));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(cookie(page)).isEmpty();
        }
    }

    @Test
    void aTypedTokenLetsTheBrowserInForTwelveHours() throws Exception {
        try (RunningServer server = RunningServer.serve()) {
            HttpResponse<String> login = login(server, RunningServer.TOKEN, "same-origin");
            assertThat(login.statusCode()).isEqualTo(204);
            HttpRequest.Builder request =
                    server.request(RITUALS).header("Cookie", cookie(login).orElseThrow());
            assertThat(server.send(request).statusCode()).isEqualTo(200);
            server.now.updateAndGet(time -> time.plus(PageCookie.LIFE));
            assertProblem(server.send(request), 401);
        }
    }

    @Test
    void aWrongTokenOrAnotherSiteGetsNoCookie() throws Exception {
        try (RunningServer server = RunningServer.serve()) {
            assertProblem(login(server, "wrong", "same-origin"), 401);
            assertProblem(login(server, RunningServer.TOKEN, "cross-site"), 403);
        }
    }

    @Test
    void aForgedCookieIsWorthNothing() throws Exception {
        try (RunningServer server = RunningServer.serve()) {
            for (String value : new String[] {"", "99999999999." + "a".repeat(64), "x", "1.2.3"}) {
                assertProblem(server.send(server.request(RITUALS).header("Cookie", "opspilot-0=" + value)), 401);
            }
        }
    }

    @Test
    void aCookieChangesSomethingOnlyForTheServersOwnPage() throws Exception {
        try (RunningServer server = RunningServer.demo()) {
            String cookie = cookie(server.send(server.request("/"))).orElseThrow();
            String own =
                    server.request("/").build().uri().resolve("/").toString().replaceFirst("/$", "");
            assertThat(post(server, cookie, "Sec-Fetch-Site", "same-origin")).isEqualTo(202);
            assertThat(post(server, cookie, "Origin", own)).isEqualTo(202);
            assertThat(post(server, cookie, "Origin", "https://localhost")).isEqualTo(202);
            assertThat(post(server, cookie, "Sec-Fetch-Site", "same-site", "Origin", own))
                    .isEqualTo(403);
            assertThat(post(server, cookie, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
            assertThat(post(server, cookie, "Origin", "http://evil.example")).isEqualTo(403);
            assertThat(post(server, cookie, "Origin", "null")).isEqualTo(403);
            assertThat(post(server, cookie, "X-Nothing", "said")).isEqualTo(403);
            assertThat(server.heard).hasSize(3);
        }
    }

    private static int post(RunningServer server, String cookie, String... headers) throws Exception {
        return server.send(server.request("/api/v1/sessions")
                        .header("Cookie", cookie)
                        .headers(headers)
                        .POST(BodyPublishers.ofString(WISH)))
                .statusCode();
    }

    private static HttpResponse<String> login(RunningServer server, String token, String site) throws Exception {
        return server.send(server.request("/api/v1/login")
                .header("Sec-Fetch-Site", site)
                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
    }

    private static Optional<String> cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").map(header -> header.substring(0, header.indexOf(';')));
    }
}
