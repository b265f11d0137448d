package dev.opspilot.adapters.slack.door;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.ConversationsFilter;
import com.slack.api.model.block.element.ConversationsSelectElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.Buttons;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The form that launches a ritual: which one, about what, and where it is shown. */
final class LaunchForm {
    static final String CALLBACK = "opspilot_launch";
    static final String INTENT = "intent";
    static final String PLACE = "place";

    private static final String RITUAL = "ritual";
    private static final List<String> KINDS = List.of("public", "private", "mpim", "im");

    private LaunchForm() {}

    /**
     * What the form begins with.
     *
     * @param channel where the session is to be shown; empty for the conversation that the person looks at
     * @param origin the message that it is about; its thread is the place as long as the channel is the message's
     */
    record Prefill(RitualName ritual, String intent, Optional<String> channel, Optional<Quote> origin) {
        static Prefill of(RitualName ritual) {
            return new Prefill(ritual, "", Optional.empty(), Optional.empty());
        }
    }

    /**
     * What was filled in, not checked yet.
     *
     * @param thread of the message that it is about, if it is shown there
     */
    record Filled(RitualName ritual, String intent, Optional<String> channel, Optional<String> thread) {}

    static View draw(Prefill prefill) {
        List<LayoutBlock> blocks = new ArrayList<>();
        prefill.origin().ifPresent(quote -> blocks.add(Blocks.context(List.of(quote.where()))));
        blocks.add(ritual(prefill.ritual()));
        blocks.add(intent(prefill.intent()));
        blocks.add(place(prefill));
        String metadata = prefill.origin().map(Quote::metadata).orElse("");
        return Modals.asking(CALLBACK, "Run a ritual", "Run", blocks)
                .privateMetadata(metadata)
                .build();
    }

    private static LayoutBlock ritual(RitualName chosen) {
        List<OptionObject> options =
                RitualName.BY_NAME.stream().map(LaunchForm::option).toList();
        return InputBlock.builder()
                .blockId(RITUAL)
                .label(Buttons.plain("Ritual"))
                .element(StaticSelectElement.builder()
                        .actionId(RITUAL)
                        .options(options)
                        .initialOption(option(chosen))
                        .build())
                .build();
    }

    private static OptionObject option(RitualName ritual) {
        return OptionObject.builder()
                .text(Buttons.plain(Wording.ritual(ritual)))
                .value(ritual.key())
                .build();
    }

    private static LayoutBlock intent(String text) {
        return InputBlock.builder()
                .blockId(INTENT)
                .optional(true)
                .label(Buttons.plain("What is it about?"))
                .hint(Buttons.plain("A brief may do without; a drill and an experiment need a few words."))
                .element(PlainTextInputElement.builder()
                        .actionId(INTENT)
                        .multiline(true)
                        .maxLength(Command.MAX_INTENT)
                        .initialValue(text.isEmpty() ? null : text)
                        .placeholder(Buttons.plain("payments just failed"))
                        .build())
                .build();
    }

    private static LayoutBlock place(Prefill prefill) {
        String hint = prefill.origin().isPresent()
                ? "It is shown in the thread of the message as long as this is its conversation."
                : "The session assembles there, for everybody who reads it.";
        return InputBlock.builder()
                .blockId(PLACE)
                .label(Buttons.plain("Where is it shown?"))
                .hint(Buttons.plain(hint))
                .element(ConversationsSelectElement.builder()
                        .actionId(PLACE)
                        .defaultToCurrentConversation(prefill.channel().isEmpty())
                        .initialConversation(prefill.channel().orElse(null))
                        .filter(ConversationsFilter.builder().include(KINDS).build())
                        .build())
                .build();
    }

    /** Reads what was filled in; empty when it is no form of ours. */
    static Optional<Filled> read(Submission submission) {
        Optional<RitualName> ritual = submission.option(RITUAL).flatMap(RitualName::of);
        Optional<String> channel = submission.conversation(PLACE);
        Optional<String> thread =
                channel.flatMap(each -> Quote.thread(submission.view().getPrivateMetadata(), each));
        return ritual.map(each -> new Filled(each, submission.text(INTENT), channel, thread));
    }
}
