package dev.opspilot.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opspilot.rituals.receipt.SessionId;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.OrderDesk;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import dev.opspilot.rituals.surface.RitualName;
import dev.opspilot.rituals.surface.Role;
import dev.opspilot.rituals.surface.UnansweredException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the front desk offers to whom, and refuses before anybody promised it. */
final class OffersTest {
    private static final Person MO = new Person("slack", "U9", "Mo");
    private static final Place OPS = new Place("slack", "T1", "C1", Optional.empty());
    private static final Notice HALTED = new Notice(
            "Nothing acts any more",
            List.of(new Notice.Line("Since now.", List.of(new Notice.Action("Status", "halt status", "")))),
            List.of(new Notice.Action("Let things act again", "halt off", "Sure?")));

    private final Desks desks = new Desks();

    private record Halting() implements OrderDesk {
        @Override
        public Topic topic() {
            return Topic.HALT;
        }

        @Override
        public Role needs(Command.Order order) {
            return switch (order.words()) {
                case "off" -> Role.ADMIN;
                case "status" -> Role.VIEWER;
                default -> Role.OPERATOR;
            };
        }

        @Override
        public Notice take(Heard.Ordered order) {
            return HALTED;
        }
    }

    @BeforeEach
    void open() {
        desks.open(new Halting());
    }

    private static Heard.Ordered order(String words) {
        return new Heard.Ordered(new HeardKey("k"), MO, OPS, new Command.Order(Topic.HALT, words));
    }

    @Test
    void buttonsAreOfferedToThoseWhoMayPressThemAndOfTheOthersItIsSaidWhoseTheyAre() {
        desks.guard((_, _) -> Role.OPERATOR);
        Notice told = desks.take(order("on"));
        assertThat(told.actions()).isEmpty();
        assertThat(told.lines().getFirst()).isEqualTo(HALTED.lines().getFirst());
        assertThat(told.lines().getLast().text())
                .isEqualTo("“Let things act again” takes the role “admin”; you are “operator” here.");

        desks.guard((_, _) -> Role.ADMIN);
        assertThat(desks.take(order("on"))).isEqualTo(HALTED);
    }

    @Test
    void whatTakesMoreIsRefusedInTheWordsOfTheRefusalItself() {
        desks.guard((_, _) -> Role.VIEWER);
        Heard.Said said = new Heard.Said(
                new HeardKey("k"), MO, OPS, new SessionId("s1"), RitualName.BRIEF, "what changed?", Optional.empty());

        assertThat(desks.refusal(said)).contains(Orders.refusal(Role.OPERATOR, Role.VIEWER));
        assertThat(desks.refusal(order("off"))).contains(Orders.refusal(Role.ADMIN, Role.VIEWER));
        assertThat(desks.refusal(order("status"))).isEmpty();
    }

    @Test
    void whileNobodySaysWhoAsksOnlyWhatAllMayIsTold() {
        desks.guard((_, _) -> {
            throw new UnansweredException("users.info did not work");
        });

        assertThat(desks.take(order("status"))).isEqualTo(HALTED);
        assertThatThrownBy(() -> desks.take(order("on"))).isInstanceOf(UnansweredException.class);
    }
}
