package dev.opspilot.adapters.slack.call;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.rituals.delivery.CallWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Makes the SDK's client the way a client has to be that must not post twice. */
public final class SlackClient {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

    private SlackClient() {}

    public static Slack to(URI apiUrl) {
        return to(apiUrl, () -> CallWatch.NONE);
    }

    /** @param watch is told of every call */
    public static Slack to(URI apiUrl, Supplier<CallWatch> watch) {
        SlackConfig config = new SlackConfig();
        String url = apiUrl.toString();
        config.setMethodsEndpointUrlPrefix(url.endsWith("/") ? url : url + "/");
        config.setHttpClientCallTimeoutMillis(Math.toIntExact(CALL_TIMEOUT.toMillis()));
        // Counting calls costs an auth.test and a thread; the pace is kept by CallQueues.
        config.setStatsEnabled(false);
        if (loopback(apiUrl)) {
            config.setProxyUrl(null);
        }
        // A post whose connection broke may stand on Slack already: whether to post again is MessageWriter's decision.
        OkHttpClient once = SlackHttpClient.buildOkHttpClient(config)
                .newBuilder()
                .retryOnConnectionFailure(false)
                .addInterceptor(chain -> watched(chain, watch.get()))
                .build();
        SlackHttpClient http = new SlackHttpClient(once);
        http.setConfig(config);
        return Slack.getInstance(config, http);
    }

    private static Response watched(Interceptor.Chain chain, CallWatch watch) throws IOException {
        String path = chain.request().url().encodedPath();
        String method = path.substring(path.lastIndexOf('/') + 1);
        long begun = System.nanoTime();
        String outcome = "none";
        try {
            Response response = chain.proceed(chain.request());
            outcome = Integer.toString(response.code());
            return response;
        } finally {
            watch.called(SlackIds.SURFACE, method, outcome, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private static boolean loopback(URI url) {
        try {
            return url.getHost() != null && InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException elsewhere) {
            return false;
        }
    }
}
