package dev.opspilot.bot.minds;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.opspilot.bot.config.ConfigException;
import dev.opspilot.bot.config.MindSpec;
import dev.opspilot.bot.config.ModelAccess;
import dev.opspilot.bot.config.OpsPilotYml;
import dev.opspilot.bot.config.Secret;
import dev.opspilot.rituals.mind.Mind;
import dev.opspilot.rituals.mind.Minds;
import dev.opspilot.rituals.surface.RitualName;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Makes the minds that the configuration names. Connects to nothing yet. */
public final class LanguageMinds {
    private static final URI OPENAI = URI.create("https://api.openai.com/v1");
    private static final URI ANTHROPIC = URI.create("https://api.anthropic.com/v1");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Servers of one's own that speak as OpenAI does mostly want no key, but the client does. */
    private static final String NO_KEY = "none";

    private LanguageMinds() {}

    /** Where a provider's API is unless something else is said. */
    static URI home(MindSpec.Provider provider) {
        return switch (provider) {
            case OPENAI -> OPENAI;
            case ANTHROPIC -> ANTHROPIC;
            case OLLAMA -> URI.create("http://localhost:11434");
        };
    }

    /**
     * The minds of a configuration; where it names none, the one that the environment describes serves all rituals.
     *
     * @throws ConfigException if a mind has no key or no address
     */
    public static Minds of(OpsPilotYml yml, ModelAccess access) throws ConfigException {
        Map<RitualName, Mind> minds = new EnumMap<>(RitualName.class);
        if (yml.minds().isEmpty()) {
            Optional<MindSpec> only = access.mind();
            if (only.isPresent()) {
                Mind mind = mind(only.get(), access);
                for (RitualName ritual : RitualName.BY_NAME) {
                    minds.put(ritual, mind);
                }
            }
            return new Minds(minds);
        }
        Map<String, Mind> byName = new HashMap<>();
        for (MindSpec spec : yml.minds()) {
            byName.put(spec.name(), mind(spec, access));
        }
        yml.rituals().forEach((ritual, name) -> minds.put(ritual, byName.get(name)));
        return new Minds(minds);
    }

    private static Mind mind(MindSpec spec, ModelAccess access) throws ConfigException {
        Optional<URI> url = spec.baseUrl().or(() -> access.url(spec.provider()));
        Optional<String> key =
                spec.apiKey().or(() -> access.key(spec.provider())).map(Secret::reveal);
        return switch (spec.provider()) {
            case OPENAI -> openAi(spec, url, key);
            case ANTHROPIC ->
                new LanguageMind(
                        spec,
                        AnthropicStreamingChatModel.builder()
                                .httpClientBuilder(client())
                                .baseUrl(url.orElse(ANTHROPIC).toString())
                                .apiKey(key.orElseThrow(
                                        () -> missing(spec, "apiKey or the variable ANTHROPIC_API_KEY")))
                                .modelName(spec.model())
                                .timeout(spec.budget().time())
                                .build(),
                        LanguageMinds::plain);
            case OLLAMA ->
                new LanguageMind(
                        spec,
                        OllamaStreamingChatModel.builder()
                                .httpClientBuilder(client())
                                .baseUrl(url.orElseThrow(() -> missing(spec, "baseUrl or the variable OLLAMA_BASE_URL"))
                                        .toString())
                                .modelName(spec.model())
                                .timeout(spec.budget().time())
                                .build(),
                        LanguageMinds::plain);
        };
    }

    private static Mind openAi(MindSpec spec, Optional<URI> url, Optional<String> key) throws ConfigException {
        if (url.isEmpty() && key.isEmpty()) {
            throw missing(spec, "apiKey or the variable OPENAI_API_KEY, or baseUrl or OPENAI_BASE_URL");
        }
        StreamingChatModel model = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(client())
                .baseUrl(url.orElse(OPENAI).toString())
                .apiKey(key.orElse(NO_KEY))
                .modelName(spec.model())
                .timeout(spec.budget().time())
                .build();
        // OpenAI's newer models refuse max_tokens, and many a server that speaks as it does knows nothing else.
        IntFunction<ChatRequestParameters> limit = url.isEmpty()
                ? tokens -> OpenAiChatRequestParameters.builder()
                        .maxCompletionTokens(tokens)
                        .build()
                : LanguageMinds::plain;
        return new LanguageMind(spec, model, limit);
    }

    private static ChatRequestParameters plain(int tokens) {
        return ChatRequestParameters.builder().maxOutputTokens(tokens).build();
    }

    private static HttpClientBuilder client() {
        return JdkHttpClient.builder()
                .httpClientBuilder(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER))
                .connectTimeout(CONNECT);
    }

    private static ConfigException missing(MindSpec spec, String what) {
        return new ConfigException("The mind “" + spec.name() + "” of "
                + spec.provider().name().toLowerCase(Locale.ROOT) + " cannot be reached: set " + what + ".");
    }
}
