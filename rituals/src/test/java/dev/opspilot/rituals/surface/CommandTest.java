package dev.opspilot.rituals.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.surface.Command.Help;
import dev.opspilot.rituals.surface.Command.Launch;
import dev.opspilot.rituals.surface.Command.Order;
import dev.opspilot.rituals.surface.Command.Topic;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandTest {

    @Test
    void a_ritual_and_an_intent_launch_it_whatever_the_case_and_spaces() {
        assertThat(Command.parse("  Incident \n payments   just failed "))
                .isEqualTo(new Launch(RitualName.INCIDENT, "payments just failed", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "help", "HELP me"})
    void help_is_help_without_a_mistake(String typed) {
        assertThat(((Help) Command.parse(typed)).mistake()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /opspilot halt              | HALT     |
            halt!                       | HALT     |
            please halt                 | HALT     |
            @OpsPilot halt!             | HALT     |
            opspilot halt.              | HALT     |
            OpsPilot, halt off          | HALT     | off
            Sessions: refunds           | SESSIONS | refunds
            """)
    void an_order_is_obeyed_however_it_is_dressed(String typed, Topic topic, @Nullable String words) {
        assertThat(Command.ofWords(typed)).isEqualTo(new Order(topic, words == null ? "" : words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/opspilot help",
                "/opspilot",
                "opspilot help",
                "what can you do?",
                "how does this work?",
                "What can I ask you",
                "lol ok thanks"
            })
    void who_asks_what_there_is_is_told(String typed) {
        assertThat(Command.ofWords(typed)).isEqualTo(new Help(Optional.empty()));
    }

    @Test
    void who_wants_everything_to_stop_is_told_the_word_and_nothing_is_looked_into() {
        assertThat(Command.ofWords("stop everything"))
                .isEqualTo(new Help(Optional.of("To stop everything that acts, type “halt”.")));
    }

    @Test
    void a_sentence_about_opspilot_is_not_cut() {
        assertThat(((Launch) Command.ofWords("opspilot is down since noon")).intent())
                .isEqualTo("opspilot is down since noon");
    }

    @Test
    void an_unknown_word_is_named_and_cut() {
        String word = "x".repeat(300);

        assertThat(((Help) Command.parse("frobnicate it")).mistake()).contains("I do not know “frobnicate”.");
        assertThat(((Help) Command.parse(word)).mistake().orElseThrow())
                .hasSizeLessThan(70)
                .contains("…");
    }

    @Test
    void a_ritual_without_an_intent_asks_for_one() {
        assertThat(((Help) Command.parse("incident")).mistake().orElseThrow()).contains("what happened");
    }

    @Test
    void a_brief_needs_no_words() {
        assertThat(Command.parse("brief"))
                .isEqualTo(new Launch(RitualName.BRIEF, "What changed since the last brief?", Optional.empty()));
    }

    @Test
    void an_experiment_can_be_asked_for() {
        assertThat(Command.parse("experiment test freemium gating"))
                .isEqualTo(new Launch(RitualName.EXPERIMENT, "test freemium gating", Optional.empty()));
        assertThat(((Help) Command.parse("experiment")).mistake().orElseThrow()).contains("what to test");
    }

    @Test
    void a_long_intent_is_cut_between_characters() {
        Launch launch = (Launch) Command.parse("incident " + "😀".repeat(600));

        assertThat(launch.intent().codePointCount(0, launch.intent().length())).isEqualTo(Command.MAX_INTENT);
        assertThat(launch.intent()).endsWith("😀…");
    }

    @Test
    void an_order_is_about_a_topic_in_the_singular_or_plural() {
        assertThat(Command.parse("schedule brief daily 07:30"))
                .isEqualTo(new Order(Topic.SCHEDULE, "brief daily 07:30"));
        assertThat(Command.parse("schedules")).isEqualTo(new Order(Topic.SCHEDULE, ""));
        assertThat(Command.ofWords("sessions payments")).isEqualTo(new Order(Topic.SESSIONS, "payments"));
    }

    @ParameterizedTest
    @CsvSource({
        "what changed since yesterday?, BRIEF, RULES",
        "how did we do this week, BRIEF, RULES",
        "anything since last night, BRIEF, RULES",
        "payments fail since yesterday, INCIDENT, RULES",
        "checkout has been slow since this morning, INCIDENT, RULES",
        "the checkout looks odd this week, INCIDENT, RULES",
        "customers complain since 9, INCIDENT, RULES",
        "what if we raise the price, EXPERIMENT, RULES",
        "readout of the banner since yesterday, EXPERIMENT, RULES",
        "'hey, card payments are dying since about 2pm, what''s up?', INCIDENT, RULES",
        "checkout feels sluggish today, INCIDENT, RULES",
        "'Stripe says they have an outage, are we affected?', INCIDENT, RULES",
        "customers report they can't log in, INCIDENT, RULES",
        "weekly recap, BRIEF, RULES",
        "any news?, BRIEF, RULES",
        "morning! what did I miss over the weekend?, BRIEF, RULES",
        "give me the numbers for last week please, BRIEF, RULES",
        "what happened between 9 and 11 this morning?, BRIEF, RULES",
        "is revenue up compared to last month?, BRIEF, RULES",
        "why did signups tank yesterday?, BRIEF, GUESS",
        "is the pricing experiment done yet?, EXPERIMENT, RULES",
        "should we ship the annual-plan-banner?, EXPERIMENT, RULES",
        "how many users do I need to detect a 2% lift in activation with 90% power?, EXPERIMENT, RULES",
        "the weather, INCIDENT, GUESS",
    })
    void plain_words_choose_a_ritual_and_say_how_sure_that_is(String words, RitualName ritual, Understood.By by) {
        Launch launch = (Launch) Command.ofWords(words);

        assertThat(launch.ritual()).isEqualTo(ritual);
        assertThat(launch.understood()).contains(new Understood(words, by));
    }

    @Property
    void whatever_is_typed_is_understood_or_helped(@ForAll String typed) {
        switch (Command.parse(typed)) {
            case Launch launch -> assertThat(launch.intent()).isNotBlank();
            case Help help -> assertThat(help.mistake().orElse("")).hasSizeLessThan(120);
            case Order order ->
                assertThat(order.words().codePointCount(0, order.words().length()))
                        .isLessThanOrEqualTo(Command.MAX_INTENT);
        }
    }
}
