package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptId;
import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The receipts as numbered sources of one message: numbers in the text, which Teams shows as citations, and the same
 * numbers on the chips of the card. A receipt gets the next number where it is first named. For one thread.
 */
final class Sources {
    private static final int CHIPS = 3;
    /** Numbers that a sentence carries at most. */
    static final int MARKS = 4;

    private static final int UNBROKEN = 24;
    private static final int DIGEST_PREFIX = 12;
    private static final String GAP = "\u00A0\u00A0 ";

    private final Map<ReceiptId, Receipt> byId;
    private final PageLinks links;
    private final SessionId session;
    private final Instant now;
    private final SequencedMap<ReceiptId, Integer> numbers = new LinkedHashMap<>();
    private final SequencedSet<ReceiptId> cited = new LinkedHashSet<>();

    Sources(SessionId session, List<Receipt> receipts, PageLinks links, Instant now) {
        this.byId = receipts.stream().collect(Collectors.toMap(Receipt::id, Function.identity(), (one, same) -> one));
        this.session = session;
        this.links = links;
        this.now = now;
    }

    /** The receipt's number in this message, from 1: known, or the next. */
    int number(ReceiptId id) {
        Integer known = numbers.get(id);
        if (known != null) {
            return known;
        }
        numbers.put(id, numbers.size() + 1);
        return numbers.size();
    }

    /** The marks of a sentence in the text, as in {@code [1] [2]}; what Teams would not take as a citation is left out. */
    String cited(List<ReceiptId> ids) {
        StringBuilder marks = new StringBuilder();
        ids.stream().limit(MARKS).forEach(id -> {
            int number = number(id);
            if (number <= CardLimits.CITATIONS) {
                cited.add(id);
                marks.append(" [").append(number).append(']');
            }
        });
        return marks.toString();
    }

    /** What stands behind the marks of the text, as Teams takes it. */
    ArrayNode citations() {
        return Elements.array(cited.stream().map(this::citation).toList());
    }

    private ObjectNode citation(ReceiptId id) {
        ObjectNode claim =
                JsonNodeFactory.instance.objectNode().put("@type", "Claim").put("position", number(id));
        claim.putObject("appearance")
                .put("@type", "DigitalDocument")
                .put("name", name(id, CardLimits.CITATION_NAME))
                .put("url", url(id))
                .put("abstract", CardText.line(summary(id), CardLimits.CITATION_ABSTRACT));
        return claim;
    }

    private String summary(ReceiptId id) {
        Receipt receipt = byId.get(id);
        return receipt == null
                ? "A receipt of this session"
                : receipt.tool()
                        + Wording.outcome(receipt.outcome())
                        + " · asked "
                        + CardText.clock(receipt.askedAt())
                        + " · "
                        + latency(receipt)
                        + " · "
                        + digest(receipt);
    }

    /** The chips under a statement, behind what else stands in that line. */
    ObjectNode chips(List<Run> before, List<ReceiptId> ids) {
        List<Run> runs = new ArrayList<>(before);
        int shown = ids.size() == CHIPS + 1 ? ids.size() : Math.min(ids.size(), CHIPS);
        for (int i = 0; i < ids.size(); i++) {
            ReceiptId id = ids.get(i);
            int number = number(id);
            if (i < shown) {
                gap(runs);
                runs.add(Run.of("[" + number + "]\u00A0" + together(name(id, CardLimits.NAME)))
                        .small()
                        .linked(url(id)));
            }
        }
        if (ids.size() > shown) {
            gap(runs);
            runs.add(Run.of("and " + (ids.size() - shown) + " more").small().linked(links.session(session)));
        }
        return Elements.near(Elements.text(runs));
    }

    /** A short name is not broken over two lines. */
    private static String together(String name) {
        return name.length() > UNBROKEN ? name : name.replace(' ', '\u00A0');
    }

    private static void gap(List<Run> runs) {
        if (!runs.isEmpty()) {
            runs.add(Run.of(GAP));
        }
    }

    ObjectNode chips(List<ReceiptId> ids) {
        return chips(List.of(), ids);
    }

    /** The numbers that were given so far. */
    Map<ReceiptId, Integer> numbers() {
        return Map.copyOf(numbers);
    }

    /** The number of a receipt, which leads to it. */
    Run mark(ReceiptId id) {
        return Run.of("[" + number(id) + "]").small().linked(url(id));
    }

    /** The numbers alone, each with its link, where there is no room for names. */
    List<Run> marks(List<ReceiptId> ids) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Run mark = mark(ids.get(i));
            if (i < MARKS) {
                runs.add(Run.of(" "));
                runs.add(mark);
            }
        }
        return runs;
    }

    private String name(ReceiptId id, int max) {
        Receipt receipt = byId.get(id);
        return receipt == null
                ? CardText.line("receipt " + id.value(), max)
                : CardText.line(receipt.chip().label(now), max, "a source");
    }

    private String url(ReceiptId id) {
        Receipt receipt = byId.get(id);
        return receipt == null ? links.session(session) : links.evidence(receipt, CardLimits.URL);
    }

    /** Where another session stands on the page. */
    String session(SessionId other) {
        return links.session(other);
    }

    static String latency(Receipt receipt) {
        return String.format(Locale.ROOT, "%,d ms", receipt.latency().toMillis())
                + (receipt.cached() ? " · cached" : "");
    }

    static String digest(Receipt receipt) {
        return receipt.result().hex().substring(0, DIGEST_PREFIX) + "…";
    }
}
