package dev.opspilot.rituals.session;

import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.AlertBatch;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.instrument.Facts;
import dev.opspilot.rituals.instrument.Incident;
import dev.opspilot.rituals.instrument.Name;
import dev.opspilot.rituals.instrument.Query;
import dev.opspilot.rituals.instrument.Reading;
import dev.opspilot.rituals.instrument.Subject;
import dev.opspilot.rituals.receipt.Finding;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.session.SessionEvent.CallAsked;
import dev.opspilot.rituals.session.SessionEvent.FindingMade;
import dev.opspilot.rituals.session.SessionEvent.StepMoved;
import dev.opspilot.rituals.session.SessionEvent.WidgetDrawn;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.PlainText;
import dev.opspilot.rituals.surface.PlanStep;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.widget.Widget;
import dev.opspilot.rituals.widget.WidgetId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Alerts of monitoring systems: the first ones begin a session, later ones join it, and the session says when all are
 * over. Each delivery is a reading like any other, with its receipt. Pure.
 */
final class AlertIntake {
    /** What alerts count as; on the plan only where an alert began the session. */
    static final PlanStep STEP = PlanStep.pending("alerts", "Take the alert");

    private static final int ROWS = 10;
    private static final int NAMED = 3;
    private static final FindingId FINDING = new FindingId("alerts");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AlertIntake() {}

    /** What the system would have typed. */
    static Heard.Said said(Heard.Alerted alerted) {
        return new Heard.Said(
                alerted.key(),
                alerted.person(),
                alerted.place(),
                alerted.session(),
                RitualName.INCIDENT,
                intent(alerted.batch()),
                Optional.empty());
    }

    private static String intent(AlertBatch batch) {
        Incident first = batch.firing().stream()
                .findFirst()
                .orElseGet(() -> batch.alerts().getFirst());
        String more =
                batch.alerts().size() == 1 ? "" : " and " + (batch.alerts().size() - 1) + " more";
        return PlainText.clipped(first.title() + on(first) + more, Command.MAX_INTENT);
    }

    private static String on(Incident alert) {
        return alert.subject().kind() == Subject.Kind.SERVICE
                ? " on " + Name.shown(alert.subject().name())
                : "";
    }

    /** Adds alerts to a session; a delivery that is known already adds nothing. */
    static void join(Progress progress, Heard.Alerted alerted, Instant now) {
        CallId id = new CallId(Call.ALERT + alerted.key());
        if (progress.state().calls().stream().anyMatch(call -> call.id().equals(id))) {
            return;
        }
        AlertBatch batch = alerted.batch();
        progress.add(new CallAsked(now, id, STEP.id(), batch.source(), batch.hook(), query(batch, now)));
        Reading.Origin origin =
                new Reading.Origin(batch.source(), batch.hook(), "", now, false, batch.result(), link(batch));
        Reading reading = new Reading.Found(origin, new Facts(List.of(), List.of(), batch.alerts()));
        progress.take(new Input.Answer(id, now, Duration.ZERO, reading), now);
        tell(progress, now);
    }

    private static Query query(AlertBatch batch, Instant now) {
        Instant first = batch.alerts().stream()
                .map(Incident::startedAt)
                .filter(at -> at.isBefore(now))
                .min(Instant::compareTo)
                .orElse(now.minusSeconds(1));
        return new Query(Capability.ALERTS_RAISED, first, now, Duration.ofMinutes(1), 0);
    }

    private static Optional<URI> link(AlertBatch batch) {
        return batch.alerts().stream().flatMap(each -> each.link().stream()).findFirst();
    }

    private record Latest(Incident alert, String source, ReceiptId receipt) {
        /** The same; it began no later than at a moment. */
        Latest since(Instant at) {
            return alert.startedAt().isAfter(at) ? new Latest(alert.since(at), source, receipt) : this;
        }
    }

