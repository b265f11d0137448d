package dev.opspilot.rituals.analysis.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The services of a well-known sample system with who calls whom and how often, in an order in which every caller comes
 * before what it calls. Names that begin with {@code #} are stores, which have resources and no requests of their own.
 */
@SuppressWarnings({"ArrayRecordComponent", "StringSplitter"}) // made once, never compared; the text is our own
record MeshSystem(String name, List<String> services, double[][] rate, boolean[] store) {
    static final List<String> NAMES = List.of("boutique", "socks", "trains");

    private static final Map<String, String> CALLS = Map.of(
            "boutique",
            "frontend>checkoutservice:.2 frontend>recommendationservice:1 frontend>cartservice:1"
                    + " frontend>productcatalogservice:3 frontend>currencyservice:2 frontend>shippingservice:.4"
                    + " frontend>adservice:1 checkoutservice>cartservice:2 checkoutservice>productcatalogservice:2"
                    + " checkoutservice>currencyservice:2 checkoutservice>paymentservice:1"
                    + " checkoutservice>emailservice:1 checkoutservice>shippingservice:2"
                    + " recommendationservice>productcatalogservice:1 cartservice>#redis-cart:2",
            "socks",
            "front-end>orders:.2 front-end>carts:1 front-end>catalogue:2 front-end>user:1 orders>carts:1"
                    + " orders>user:2 orders>payment:1 orders>shipping:1 orders>#orders-db:2 carts>#carts-db:2"
                    + " catalogue>#catalogue-db:1 user>#user-db:2 shipping>#rabbitmq:1 #rabbitmq>queue-master:1",
            "trains",
            "ts-ui-dashboard>ts-preserve-service:.3 ts-ui-dashboard>ts-travel-service:2"
                    + " ts-ui-dashboard>ts-travel2-service:1 ts-ui-dashboard>ts-auth-service:.5"
                    + " ts-ui-dashboard>ts-order-service:1 ts-ui-dashboard>ts-cancel-service:.1"
                    + " ts-preserve-service>ts-order-service:1 ts-preserve-service>ts-contacts-service:1"
                    + " ts-preserve-service>ts-assurance-service:1 ts-preserve-service>ts-food-service:.5"
                    + " ts-preserve-service>ts-security-service:1 ts-preserve-service>ts-seat-service:1"
                    + " ts-preserve-service>ts-travel-service:1 ts-preserve-service>ts-user-service:1"
                    + " ts-preserve-service>ts-station-service:2 ts-cancel-service>ts-order-service:2"
                    + " ts-cancel-service>ts-inside-payment-service:1 ts-cancel-service>ts-notification-service:1"
                    + " ts-security-service>ts-order-service:1 ts-inside-payment-service>ts-order-service:1"
                    + " ts-inside-payment-service>ts-payment-service:1 ts-food-service>ts-station-service:1"
                    + " ts-travel-service>ts-ticketinfo-service:1 ts-travel-service>ts-route-service:1"
                    + " ts-travel-service>ts-seat-service:1 ts-travel-service>ts-train-service:1"
                    + " ts-travel2-service>ts-ticketinfo-service:1 ts-travel2-service>ts-route-service:1"
                    + " ts-travel2-service>ts-train-service:1 ts-ticketinfo-service>ts-basic-service:1"
                    + " ts-basic-service>ts-station-service:1 ts-basic-service>ts-price-service:1"
                    + " ts-basic-service>ts-route-service:1 ts-seat-service>ts-order-service:1"
                    + " ts-seat-service>ts-config-service:1 ts-auth-service>ts-verification-code-service:1"
                    + " ts-auth-service>ts-user-service:1 ts-order-service>#ts-order-mongo:2"
                    + " ts-station-service>#ts-station-mongo:1 ts-user-service>#ts-user-mongo:1"
                    + " ts-route-service>#ts-route-mongo:1");

    static MeshSystem named(String name) {
        Map<String, Map<String, Double>> calls = new TreeMap<>();
        for (String call : CALLS.getOrDefault(name, "").split(" ")) {
            String[] parts = call.split("[>:]");
            calls.computeIfAbsent(parts[0], _ -> new TreeMap<>()).put(parts[1], Double.parseDouble(parts[2]));
            calls.computeIfAbsent(parts[1], _ -> new TreeMap<>());
        }
        List<String> ordered = new ArrayList<>();
        while (ordered.size() < calls.size()) {
            calls.keySet().stream()
                    .filter(each -> !ordered.contains(each))
                    .filter(each -> calls.entrySet().stream()
                            .allMatch(caller ->
                                    !caller.getValue().containsKey(each) || ordered.contains(caller.getKey())))
                    .forEach(ordered::add);
        }
        int n = ordered.size();
        double[][] rate = new double[n][n];
        boolean[] store = new boolean[n];
        for (int caller = 0; caller < n; caller++) {
            store[caller] = ordered.get(caller).startsWith("#");
            for (Map.Entry<String, Double> callee :
                    calls.getOrDefault(ordered.get(caller), Map.of()).entrySet()) {
                rate[caller][ordered.indexOf(callee.getKey())] = callee.getValue();
            }
        }
        return new MeshSystem(
                name, ordered.stream().map(each -> each.replace("#", "")).toList(), rate, store);
    }

    /** The service where people come in. */
    int entry() {
        for (int service = 0; service < services.size(); service++) {
            boolean called = false;
            for (double[] calls : rate) {
                called |= calls[service] > 0;
            }
            if (!called && !store[service]) {
                return service;
            }
        }
        throw new IllegalStateException("everything is called");
    }

    /** Who calls whom, some of it unknown. */
    CallGraph graph(double known, RandomGenerator random) {
        List<CallGraph.Call> calls = new ArrayList<>();
        for (int caller = 0; caller < services.size(); caller++) {
            for (int callee = 0; callee < services.size(); callee++) {
                if (rate[caller][callee] > 0 && random.nextDouble() < known) {
                    calls.add(new CallGraph.Call(services.get(caller), services.get(callee)));
                }
            }
        }
        return new CallGraph(calls);
    }
}
