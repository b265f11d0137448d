package dev.opspilot.rituals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.Golden;
import dev.opspilot.rituals.surface.Answer.Content.Document;
import dev.opspilot.rituals.surface.SessionView;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PostIncidentTest {
    @Test
    void reads_as_reviewed() throws IOException {
        Golden.assertReads("post-incident.md", document(Scenarios.badDeploy()).markdown());
    }

    @Test
    void what_sources_wrote_links_mentions_and_formats_nothing() {
        String title = "[x](https://evil.example) ![i](http://a/b.png) <img src=x> `c` @everyone | www.evil.example";
        String markdown = document(Company.healthy().cardsBreak(20).deploy("deploy-4900", title, "payments-api", 22))
                .markdown();

        assertThat(markdown)
                .contains("\\[x\\](https:\u200B//evil.example)")
                .doesNotContain("](http:/", " <img", "@everyone", " `c`", "https://", "www.evil");
    }

    @Test
    void a_line_that_begins_like_a_list_or_a_heading_is_none() {
        assertThat(Markdown.plain("1. one\n# two")).isEqualTo("1\\. one \\# two");
        assertThat(Markdown.plain("- item")).isEqualTo("\\- item");
        assertThat(Markdown.plain("&#64;here")).isEqualTo("\\&\\#64;here");
    }

    @Test
    void a_quiet_session_has_a_report_that_says_so() {
        assertThat(document(Scenarios.healthy()).markdown())
                .contains("None was proposed.", "None was weighed.", " in what was read: none of ");
    }

    private static Document document(Company company) {
        SessionView view = Rehearsal.of(company).view();
        return new IncidentDrill()
                .document(view, Company.NOW.plus(Duration.ofMinutes(5)))
                .orElseThrow();
    }
}
