package dev.opspilot.rituals.surface;

import dev.opspilot.rituals.receipt.Receipt;
import dev.opspilot.rituals.receipt.ReceiptChain;
import dev.opspilot.rituals.receipt.SessionId;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a list of receipts says of them, the same on every surface. Names and answers are from outside. Pure. */
public final class ReceiptText {
    /** What leads to the rest of an answer that is not all in the list. */
    public static final String WHOLE = "Read the whole answer";

    /** The longest part of an answer in a list, in UTF-16 units. */
    public static final int ANSWER = 400;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private ReceiptText() {}

    /**
     * What a source answered, on one line.
     *
     * @param whole whether that is all it answered
     */
    public record Excerpt(String text, boolean whole) {
        public Excerpt {
            Objects.requireNonNull(text);
        }
    }

    /** As much of an answer as a list has room for. */
    public static Excerpt answered(String result) {
        String line = BLANKS.matcher(PlainText.of(result)).replaceAll(" ").strip();
        return line.isEmpty()
                ? new Excerpt("(empty)", true)
                : new Excerpt(PlainText.clipped(line, ANSWER), line.length() <= ANSWER);
    }

    /** Who asked, by the name that people know; by the id where nobody of that id left a name in the session. */
    public static String asker(SessionView view, Receipt receipt) {
        Stream<Person> people = Stream.of(
                        Stream.of(view.actor(), Person.AUTOMATION),
                        view.questions().stream().map(Question::person),
                        view.announcements().stream().map(Announcement::person),
                        view.ratings().stream().map(SessionView.Rating::person))
                .flatMap(each -> each);
        Stream<String> names =
                people.filter(person -> person.actor().equals(receipt.actor())).map(Person::name);
        Stream<String> deciders = view.plays().stream()
                .flatMap(play -> play.rulings().stream())
                .filter(ruling -> ruling.actor().equals(receipt.actor()))
                .map(ruling -> ruling.name());
        return Stream.concat(names, deciders)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(receipt.actor());
    }

    /** Whether the receipts still prove what they say. */
    public static String chain(SessionId session, List<ReceiptChain.Stored> receipts) {
        return ReceiptChain.verify(session, receipts)
                .map(flaw -> "The chain is broken: receipt " + flaw.receipt() + " " + flaw.what() + ".")
                .orElse(
                        receipts.isEmpty()
                                ? "No source has answered yet."
                                : "The chain of " + Wording.receipts(receipts.size()) + " is intact.");
    }
}
