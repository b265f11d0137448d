package dev.opspilot.bot.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the environment says of language models.
 *
 * @param model of the one mind that serves all rituals where {@code opspilot.yml} names none, as in {@code
 *     anthropic/claude-sonnet-4-5} or without the provider where only one can be meant
 */
public record ModelAccess(
        Optional<String> model,
        Optional<Secret> openAiKey,
        Optional<URI> openAiUrl,
        Optional<Secret> anthropicKey,
        Optional<URI> anthropicUrl,
        Optional<URI> ollamaUrl) {

    /** No model at all. */
    public static final ModelAccess NONE = new ModelAccess(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Optional<Secret> key(MindSpec.Provider provider) {
        return switch (provider) {
            case OPENAI -> openAiKey;
            case ANTHROPIC -> anthropicKey;
            case OLLAMA -> Optional.empty();
        };
    }

    public Optional<URI> url(MindSpec.Provider provider) {
        return switch (provider) {
            case OPENAI -> openAiUrl;
            case ANTHROPIC -> anthropicUrl;
            case OLLAMA -> ollamaUrl;
        };
    }

    /** The mind that the environment alone describes, if it names a model; it may ask for nothing to be read. */
    public Optional<MindSpec> mind() throws ConfigException {
        return model.isEmpty() ? Optional.empty() : Optional.of(mind(model.get()));
    }

    private MindSpec mind(String named) throws ConfigException {
        for (MindSpec.Provider provider : MindSpec.Provider.values()) {
            String prefix = provider.name().toLowerCase(Locale.ROOT) + "/";
            if (named.startsWith(prefix) && named.length() > prefix.length()) {
                return spec(provider, named.substring(prefix.length()));
            }
        }
        List<MindSpec.Provider> reachable = new ArrayList<>();
        for (MindSpec.Provider provider : MindSpec.Provider.values()) {
            if (key(provider).isPresent() || url(provider).isPresent()) {
                reachable.add(provider);
            }
        }
        if (reachable.size() == 1) {
            return spec(reachable.getFirst(), named);
        }
        throw new ConfigException("OPSPILOT_MODEL is “" + named + "”, and "
                + (reachable.isEmpty() ? "no provider is" : "more than one provider is")
                + " set: write openai/…, anthropic/… or ollama/… before the model, and set OPENAI_API_KEY or"
                + " OPENAI_BASE_URL, ANTHROPIC_API_KEY, or OLLAMA_BASE_URL.");
    }

    private static MindSpec spec(MindSpec.Provider provider, String model) {
        return new MindSpec(
                "Analyst", provider, model, Optional.empty(), Optional.empty(), "", Set.of(), MindSpec.DEFAULT_BUDGET);
    }
}
