package dev.opspilot.adapters.teams.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a card shows between its head and its end, in parts that are kept together, laid out on pages. For one thread. */
final class Parts {
    private record Part(List<ObjectNode> elements, int size) {}

    private final String whole;
    private final Optional<ReadersClock> clock;
    private final List<Part> parts = new ArrayList<>();

    /** @param whole address where all of it is */
    Parts(String whole) {
        this(whole, Optional.empty());
    }

    /**
     * Parts of a session.
     *
     * @param whole address where all of it is
     * @param now the moment that is shown
     */
    Parts(String whole, Instant now) {
        this(whole, Optional.of(new ReadersClock(now)));
    }

    private Parts(String whole, Optional<ReadersClock> clock) {
        this.whole = whole;
        this.clock = clock;
    }

    /** Adds elements that belong together. */
    void add(ObjectNode... together) {
        add(Arrays.asList(together));
    }

    void add(List<ObjectNode> together) {
        if (!together.isEmpty()) {
            clock.ifPresent(readers -> together.forEach(readers::in));
            parts.add(new Part(List.copyOf(together), Elements.size(together)));
        }
    }

    /** As many parts as fit, in their order, and where the others are. */
    List<ObjectNode> only(int room) {
        List<ObjectNode> page = new ArrayList<>();
        int left = room;
        int omitted = 0;
        for (Part part : parts) {
            if (part.size > left) {
                omitted++;
            } else {
                page.addAll(part.elements);
                left -= part.size;
            }
        }
        return ended(page, omitted);
    }

    /**
     * The parts on pages, in their order; at least one page.
     *
     * @param room of each page, as {@link Elements#size} measures
     */
    List<List<ObjectNode>> pages(int room) {
        List<List<ObjectNode>> pages = new ArrayList<>();
        List<ObjectNode> page = new ArrayList<>();
        int left = room;
        int omitted = 0;
        for (Part part : parts) {
            boolean ends =
                    !page.isEmpty() && (part.size > left || page.size() + part.elements.size() > CardLimits.PARTS);
            if (ends && pages.size() < CardLimits.PAGES) {
                pages.add(page);
                page = new ArrayList<>();
                left = room;
            }
            if (part.size > left || pages.size() == CardLimits.PAGES) {
                omitted++;
            } else {
                page.addAll(part.elements);
                left -= part.size;
            }
        }
        if (!page.isEmpty() || pages.isEmpty()) {
            pages.add(page);
        }
        ended(pages.getLast(), omitted);
        return pages;
    }

    private List<ObjectNode> ended(List<ObjectNode> page, int omitted) {
        if (omitted > 0) {
            String more = omitted == 1 ? "One more part is on the page" : omitted + " more parts are on the page";
            page.add(Elements.apart(Elements.text(Run.of(more).small().linked(whole))));
        }
        return page;
    }
}
