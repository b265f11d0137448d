package dev.opspilot.rituals.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.rituals.analysis.cause.CallGraph.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CallGraphTest {
    private final CallGraph graph = new CallGraph(List.of(
            new Call("web", "cart"),
            new Call("web", "search"),
            new Call("cart", "store"),
            new Call("search", "index"),
            new Call("index", "store"),
            new Call("store", "web"),
            new Call("store", "store")));

    @Test
    void theShortestWayIsFoundThoughCallsGoRoundInCircles() {
        assertThat(graph.path("web", "store")).containsExactly("web", "cart", "store");
        assertThat(graph.path("index", "cart")).containsExactly("index", "store", "web", "cart");
    }

    @Test
    void thereIsNoWayToAServiceThatIsNotKnown() {
        assertThat(graph.path("web", "mail")).isEmpty();
        assertThat(graph.path("mail", "web")).isEmpty();
    }

    @Test
    void aServiceThatCallsItselfIsNoNeighbourOfItself() {
        assertThat(graph.calleesOf("store")).containsExactly("web");
        assertThat(graph.callersOf("store")).containsExactly("cart", "index");
    }
}
