package org.pantau.web.door;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pantau.access.Network;

/**
 * The connections that are open. Who asks nothing, or asks so slowly that it takes a place from others, is cut off; a stream
 * that was opened stays for as long as its reader. Belongs to the edge's context.
 */
public final class Connections {

    private final Proxies proxies;
    private final ConnectionSettings settings;
    private final IdentityHashMap<HttpConnection, Held> open = new IdentityHashMap<>();
    /** Those with no request under way, the one that has said nothing longest first. */
    private final Set<Held> quiet = new LinkedHashSet<>();

    private final Map<String, Integer> networkToOpen = new HashMap<>();

    public Connections(Proxies proxies, ConnectionSettings settings) {
        this.proxies = proxies;
        this.settings = settings;
    }

    /** A connection and what it asks; its identity is its own. */
    private static final class Held {
        private final HttpConnection connection;
        private final String network;
        private final IdentityHashMap<HttpServerRequest, Long> requestToBegun = new IdentityHashMap<>();
        private boolean hasAsked;
        private long quietSince = System.nanoTime();

        private Held(HttpConnection connection, String network) {
            this.connection = connection;
            this.network = network;
        }
    }

    /** Keeps a new connection, or closes it where there are too many. */
    public void opened(HttpConnection connection) {
        String address = connection.remoteAddress().hostAddress();
        if (proxies.trusts(address)) {
            return;
        }
        Held held = new Held(connection, Network.around(String.valueOf(address)));
        if (networkToOpen.getOrDefault(held.network, 0) >= settings.ofOneNetwork() || !hasPlace()) {
            close(held);
            return;
        }
        open.put(connection, held);
        quiet.add(held);
        networkToOpen.merge(held.network, 1, Integer::sum);
        connection.closeHandler(gone -> forget(held));
    }

    /** A connection asks something. */
    public void asked(HttpServerRequest request) {
        Held held = open.get(request.connection());
        if (held != null) {
            held.requestToBegun.put(request, System.nanoTime());
            held.hasAsked = true;
            quiet.remove(held);
        }
    }

    /** Cuts off those who take too long; to be called about once a second. */
    public void sweep() {
        long now = System.nanoTime();
        List<Held> late = new ArrayList<>();
        for (Held held : open.values()) {
            held.requestToBegun
                    .keySet()
                    .removeIf(request -> request.isEnded()
                            && (request.response().ended() || request.response().closed()));
            if (held.requestToBegun.isEmpty() && quiet.add(held)) {
                held.quietSince = now;
            }
            if (isLate(held, now)) {
                late.add(held);
            }
        }
        late.forEach(this::cutOff);
    }

    /** How many are counted. */
    public int size() {
        return open.size();
    }

    private boolean isLate(Held held, long now) {
        if (held.requestToBegun.isEmpty()) {
            return now - held.quietSince > (held.hasAsked ? settings.idle() : settings.head()).toNanos();
        }
        return held.requestToBegun.entrySet().stream()
                .anyMatch(each -> !each.getKey().isEnded()
                        && now - each.getValue() > allowed(each.getKey()).toNanos());
    }

    private Duration allowed(HttpServerRequest request) {
        return settings.body().plusSeconds(request.bytesRead() / settings.bytesPerSecond());
    }

    private boolean hasPlace() {
        if (open.size() < settings.most()) {
            return true;
        }
        Iterator<Held> longest = quiet.iterator();
        if (!longest.hasNext()) {
            return false;
        }
        cutOff(longest.next());
        return true;
    }

    private void cutOff(Held held) {
        forget(held);
        close(held);
    }

    private static void close(Held held) {
        held.connection.close().onFailure(gone -> {});
    }

    private void forget(Held held) {
        if (open.remove(held.connection) != null) {
            quiet.remove(held);
            networkToOpen.computeIfPresent(held.network, (network, n) -> n == 1 ? null : n - 1);
        }
    }
}
