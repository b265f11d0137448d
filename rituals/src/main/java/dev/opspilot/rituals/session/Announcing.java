package dev.opspilot.rituals.session;

import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.receipt.Outcome;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.session.SessionEvent.AnnouncementAnswered;
import dev.opspilot.rituals.session.SessionEvent.AnnouncementAsked;
import dev.opspilot.rituals.surface.Announcement;
import dev.opspilot.rituals.surface.Announcement.State;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.widget.Widget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of drafts that people post. Pure.
 *
 * <p>That it is wanted is stored before it is posted, and a surface posts the same announcement once: so after a crash it
 * is simply wanted again.
 */
final class Announcing {
    private static final String TITLE = "This was not posted";
    private static final String WAY_BACK =
            "Delete the message where it stands, and say there what was wrong; who has read it has read it.";

    private Announcing() {}

    /** A person wants a draft posted. */
    static Decision asked(RitualSession session, Heard.Submitted submitted, Instant now) {
        boolean known = session.view().announcements().stream()
                .anyMatch(each -> each.key().equals(submitted.key()));
        if (known) {
            return Decision.NOTHING;
        }
        if (!isDrafted(session, submitted)) {
            return new Decision(List.of(), List.of(tell(submitted, "The session has no such draft any more.")));
        }
        Announcement wanted = new Announcement(
                submitted.key(),
                submitted.person(),
                submitted.place(),
                submitted.kit(),
                submitted.audience(),
                submitted.to(),
                submitted.text(),
                now,
                new State.Posting());
        Progress progress = new Progress(session);
        progress.add(new AnnouncementAsked(now, wanted));
        progress.want(new Effect.Announce(wanted));
        return progress.decision();
    }

    private static boolean isDrafted(RitualSession session, Heard.Submitted submitted) {
        return session.view().widgets().stream()
                .filter(Widget.CommsKit.class::isInstance)
                .map(Widget.CommsKit.class::cast)
                .filter(kit -> kit.id().equals(submitted.kit()))
                .flatMap(kit -> kit.drafts().stream())
                .anyMatch(draft -> draft.audience().equals(submitted.audience()));
    }

    private static Effect tell(Heard.Submitted submitted, String why) {
        return new Effect.Tell(submitted.key(), submitted.person(), submitted.place(), Notice.of(TITLE, why));
    }

    /** It stands there, or cannot: either way there is a receipt, and the person hears of a failure. */
    static void answered(Progress progress, Input.Announced input, Instant now) {
        Optional<Announcement> open = open(progress.state()).stream()
                .filter(each -> each.key().equals(input.key()))
                .findFirst();
        if (open.isEmpty()) {
            return;
        }
        Announcement announcement = open.get();
        Reading.Origin origin = input.origin();
        Receipt receipt = progress.state()
                .chain()
                .next(new ReceiptChain.Draft(
                        origin.source(),
                        origin.tool(),
                        origin.arguments(),
                        announcement.person().actor(),
                        input.askedAt(),
                        origin.observedAt(),
                        input.latency(),
                        false,
                        input.failure().isEmpty() ? Outcome.FOUND : Outcome.FAILED,
                        origin.result(),
                        origin.link(),
                        input.failure().isEmpty() ? Optional.of(WAY_BACK) : Optional.empty()));
        progress.add(new AnnouncementAnswered(now, input.key(), receipt, origin, input.failure()));
        input.failure()
                .ifPresent(why -> progress.want(new Effect.Tell(
                        input.key(), announcement.person(), announcement.from(), Notice.of(TITLE, why))));
    }

    /** After a crash. */
    static void resumed(Progress progress) {
        open(progress.state()).forEach(each -> progress.want(new Effect.Announce(each)));
    }

    /** What is still being posted. */
    static List<Announcement> open(RitualSession session) {
        return session.view().announcements().stream()
                .filter(each -> each.state() instanceof State.Posting)
                .toList();
    }
}
