package dev.opspilot.rituals.analysis.cause;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who calls whom. It may lack services and calls, and may have cycles. Immutable. */
public final class CallGraph {

    /** A service that calls another. */
    public record Call(String caller, String callee) {}

    private final Map<String, SortedSet<String>> callees = new HashMap<>();
    private final Map<String, SortedSet<String>> callers = new HashMap<>();
    private final SortedSet<String> services = new TreeSet<>();

    public CallGraph(Collection<Call> calls) {
        for (Call call : calls) {
            if (!call.caller().equals(call.callee())) {
                callees.computeIfAbsent(call.caller(), name -> new TreeSet<>()).add(call.callee());
                callers.computeIfAbsent(call.callee(), name -> new TreeSet<>()).add(call.caller());
            }
            services.add(call.caller());
            services.add(call.callee());
        }
    }

    /** The same graph with more calls. */
    CallGraph with(Collection<Call> more) {
        List<Call> calls = new ArrayList<>(more);
        callees.forEach((caller, called) -> called.forEach(callee -> calls.add(new Call(caller, callee))));
        return new CallGraph(calls);
    }

    /** All services that call or are called. */
    public Set<String> services() {
        return Collections.unmodifiableSortedSet(services);
    }

    /** The shortest way by calls from one service to another, both included; empty where there is none. */
    List<String> path(String from, String to) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty() && !cameFrom.containsKey(to)) {
            String caller = next.remove();
            for (String callee : calleesOf(caller)) {
                if (!callee.equals(from) && cameFrom.putIfAbsent(callee, caller) == null) {
                    next.add(callee);
                }
            }
        }
        if (!cameFrom.containsKey(to)) {
            return List.of();
        }
        Deque<String> path = new ArrayDeque<>(List.of(to));
        while (!path.getFirst().equals(from)) {
            path.addFirst(Objects.requireNonNull(cameFrom.get(path.getFirst())));
        }
        return List.copyOf(path);
    }

    Set<String> calleesOf(String service) {
        return Collections.unmodifiableSortedSet(callees.getOrDefault(service, Collections.emptySortedSet()));
    }

    Set<String> callersOf(String service) {
        return Collections.unmodifiableSortedSet(callers.getOrDefault(service, Collections.emptySortedSet()));
    }
}
