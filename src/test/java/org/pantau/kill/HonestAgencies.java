package org.pantau.kill;

import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Agencies on loopback that keep a log of their own: each polled counter of every total it told, and one that pushes of
 * everything it sent and of what was acknowledged.
 */
final class HonestAgencies implements AutoCloseable {

    static final int COUNTERS = 5;
    static final String TOKEN_VARIABLE = "T_DORONG";
    static final String TOKEN = "rahasia-percobaan-42";
    private static final long PUSH_EVERY_MS = 20;

    private final Map<Integer, List<Long>> told = new ConcurrentHashMap<>();
    private final Map<Instant, Long> sent = new ConcurrentSkipListMap<>();
    private final Set<Instant> acknowledged = ConcurrentHashMap.newKeySet();
    private final Random random;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService pusher = Executors.newSingleThreadScheduledExecutor();
    private final int port;

    HonestAgencies(long seed) {
        this.random = new Random(seed);
        this.port = await(vertx.createHttpServer().requestHandler(this::tell).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private void tell(HttpServerRequest request) {
        int counter = Integer.parseInt(request.path().substring(1));
        List<Long> totals = told.computeIfAbsent(counter, first -> new CopyOnWriteArrayList<>());
        long before = totals.isEmpty() ? 1_000 : totals.get(totals.size() - 1);
        long total = before + random.nextInt(4);
        totals.add(total);
        request.response().end("{\"total\": " + total + "}");
    }

    /** Begins to push, one after the other, wherever the address says. */
    void push(Supplier<String> address) {
        var unused =
                pusher.scheduleWithFixedDelay(() -> pushOne(address.get()), 0, PUSH_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void pushOne(String address) {
        if (address.isEmpty()) {
            return;
        }
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        long value = sent.size();
        sent.put(at, value);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/push/dorong"))
                .timeout(Duration.ofSeconds(10))
                .header("authorization", "Bearer " + TOKEN)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"data\": [{\"waktu\": \"" + at + "\", \"terisi\": " + value + "}]}"))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status / 100 == 2) {
                acknowledged.add(at);
            }
        } catch (IOException unknownEnd) {
            // Neither acknowledged nor refused: it may be stored or not.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pushes acknowledged so far. */
    int acknowledgements() {
        return acknowledged.size();
    }

    Set<Instant> acknowledged() {
        return acknowledged;
    }

    /** What was pushed, acknowledged or not: time to value. */
    Map<Instant, Long> sent() {
        return sent;
    }

    /** Every total a counter told, in order. */
    List<Long> told(int counter) {
        return List.copyOf(told.getOrDefault(counter, List.of()));
    }

    String catalogue() {
        StringBuilder services = new StringBuilder();
        StringBuilder feeds = new StringBuilder();
        for (int i = 0; i < COUNTERS; i++) {
            services.append("{id: s-").append(i).append(", name: Layanan}, ");
            feeds.append("""
                      - id: hitung-%1$d
                        service: 33.08/opd/s-%1$d
                        every: 1s
                        timeout: 1s
                        request: {url: "http://127.0.0.1:%2$d/%1$d"}
                        read: json
                        measures: {served: {value: total, semantics: since_start, of: dokumen}}
                    """.formatted(i, port));
        }
        return """
                governments:
                  - code: "33.08"
                    name: Kabupaten Magelang
                    agencies:
                      - id: opd
                        name: OPD
                        services: [%s{id: dorong, name: Dorong}]
                feeds:
                %s  - id: dorong
                    service: 33.08/opd/dorong
                    push: {accept: [json], token: "env:%s"}
                    read: json
                    rows: data
                    row: {at: waktu}
                    measures: {occupied: {value: terisi}}
                """.formatted(services, feeds, TOKEN_VARIABLE);
    }

    /** Ends pushing; what is on its way ends before. */
    void hush() throws InterruptedException {
        pusher.shutdown();
        if (!pusher.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new AssertionError("a push has no end");
        }
    }

    @Override
    public void close() {
        pusher.shutdownNow();
        done(vertx.close());
    }
}
