package org.pantau.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pantau.web.door.ConnectionSettings;
import org.pantau.web.door.DoorSettings;
import org.pantau.web.door.Proxies;
import org.pantau.web.stream.StreamSettings;

/** Connections that say nothing, or one byte now and then, while others work. Nobody is trusted here, loopback neither. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConnectionsTest {

    private static final int OF_ONE = 100;
    private static final int MOST = 300;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String ASK = "GET /health/live HTTP/1.1\r\nhost: pantau\r\n\r\n";

    private final List<NetClient> clients = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private Edge edge;

    @BeforeEach
    void start() {
        edge = new Edge(
                true,
                StreamSettings.DEFAULT,
                new DoorSettings(
                        new Proxies(List.of()),
                        new ConnectionSettings(MOST, OF_ONE, SECOND, SECOND, SECOND, 1_000_000),
                        null));
    }

    @AfterEach
    void stop() {
        clients.forEach(client -> done(client.close()));
        edge.close();
    }

    @Test
    void silentAndSlowConnectionsShouldBeCutOffWhileOthersWork() {
        String cookie = edge.session("bupati");
        try (EventStream stream = EventStream.open(edge, cookie, "")) {
            stream.skip("snapshot");
            List<NetSocket> attackers = new ArrayList<>();
            for (int i = 2; i < 4; i++) {
                attackers.addAll(open("127.0.0." + i, OF_ONE));
            }
            trickle(attackers.subList(0, OF_ONE), ASK, SECOND.dividedBy(10));

            assertThat(edge.get("/api/v1/board", cookie).status()).isEqualTo(200);
            Edge.until(() -> closed.get() == attackers.size());
            assertThat(edge.get("/api/v1/board", cookie).status()).isEqualTo(200);

            edge.published("ktp-online", true);
            assertThat(stream.next("change").seq()).as("the stream lives on").isEqualTo(1);
        }
    }

    @Test
    void bodyThatComesByTheByteShouldBeCutOff() {
        List<NetSocket> attackers = open("127.0.0.2", 20);
        attackers.forEach(
                socket -> sent(
                        socket,
                        "POST /api/v1/session HTTP/1.1\r\nhost: pantau\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n"));
        trickle(attackers, "x".repeat(900), SECOND.dividedBy(10));

        Edge.until(() -> closed.get() == attackers.size());
    }

    @Test
    void oneAddressShouldHaveItsPlacesAndNotThoseOfOthers() {
        List<NetSocket> many = open("127.0.0.2", OF_ONE + 20);

        Edge.until(() -> closed.get() >= 20);
        assertThat(await(answer(open("127.0.0.3", 1).get(0)))).startsWith("HTTP/1.1 200");
        assertThat(many).hasSize(OF_ONE + 20);
    }

    @Test
    void whoComesLateShouldTakeThePlaceOfWhoSaysNothing() {
        for (int i = 2; i < 2 + MOST / OF_ONE; i++) {
            assertThat(open("127.0.0." + i, OF_ONE)).hasSize(OF_ONE);
        }

        assertThat(await(answer(open("127.0.0.9", 1).get(0)))).startsWith("HTTP/1.1 200");
        assertThat(edge.connections()).isLessThanOrEqualTo(MOST);
    }

    @Test
    void headThatIsTooLargeOrHasTooManyFieldsShouldBeRefused() {
        assertThat(await(exchange("GET / HTTP/1.1\r\nhost: pantau\r\n" + "x: y\r\n".repeat(101) + "\r\n")))
                .startsWith("HTTP/1.1 431");
        assertThat(await(exchange("GET / HTTP/1.1\r\nhost: pantau\r\nx: " + "y".repeat(9_000) + "\r\n\r\n")))
                .contains(" 431 ");
        assertThat(await(exchange("GET /" + "y".repeat(5_000) + " HTTP/1.1\r\nhost: pantau\r\n\r\n")))
                .contains(" 414 ");
    }

    /** As many as this machine lets one process have at both ends, up to ten thousand, with the usual bounds. */
    @Test
    @Tag("long")
    void tenThousandShouldDisturbNobody() {
        long files =
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        int all = (int) Math.min(10_000, (files - 1_000) / 2);
        edge.close();
        edge = new Edge(
                true,
                StreamSettings.DEFAULT,
                new DoorSettings(new Proxies(List.of()), ConnectionSettings.DEFAULT, null));
        String cookie = edge.session("bupati");
        List<NetSocket> attackers = new ArrayList<>();
        for (int i = 0; attackers.size() < all; i++) {
            attackers.addAll(
                    open("127.0.1." + (i + 1), Math.min(ConnectionSettings.OF_ONE_NETWORK, all - attackers.size())));
            assertThat(edge.get("/api/v1/board", cookie).status()).isEqualTo(200);
        }
        trickle(attackers.subList(0, all / 2), "GET /" + "x".repeat(3_000), SECOND);

        while (closed.get() < all) {
            assertThat(edge.get("/api/v1/board", cookie).status()).isEqualTo(200);
        }
        assertThat(edge.get("/api/v1/board", cookie).status()).isEqualTo(200);
    }

    private List<NetSocket> open(String from, int count) {
        NetClient client = edge.vertx.createNetClient(new NetClientOptions().setLocalAddress(from));
        clients.add(client);
        List<Future<NetSocket>> sockets = IntStream.range(0, count)
                .mapToObj(i -> client.connect(edge.port(), "127.0.0.1")
                        .onSuccess(socket -> socket.closeHandler(gone -> closed.incrementAndGet())
                                .exceptionHandler(reset -> {})))
                .toList();
        done(Future.all(sockets));
        return sockets.stream().map(Future::result).toList();
    }

    /** Sends this by the byte until it is cut off. */
    private void trickle(List<NetSocket> sockets, String text, Duration pause) {
        AtomicInteger at = new AtomicInteger();
        edge.vertx.setPeriodic(pause.toMillis(), timer -> {
            int next = at.getAndIncrement();
            if (next < text.length() - 1) {
                sockets.forEach(socket -> sent(socket, text.substring(next, next + 1)));
            }
        });
    }

    private static void sent(NetSocket socket, String text) {
        socket.write(Buffer.buffer(text.getBytes(US_ASCII))).onFailure(cutOff -> {});
    }

    private Future<String> exchange(String request) {
        return answer(open("127.0.0.7", 1).get(0), request);
    }

    private static Future<String> answer(NetSocket socket) {
        return answer(socket, ASK);
    }

    private static Future<String> answer(NetSocket socket, String request) {
        Promise<String> answer = Promise.promise();
        socket.handler(bytes -> answer.tryComplete(bytes.toString(US_ASCII)));
        socket.endHandler(ended -> answer.tryFail("closed without an answer"));
        sent(socket, request);
        return answer.future();
    }
}
