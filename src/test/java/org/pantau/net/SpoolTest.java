package org.pantau.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.net.address.AddressPolicy;

/** Bodies too large for the memory, and what is left of them: nothing. */
class SpoolTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    private Vertx vertx;
    private Spool spool;
    private Outgoing target;

    @BeforeEach
    void start() throws IOException {
        vertx = Vertx.vertx();
        spool = Spool.in(folder);
        target = new Outgoing(vertx, NetSettings.defaults("1").spooling(spool));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void shouldKeepALargeBodyInAFileWithoutAName() throws Exception {
        byte[] body = bytes(5 * MIB);
        int port = http(request -> request.response().end(Buffer.buffer(body)));

        Exchange exchange = send(request(port, 64 * MIB));

        assertThat(exchange.answered()).isTrue();
        assertThat(exchange.size()).isEqualTo(body.length);
        assertThat(exchange.body()).isEqualTo(Arrays.copyOf(body, Spooled.HEAD_BYTES));
        Spooled file = Objects.requireNonNull(exchange.file());
        assertThat(open()).isEqualTo(1);
        assertThat(left()).isEmpty();
        for (int again = 0; again < 2; again++) {
            try (InputStream in = file.read()) {
                assertThat(in.readAllBytes()).isEqualTo(body);
            }
        }
        file.close();
        file.close();
        assertThat(open()).isZero();
    }

    /** As PHP behind Apache does, and with the transport that Pantau runs on. */
    @Test
    void shouldHaveAllOfABodyBehindWhichTheServerClosed() throws Exception {
        Vertx asRun = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        try {
            byte[] body = bytes(40 * MIB);
            int port = net(socket -> {
                socket.write("HTTP/1.0 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
                socket.write(Buffer.buffer(body)).onComplete(sent -> socket.close());
            });
            Outgoing outgoing = new Outgoing(asRun, NetSettings.defaults("1").spooling(spool));

            Exchange exchange = await(outgoing.send(request(port, 64 * MIB)));

            assertThat(exchange.answered()).as(exchange.reason()).isTrue();
            try (Spooled file = Objects.requireNonNull(exchange.file());
                    InputStream in = file.read()) {
                assertThat(in.readAllBytes()).isEqualTo(body);
            }
            assertNothingIsLeft();
        } finally {
            await(asRun.close());
        }
    }

    @Test
    void shouldHoldWhatIsSmall() throws Exception {
        byte[] body = bytes(MIB / 2);
        int port = http(request -> request.response().end(Buffer.buffer(body)));

        Exchange exchange = send(request(port, 64 * MIB));

        assertThat(exchange.file()).isNull();
        assertThat(exchange.body()).isEqualTo(body);
        assertThat(open()).isZero();
    }

    @Test
    void shouldLeaveNothingOfABodyThatIsCutOff() throws Exception {
        int port = net(socket -> {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: " + 5 * MIB + "\r\n\r\n");
            socket.write(Buffer.buffer(bytes(3 * MIB))).onComplete(sent -> socket.close());
        });

        Exchange exchange = send(request(port, 64 * MIB));

        assertThat(exchange.failure()).isEqualTo(NetFailure.CUT_OFF);
        assertNothingIsLeft();
    }

    @Test
    void shouldLeaveNothingOfABodyThatIsTooBig() throws Exception {
        int port = http(request -> endless(request));

        Exchange exchange = send(request(port, 4 * MIB));

        assertThat(exchange.failure()).isEqualTo(NetFailure.TOO_BIG);
        assertThat(exchange.reason()).isEqualTo("the answer is larger than 4194304 bytes");
        assertNothingIsLeft();
    }

    @Test
    void shouldLeaveNothingOfABodyThatDoesNotEnd() throws Exception {
        int port = net(socket -> {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: " + 5 * MIB + "\r\n\r\n");
            socket.write(Buffer.buffer(bytes(3 * MIB)));
        });
        OutgoingRequest request = OutgoingRequest.get(
                        URI.create("http://127.0.0.1:" + port + "/"),
                        Duration.ofSeconds(2),
                        AddressPolicy.CATALOGUE_FILE)
                .spooledUpTo(64L * MIB);

        Exchange exchange = send(request);

        assertThat(exchange.failure()).isEqualTo(NetFailure.TIMEOUT);
        assertNothingIsLeft();
    }

    @Test
    void shouldNotKeepWhatIsNoGoodAnswer() throws Exception {
        int port = http(request -> {
            request.response().setStatusCode(500);
            endless(request);
        });

        Exchange exchange = send(request(port, 64 * MIB));

        assertThat(exchange.failure()).isEqualTo(NetFailure.TOO_BIG);
        assertThat(exchange.reason())
                .isEqualTo("the answer is larger than " + OutgoingRequest.DEFAULT_MAX_BYTES + " bytes");
        assertNothingIsLeft();
    }

    @Test
    void shouldBlameNobodyButUsForAFullDisk() throws Exception {
        byte[] body = bytes(5 * MIB);
        int port = http(request -> request.response().end(Buffer.buffer(body)));
        Outgoing full = new Outgoing(vertx, NetSettings.defaults("1").spooling(Spool.in(folder, Long.MAX_VALUE)));

        Exchange exchange = await(full.send(request(port, 64 * MIB)));

        assertThat(exchange.failure()).isEqualTo(NetFailure.FAULT);
        assertThat(exchange.reason()).isEqualTo("no room for large answers");
        assertNothingIsLeft();
    }

    @Test
    void shouldDeleteWhatAKilledProcessLeft() throws Exception {
        Path old = Files.writeString(folder.resolve("lama.body"), "sisa");
        Path other = Files.writeString(folder.resolve("catatan.txt"), "milik orang");

        var unused = Spool.in(folder);

        assertThat(old).doesNotExist();
        assertThat(other).exists();
    }

    private void assertNothingIsLeft() throws Exception {
        // the disk may be at its last piece still
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (open() != 0 && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(open()).isZero();
        assertThat(left()).isEmpty();
    }

    /** Files of the spool that are open, with a name or without one. */
    private long open() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(SpoolTest::target)
                    .filter(target -> target.startsWith(folder.toString()))
                    .count();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private Path[] left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toArray(Path[]::new);
        }
    }

    private static void endless(HttpServerRequest request) {
        request.response().setChunked(true);
        more(request);
    }

    private static void more(HttpServerRequest request) {
        request.response().write(Buffer.buffer(new byte[MIB / 4])).onSuccess(sent -> more(request));
    }

    private static OutgoingRequest request(int port, long maxBytes) {
        return OutgoingRequest.get(
                        URI.create("http://127.0.0.1:" + port + "/"),
                        Duration.ofSeconds(30),
                        AddressPolicy.CATALOGUE_FILE)
                .spooledUpTo(maxBytes);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private Exchange send(OutgoingRequest request) throws Exception {
        return await(target.send(request));
    }

    private int http(Handler<HttpServerRequest> handler) throws Exception {
        return await(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private int net(Handler<NetSocket> handler) throws Exception {
        return await(vertx.createNetServer().connectHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
