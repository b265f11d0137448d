package dev.opspilot.bot.minds;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.opspilot.bot.config.MindSpec;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.mind.Assignment;
import dev.opspilot.rituals.mind.Claim;
import dev.opspilot.rituals.mind.Mind;
import dev.opspilot.rituals.mind.Thought;
import dev.opspilot.rituals.surface.RitualName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mind that is a language model behind HTTP. Asks once and never again by itself: repeats are the session's to pay. */
final class LanguageMind implements Mind {
    private static final Duration CHOICE_TIME = Duration.ofSeconds(5);
    /** Models that think before they answer spend most of it on that. */
    private static final int CHOICE_TOKENS = 256;

    private static final int LEAST_TOKENS = 64;
    private static final int MOST_TOKENS = 4_000;
    /** Characters of a token, taken low, so that an estimate errs on the dear side. */
    private static final int TOKEN = 3;

    private static final Logger LOG = LoggerFactory.getLogger(LanguageMind.class);

    private final MindSpec spec;
    private final StreamingChatModel model;
    private final IntFunction<ChatRequestParameters> limit;

    /**
     * @param limit makes the parameters that limit an answer to so many tokens
     */
    LanguageMind(MindSpec spec, StreamingChatModel model, IntFunction<ChatRequestParameters> limit) {
        this.spec = spec;
        this.model = model;
        this.limit = limit;
    }

    @Override
    public String name() {
        return spec.name() + " (" + spec.model() + ")";
    }

    @Override
    public Budget budget() {
        return spec.budget();
    }

    @Override
    public Set<Capability> mayRead() {
        return spec.instruments();
    }

    @Override
    public Thought think(Assignment assignment, Consumer<Claim> said) {
        List<ChatMessage> prompt = Prompt.of(assignment, spec.instructions());
        long asked = estimate(prompt);
        long left = Math.min(MOST_TOKENS, assignment.tokens() - asked);
        if (left < LEAST_TOKENS) {
            return new Thought.Failed(
                    assignment.tokens() < spec.budget().tokens()
                            ? "Its budget of tokens for this session is used up."
                            : "What it would have to read is more than its budget of tokens for a session.",
                    0);
        }
        AnswerLines lines = new AnswerLines(said);
        Stream stream = new Stream(lines::take);
        try {
            model.chat(request(prompt, (int) left), stream);
            ChatResponse response = stream.await(spec.budget().time());
            return thought(response, lines, tokens(response, asked, lines));
        } catch (TimeoutException e) {
            return failed("It did not answer in time.", asked, lines);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("It was stopped before it had answered.", asked, lines);
        } catch (ExecutionException e) {
            return failed(words(e.getCause()), asked, lines);
        } catch (RuntimeException e) {
            return failed(words(e), asked, lines);
        }
    }

    private Thought thought(ChatResponse response, AnswerLines lines, long tokens) {
        FinishReason reason = response.finishReason();
        // Anthropic's refusal comes as OTHER
        if (reason == FinishReason.CONTENT_FILTER || reason == FinishReason.OTHER) {
            return new Thought.Failed("It refused to answer.", tokens);
        }
        if (reason == null) {
            return new Thought.Failed("Its answer broke off.", tokens);
        }
        lines.end();
        if (!lines.claims().isEmpty()) {
            return new Thought.Told(lines.claims(), tokens);
        }
        if (!lines.reads().isEmpty()) {
            return new Thought.Reads(lines.reads(), tokens);
        }
        return new Thought.Failed(
                reason == FinishReason.LENGTH
                        ? "Its answer was cut off by its budget of tokens."
                        : "It refused, or answered in a form that cannot be checked.",
                tokens);
    }

    private static Thought failed(String reason, long asked, AnswerLines lines) {
        return new Thought.Failed(reason, asked + lines.length() / TOKEN);
    }

    private String words(@Nullable Throwable error) {
        if (error == null) {
            return "The connection to it broke.";
        }
        LOG.warn("Mind {} failed: {}", name(), error.getClass().getSimpleName());
        return Failures.words(error);
    }

    private static long tokens(ChatResponse response, long asked, AnswerLines lines) {
        return Optional.ofNullable(response.tokenUsage())
                .map(usage -> usage.totalTokenCount())
                .map(Integer::longValue)
                .filter(total -> total > 0)
                .orElse(asked + lines.length() / TOKEN);
    }

    private static long estimate(List<ChatMessage> prompt) {
        return prompt.stream()
                        .mapToLong(message -> switch (message) {
                            case SystemMessage system -> system.text().length();
                            case UserMessage user -> user.singleText().length();
                            default -> 0;
                        })
                        .sum()
                / TOKEN;
    }

    private ChatRequest request(List<ChatMessage> prompt, int tokens) {
        return ChatRequest.builder()
                .messages(prompt)
                .parameters(limit.apply(tokens))
                .build();
    }

    @Override
    public Optional<RitualName> choose(String words) {
        StringBuilder answer = new StringBuilder();
        Stream stream = new Stream(answer::append);
        try {
            model.chat(request(Prompt.choice(words), CHOICE_TOKENS), stream);
            stream.await(CHOICE_TIME);
            String word = answer.toString().strip().toLowerCase(Locale.ROOT);
            return RitualName.of(word);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException | ExecutionException | RuntimeException e) {
            LOG.warn(
                    "Mind {} could not choose a ritual: {}",
                    name(),
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