    private static void tell(Progress progress, Instant now) {
        List<Latest> latest = List.copyOf(latest(progress.state()).values());
        List<Latest> shown = latest.stream().limit(ROWS).toList();
        List<ReceiptId> receipts =
                shown.stream().map(Latest::receipt).distinct().toList();
        Finding finding = new Finding(FINDING, text(latest), Finding.Confidence.HIGH, receipts, List.of(), List.of());
        progress.add(new FindingMade(now, finding));
        progress.add(new WidgetDrawn(now, table(latest.size(), shown, receipts)));
        progress.add(new StepMoved(
                now,
                STEP.id(),
                PlanStep.Status.COMPLETE,
                latest.size() == 1 ? "1 alert" : latest.size() + " alerts",
                progress.state().chips(receipts)));
    }

    /** The alerts of a session as they stand now, those that came last first. */
    private static Map<String, Latest> latest(RitualSession session) {
        Map<String, Latest> latest = new LinkedHashMap<>();
        Set<String> begun = new HashSet<>();
        for (Call call : session.calls().reversed()) {
            if (call.isOfAlert() && call.answer().isPresent()) {
                Call.Answered answer = call.answer().get();
                if (answer.reading() instanceof Reading.Found(Reading.Origin _, Facts facts)) {
                    for (Incident alert : facts.incidents()) {
                        String key = call.source() + "/" + alert.id();
                        if (!latest.containsKey(key)) {
                            latest.put(
                                    key,
                                    new Latest(
                                            alert,
                                            call.source(),
                                            answer.receipt().id()));
                        } else if (alert.resolvedAt().isPresent()) {
                            begun.add(key);
                        } else if (!begun.contains(key)) {
                            // A notice that it is over may name no other time than its own.
                            latest.computeIfPresent(key, (_, known) -> known.since(alert.startedAt()));
                        }
                    }
                }
            }
        }
        return latest;
    }

    private static String text(List<Latest> latest) {
        List<String> told = latest.stream().map(Latest::source).distinct().toList();
        String sources = Words.listed(told);
        List<Incident> firing = latest.stream()
                .map(Latest::alert)
                .filter(each -> each.resolvedAt().isEmpty())
                .toList();
        if (firing.isEmpty()) {
            String which = switch (latest.size()) {
                case 1 -> "the alert is";
                case 2 -> "both alerts are";
                default -> "all " + latest.size() + " alerts are";
            };
            Optional<Instant> end = latest.stream()
                    .flatMap(each -> each.alert().resolvedAt().stream())
                    .max(Instant::compareTo);
            return sources + (told.size() == 1 ? " says that " : " say that ") + which + " over since "
                    + CLOCK.format(end.orElseThrow()) + ".";
        }
        String named = Words.listed(firing.stream()
                .limit(NAMED)
                .map(each -> "“" + Words.oneLine(each.title()) + "”" + on(each))
                .toList());
        Instant since =
                firing.stream().map(Incident::startedAt).min(Instant::compareTo).orElseThrow();
        int over = latest.size() - firing.size();
        return sources + (told.size() == 1 ? " has " : " have ")
                + (firing.size() == 1 ? "1 alert" : firing.size() + " alerts") + " firing since "
                + CLOCK.format(since) + ": " + named
                + (firing.size() > NAMED ? " and " + (firing.size() - NAMED) + " more" : "") + "."
                + (over == 0 ? "" : " " + over + (over == 1 ? " is over." : " are over."));
    }

    private static Widget table(int all, List<Latest> shown, List<ReceiptId> receipts) {
        String title = all <= ROWS ? "Alerts" : "Alerts, the latest " + ROWS + " of " + all;
        return new Widget.Table(
                new Widget.Head(new WidgetId("alerts"), title, "incident/alerts", receipts),
                List.of("Alert", "About", "State", "Since", "Source"),
                shown.stream().map(AlertIntake::row).toList());
    }

    private static List<String> row(Latest each) {
        Incident alert = each.alert();
        return List.of(
                "“" + Words.oneLine(alert.title()) + "”",
                Name.shown(alert.subject().name()),
                alert.resolvedAt().map(end -> "over since " + CLOCK.format(end)).orElse("firing"),
                CLOCK.format(alert.startedAt()),
                each.source());
    }
}
