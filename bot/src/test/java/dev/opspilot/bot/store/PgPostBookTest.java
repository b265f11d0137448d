package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PostBook;
import dev.opspilot.rituals.surface.PostKey;
import dev.opspilot.rituals.surface.PostRef;
import org.junit.jupiter.api.Test;

final class PgPostBookTest {
    @Test
    void knowsWhatWasTriedAndWhatStands() {
        try (Database database = TestDatabase.open()) {
            PostBook book = new PgPostBook(database);
            PostKey key = PostKey.board(new SessionId("s1"));
            assertThat(book.look(key)).isEqualTo(new PostBook.Entry.Unknown());

            book.trying(key);
            book.trying(key);
            assertThat(book.look(key)).isEqualTo(new PostBook.Entry.Tried());
            assertThat(book.find(key)).isEmpty();

            book.posted(key, new PostRef("C1", "171.2"));
            book.trying(key);
            assertThat(book.find(key)).contains(new PostRef("C1", "171.2"));
        }
    }
}
