package dev.opspilot.rituals.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WishTest {
    @ParameterizedTest
    @CsvSource({
        "test the results page, DESIGN, results page",
        "test freemium gating, DESIGN, freemium gating",
        "try a new status banner, DESIGN, new status banner",
        "experiment with prices, DESIGN, prices",
        "test freemium gating 20 %, DESIGN, freemium gating",
        "test freemium gating on 50 % of the traffic, DESIGN, freemium gating",
        "test freemium gating for 5 %, DESIGN, freemium gating",
        "test a baby 20 %, DESIGN, baby",
        "test a 10 % discount, DESIGN, 10 % discount",
        "'can the pricing page raise trial to paid from 10% to 12%, one-sided, 50% of traffic', DESIGN, pricing page",
        "'test annual banner raising the checkout conversion from 64.8% to 65.5%, alpha 1 %', DESIGN, annual banner",
        "'annual discount on revenue per visitor, 3 arms, effect 2 %, 80/10/10 split', DESIGN, annual discount on revenue per visitor",
        "0.01 % lift in activation rate, DESIGN, activation rate",
        "'test freemium gating (5% MDE, 80/20)', DESIGN, freemium gating",
        "'A/B/C test of red, green and blue buttons, 5% uplift, two-tailed', DESIGN, 'red, green and blue buttons'",
        "'plan an experiment: does a shorter form improve activation by 1.5 pp?', DESIGN, shorter form",
        "'experiment: pricing page, raise trial to paid from 10 to 12 %', DESIGN, pricing page",
        "how long would a test of free shipping take to find a 3% lift in checkout conversion?, DESIGN, free shipping",
        "we want to test if a 20 % discount lifts revenue per checkout by 3 %, DESIGN, 20 % discount",
        "a faster checkout should lift conversion 3 %, DESIGN, faster checkout",
        "test gating for 2 weeks with power ninety, DESIGN, gating",
        "'test a cheaper plan, ten percent lift', DESIGN, cheaper plan",
        "test price from $10 to $12 with 90% power, DESIGN, price from $10 to $12",
        "test a 14-day trial with 3 % lift, DESIGN, 14-day trial",
        "does cutting the price by 20 % raise trial to paid, DESIGN, cutting the price by 20 %",
        "does cutting the price by 20 % raise trial to paid by 5 %, DESIGN, cutting the price by 20 %",
        "test raising the price by 20 %, DESIGN, raising the price by 20 %",
        "test a price increase of 10 %, DESIGN, price increase of 10 %",
        "show a 4:3 video before checkout, DESIGN, show a 4:3 video before checkout",
        "'guardrail margin 2 %: shorter form', DESIGN, shorter form",
        "test an aspect ratio 16:9 banner, DESIGN, aspect ratio 16:9 banner",
        "Can we raise Checkout conversion by 1pp with 80/20?, DESIGN, Checkout conversion",
        "I'd like to know if a bigger button increases checkout conversion by 2 %, DESIGN, bigger button",
        "'test gating, raise from 10% to 12%', DESIGN, gating",
        "test a discount of 10 %, DESIGN, discount of 10 %",
        "5 %, DESIGN, the change",
        "'is the new price, 5 % lift, significant at 1 %', READOUT, new price",
        "is the pricing experiment done yet?, READOUT, pricing experiment",
        "has the checklist test finished?, READOUT, checklist test",
        "should we ship the annual-plan-banner?, READOUT, annual-plan-banner",
        "try a checkout that is done in one step, DESIGN, checkout that is done in one step",
        "'readout of annual-plan-banner, alpha 1 %, one-sided', READOUT, annual-plan-banner",
        "readout of annual-plan-banner, READOUT, annual-plan-banner",
        "results for the annual plan, READOUT, annual plan"
    })
    void what_is_tried_keeps_its_words(String intent, Wish.Mode mode, String subject) {
        Wish wish = Wish.of(intent);

        assertThat(wish.mode()).isEqualTo(mode);
        assertThat(wish.subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource({
        "test the results page, results-page",
        "test freemium gating, freemium-gating",
        "'can the pricing page raise trial to paid from 10% to 12%, one-sided', pricing-page",
        "'test gating, 3 arms, 80/10/10 split, alpha 1 %', gating"
    })
    void its_name_says_what_is_tried(String intent, String slug) {
        assertThat(Wish.of(intent).slug()).isEqualTo(slug);
    }
}
