package dev.opspilot.rituals.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PostBook.Claim;
import dev.opspilot.rituals.surface.PostBook.Entry;
import dev.opspilot.rituals.surface.PostBook.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every post book does. */
public abstract class PostBookContract {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Writer ONE = new Writer("one");
    private static final Writer OTHER = new Writer("other");

    private PostBook book;
    private PostKey key;

    /** A book, the same one for all tests or a new one each time. */
    protected abstract PostBook book();

    /** Lets time go by for the claims on a post. */
    protected abstract void pass(PostKey key, Duration time);

    @BeforeEach
    void fresh() {
        book = book();
        key = PostKey.board(new SessionId("posts-" + COUNT.incrementAndGet()));
    }

    private Entry.Posted posted(long version, boolean streaming) {
        return new Entry.Posted(new PostRef("C1", key.session().value()), version, streaming);
    }

    @Test
    void knowsWhatWasTriedAndWhatStandsInWhichState() {
        assertThat(book.look(key)).isEqualTo(new Entry.Unknown());

        assertThat(book.claim(key, ONE)).isEqualTo(new Claim.Granted(new Entry.Unknown()));
        assertThat(book.look(key)).isEqualTo(new Entry.Tried(1));
        assertThat(book.find(key)).isEmpty();

        assertThat(book.written(key, ONE, posted(3, true))).isTrue();
        assertThat(book.look(key)).isEqualTo(posted(3, true));
        assertThat(book.claim(key, OTHER)).isEqualTo(new Claim.Granted(posted(3, true)));
        book.written(key, OTHER, posted(9, false));
        assertThat(book.look(key)).isEqualTo(posted(9, false));
        assertThat(book.find(key)).contains(posted(9, false).ref());
        assertThat(book.sessionAt(posted(9, false).ref())).contains(key.session());
        assertThat(book.sessionAt(new PostRef("C1", "nowhere"))).isEmpty();
    }

    @Test
    void whatIsSaidBelowAnAnnouncementIsNotAboutItsSession() {
        PostKey announcement = PostKey.announcement(key.session(), new HeardKey("sent-" + key.slot()));
        PostRef ref = new PostRef("C2", "announced-" + key.slot());
        book.claim(announcement, ONE);
        book.written(announcement, ONE, new Entry.Posted(ref, 1, false));

        assertThat(book.find(announcement)).contains(ref);
        assertThat(book.sessionAt(ref)).isEmpty();
    }

    @Test
    void aClaimKeepsOthersOffUntilItEndsOrItsWriterHasBeenSilentForLong() {
        book.claim(key, ONE);

        assertThat(book.claim(key, OTHER))
                .isInstanceOfSatisfying(
                        Claim.Held.class,
                        held -> assertThat(held.left()).isPositive().isLessThanOrEqualTo(PostBook.CLAIM));
        pass(key, PostBook.CLAIM.minusSeconds(5));
        assertThat(book.claim(key, OTHER)).isInstanceOf(Claim.Held.class);
        pass(key, Duration.ofSeconds(6));
        assertThat(book.claim(key, OTHER)).isEqualTo(new Claim.Granted(new Entry.Tried(1)));
        assertThat(book.claim(key, ONE)).isInstanceOf(Claim.Held.class);
    }

    @Test
    void aWriterClaimsAnewWhatItHolds() {
        book.claim(key, ONE);

        assertThat(book.claim(key, ONE)).isEqualTo(new Claim.Granted(new Entry.Tried(1)));
        assertThat(book.claim(key, ONE)).isEqualTo(new Claim.Granted(new Entry.Tried(2)));
    }

    @Test
    void aReleasedClaimLeavesNothingBehind() {
        book.claim(key, ONE);
        book.release(key, ONE);
        assertThat(book.look(key)).isEqualTo(new Entry.Unknown());

        book.claim(key, ONE);
        pass(key, PostBook.CLAIM.plusSeconds(1));
        book.claim(key, OTHER);
        book.release(key, OTHER);
        assertThat(book.look(key)).isEqualTo(new Entry.Tried(1));

        book.claim(key, OTHER);
        book.written(key, OTHER, posted(2, false));
        book.claim(key, ONE);
        book.release(key, ONE);
        assertThat(book.look(key)).isEqualTo(posted(2, false));
        assertThat(book.claim(key, OTHER)).isEqualTo(new Claim.Granted(posted(2, false)));
    }

    @Test
    void whoLostItsClaimChangesNothingAnyMore() {
        book.claim(key, ONE);
        pass(key, PostBook.CLAIM.plusSeconds(1));
        book.claim(key, OTHER);

        book.release(key, ONE);
        assertThat(book.written(key, ONE, posted(7, false))).isFalse();

        assertThat(book.find(key)).isEmpty();
        assertThat(book.claim(key, ONE)).isInstanceOf(Claim.Held.class);
    }

    @Test
    void ofManyInTheSameMomentOneIsGrantedTheClaim() throws Exception {
        int many = 8;
        CyclicBarrier together = new CyclicBarrier(many);
        try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
            for (int round = 0; round < 10; round++) {
                PostKey contested = new PostKey(key.session(), "round/" + round);
                List<Future<Claim>> claims = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    Writer writer = new Writer("writer-" + i);
                    claims.add(threads.submit(() -> {
                        together.await();
                        return book.claim(contested, writer);
                    }));
                }
                int granted = 0;
                for (Future<Claim> claim : claims) {
                    granted += claim.get() instanceof Claim.Granted ? 1 : 0;
                }
                assertThat(granted).isEqualTo(1);
            }
        }
    }
}
