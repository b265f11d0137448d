package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.PlainText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws what a person posts in their own name, word for word. Cards make no links by themselves, so the addresses are made
 * some: each reads as where it leads.
 */
final class OwnWords {
    /* One that was cut off leads nowhere. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\bhttps?://[^\\s<>\"…]++(?!…)");
    private static final String AFTER = ".,;:!?'";

    private OwnWords() {}

    /** One element a line. */
    static List<ObjectNode> draw(String words) {
        return CardText.ownLines(words, CardLimits.DRAFT).stream()
                .map(line -> Elements.near(Elements.text(runs(line))))
                .toList();
    }

    private static List<Run> runs(String line) {
        List<Run> runs = new ArrayList<>();
        Matcher found = ADDRESS.matcher(line);
        int from = 0;
        while (found.find()) {
            String address = address(found.group());
            Optional<String> link = link(address);
            if (link.isPresent()) {
                runs.add(Run.of(line.substring(from, found.start())));
                runs.add(Run.of(address).linked(link.get()));
                from = found.start() + address.length();
            }
        }
        runs.add(Run.of(line.substring(from)));
        return runs;
    }

    /** Without what ends a sentence, or the bracket in which it stands. */
    private static String address(String found) {
        String address = found;
        while (AFTER.indexOf(address.charAt(address.length() - 1)) >= 0
                || (address.endsWith(")") && address.indexOf('(') < 0)) {
            address = address.substring(0, address.length() - 1);
        }
        return address;
    }

    private static Optional<String> link(String address) {
        try {
            return PlainText.webAddress(new URI(address), PageLinks.LONGEST);
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
