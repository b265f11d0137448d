package dev.opspilot.rituals.surface;

import java.util.List;
import java.util.Objects;

/**
 * Asks for what an order leaves out. A surface draws it, lets {@link FrontDesk#tried} check what was filled in, and hears
 * the whole order: the words of the field stand behind those of the order. All of it is plain text.
 *
 * @param title of few words
 * @param about what it is about, as it stands now
 * @param label of the field
 * @param words what stands in the field at first
 * @param hint what may stand in it
 * @param place where it posts now; the order may name another
 */
public record OrderForm(String title, List<String> about, String label, String words, String hint, Place place) {
    public OrderForm {
        Objects.requireNonNull(title);
        about = List.copyOf(about);
        Objects.requireNonNull(label);
        Objects.requireNonNull(words);
        Objects.requireNonNull(hint);
        Objects.requireNonNull(place);
    }

    /** What an order would come to. */
    public sealed interface Tried {

        /** @param lines what would be so then */
        record Right(List<String> lines) implements Tried {
            public Right {
                lines = List.copyOf(lines);
            }
        }

        /** @param why what is wrong with the words, and what to write instead */
        record Wrong(String why) implements Tried {
            public Wrong {
                Objects.requireNonNull(why);
            }
        }
    }

    /** The order, with what was filled in. */
    public static Command.Order filled(Command.Order bare, String words) {
        return new Command.Order(bare.topic(), (bare.words() + " " + words).strip());
    }
}
