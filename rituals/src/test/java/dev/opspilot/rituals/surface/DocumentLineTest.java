package dev.opspilot.rituals.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.surface.DocumentLine.Kind;
import org.junit.jupiter.api.Test;

class DocumentLineTest {
    @Test
    void eachLineSaysWhatItIsAndLosesTheSignsOfMarkdown() {
        assertThat(DocumentLine.of("""
                        # Payments just failed

                        ## Timeline

                        | Time | What |
                        | --- | --- |
                        | 14:00 | checkout\\-web \\| 2\\.1 |

                        - **Deploy** 4812
                          - by Ada
                        \\- Nothing more\\.
                        """))
                .containsExactly(
                        new DocumentLine(Kind.TITLE, "Payments just failed"),
                        new DocumentLine(Kind.TITLE, "Timeline"),
                        new DocumentLine(Kind.HEAD, "Time · What"),
                        new DocumentLine(Kind.ROW, "14:00 · checkout-web | 2.1"),
                        new DocumentLine(Kind.ITEM, "Deploy 4812"),
                        new DocumentLine(Kind.WITHIN, "by Ada"),
                        new DocumentLine(Kind.PARAGRAPH, "- Nothing more."));
    }

    @Test
    void aRuleAloneAndAnEmptyDocumentAreNoLines() {
        assertThat(DocumentLine.of("| --- |\n\n")).isEmpty();
    }
}
