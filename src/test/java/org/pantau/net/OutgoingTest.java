package org.pantau.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.net.address.AddressPolicy;

/** Against real servers on loopback, good and bad. */
class OutgoingTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static Vertx vertx;
    private static Outgoing target;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        target = new Outgoing(vertx, NetSettings.defaults("1"));
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldBringBackStatusHeadersAndBody() throws Exception {
        List<String> agents = new CopyOnWriteArrayList<>();
        int port = http(request -> {
            agents.add(request.getHeader("user-agent"));
            request.response().setStatusCode(503).putHeader("X-Kind", "a").end("down");
        });

        Exchange exchange = get("http://127.0.0.1:" + port + "/x?y=1", LONG);

        assertThat(exchange.answered()).isTrue();
        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.headers()).containsEntry("x-kind", "a");
        assertThat(new String(exchange.body(), StandardCharsets.UTF_8)).isEqualTo("down");
        assertThat(exchange.took()).isPositive();
        assertThat(agents).containsExactly("Pantau/1 (+pemantauan layanan publik)");
    }

    @Test
    void nasty09SilenceAndASlowDripShouldEndAtTheTotalDeadline() throws Exception {
        int silent = net(socket -> {});
        int drip = net(socket -> {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            vertx.setPeriodic(20, tick -> socket.write("x").onFailure(gone -> vertx.cancelTimer(tick)));
        });

        assertThat(get("http://127.0.0.1:" + silent, SHORT))
                .returns(NetFailure.TIMEOUT, Exchange::failure)
                .returns("no answer within 200 ms", Exchange::reason);
        assertThat(get("http://127.0.0.1:" + drip, SHORT))
                .returns(NetFailure.TIMEOUT, Exchange::failure)
                .returns("the answer was not complete within 200 ms", Exchange::reason);
    }

    @Test
    void shouldCutWhatIsTooBigAndCountDecompressedBytes() throws Exception {
        int endless = net(socket -> {
            socket.write("HTTP/1.1 200 OK\r\n\r\n");
            Buffer block = Buffer.buffer(new byte[65_536]);
            vertx.setPeriodic(1, tick -> socket.write(block).onFailure(gone -> vertx.cancelTimer(tick)));
        });
        int announced = net(socket -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n"));
        byte[] bomb = gzip(64 * 1024 * 1024);
        int bombs = http(request ->
                request.response().putHeader("content-encoding", "gzip").end(Buffer.buffer(bomb)));

        assertThat(bomb.length).isLessThan(1 << 20);
        for (int port : List.of(endless, announced, bombs)) {
            Exchange exchange = send(bounded(port, 1 << 20));
            assertThat(exchange.failure()).isEqualTo(NetFailure.TOO_BIG);
            assertThat(exchange.body()).isEmpty();
        }
    }

    @Test
    void shouldDecompress() throws Exception {
        byte[] zipped = gzip(10_000);
        int port = http(request ->
                request.response().putHeader("content-encoding", "gzip").end(Buffer.buffer(zipped)));

        assertThat(get("http://127.0.0.1:" + port, LONG).body()).hasSize(10_000);
    }

    @Test
    void shouldTellCutOffFromRefused() throws Exception {
        int inTheMiddle = net(socket ->
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc").onSuccess(sent -> socket.close()));
        int atOnce = net(NetSocket::close);
        int garbage = net(socket -> socket.write("SSH-2.0-OpenSSH\r\n\r\n"));
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(get("http://127.0.0.1:" + inTheMiddle, LONG))
                .returns(NetFailure.CUT_OFF, Exchange::failure)
                .returns(200, Exchange::status);
        assertThat(get("http://127.0.0.1:" + atOnce, LONG))
                .returns(NetFailure.CUT_OFF, Exchange::failure)
                .returns(0, Exchange::status);
        assertThat(get("http://127.0.0.1:" + garbage, LONG).failure()).isEqualTo(NetFailure.PROTOCOL);
        assertThat(get("http://127.0.0.1:" + free, LONG).failure()).isEqualTo(NetFailure.REFUSED);
    }

    @Test
    void shouldFollowRedirectsOnTheSameHostOnly() throws Exception {
        int port = http(request -> {
            String to = switch (request.path()) {
                case "/same" -> "/end";
                case "/other" -> "http://other.invalid/secret?token=abc";
                case "/loop" -> "/loop";
                default -> null;
            };
            if (to == null) {
                request.response().end("end");
            } else {
                request.response().setStatusCode(302).putHeader("location", to).end("moved");
            }
        });
        String base = "http://127.0.0.1:" + port;

        assertThat(get(base + "/same", LONG).body()).isEqualTo("end".getBytes(StandardCharsets.UTF_8));
        assertThat(get(base + "/other", LONG))
                .returns(NetFailure.REDIRECTED, Exchange::failure)
                .returns("redirected to another host: http://other.invalid", Exchange::reason);
        assertThat(get(base + "/loop", LONG).failure()).isEqualTo(NetFailure.REDIRECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest, cloud-metadata",
        "http://169.254.1.1/, link-local",
        "http://[fd00:ec2::254]/, cloud-metadata",
        "http://[::ffff:169.254.169.254]/, cloud-metadata",
        "http://[fe80::1]/, link-local",
        "http://0.0.0.0/, unspecified",
        "http://224.0.0.1/, multicast",
        "file:///etc/passwd, only http",
        "ftp://127.0.0.1/, only http"
    })
    void shouldRefuseForbiddenAddresses(String address, String reason) throws Exception {
        Exchange exchange = get(address, LONG);

        assertThat(exchange.failure()).isEqualTo(NetFailure.FORBIDDEN_ADDRESS);
        assertThat(exchange.reason()).contains(reason);
        assertThat(exchange.took()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.9", "fd12::1", "100.64.0.1"})
    void shouldRefuseNamesThatLeadInsideUnderAStrictPolicy(String inside) throws Exception {
        AtomicInteger seen = new AtomicInteger();
        int port = http(request -> {
            seen.incrementAndGet();
            request.response().end();
        });
        Outgoing strict = new Outgoing(
                vertx, NetSettings.defaults("1"), host -> Future.succeededFuture(List.of(address(inside))));

        Exchange exchange = await(strict.send(
                OutgoingRequest.get(URI.create("http://public.test:" + port + "/"), LONG, AddressPolicy.PUBLIC_ONLY)));

        assertThat(exchange.failure()).isEqualTo(NetFailure.FORBIDDEN_ADDRESS);
        assertThat(seen).hasValue(0);
    }

    @Test
    void shouldConnectToTheCheckedAddressUnderTheHostsName() throws Exception {
        List<String> hosts = new CopyOnWriteArrayList<>();
        int port = http(request -> {
            hosts.add(request.getHeader("host"));
            request.response().end();
        });
        AtomicInteger lookups = new AtomicInteger();
        Outgoing named = new Outgoing(vertx, NetSettings.defaults("1"), host -> {
            lookups.incrementAndGet();
            return host.equals("agency.test")
                    ? Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()))
                    : Future.failedFuture(new UnknownHostException(host));
        });

        for (int i = 0; i < 2; i++) {
            assertThat(await(named.send(request("http://agency.test:" + port + "/")))
                            .status())
                    .isEqualTo(200);
        }
        Exchange unknown = await(named.send(request("http://nowhere.test/")));

        assertThat(hosts).containsExactly("agency.test:" + port, "agency.test:" + port);
        assertThat(lookups).hasValue(2);
        assertThat(unknown)
                .returns(NetFailure.DNS, Exchange::failure)
                .returns("the name does not resolve: nowhere.test", Exchange::reason);
    }

    @Test
    void shouldVerifyCertificates() throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.create("localhost");
        HttpServerOptions tls = new HttpServerOptions().setSsl(true).setKeyCertOptions(own.keyCertOptions());
        int port = await(vertx.createHttpServer(tls)
                        .requestHandler(request -> request.response().end("safe"))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        int plain = http(request -> request.response().end());
        Outgoing trusting = new Outgoing(
                vertx,
                NetSettings.defaults("1").trusting(Path.of(own.certificatePath())),
                host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())));

        assertThat(get("https://127.0.0.1:" + port + "/", LONG))
                .returns(NetFailure.TLS, Exchange::failure)
                .returns(
                        "the certificate is not trusted: its issuer is unknown or the chain is incomplete",
                        Exchange::reason);
        assertThat(get("https://127.0.0.1:" + plain + "/", LONG).failure()).isEqualTo(NetFailure.TLS);
        assertThat(await(trusting.send(request("https://localhost:" + port + "/"))))
                .returns(200, Exchange::status)
                .satisfies(exchange -> assertThat(exchange.certificateEnds()).isAfter(Instant.now()));
        assertThat(await(trusting.send(request("https://other.test:" + port + "/"))))
                .returns(NetFailure.TLS, Exchange::failure)
                .satisfies(exchange -> assertThat(exchange.reason()).contains("another name"));
    }

    @Test
    void shouldKeepConnectionsAndRepeatWhenAKeptOneWasClosed() throws Exception {
        Set<String> connections = ConcurrentHashMap.newKeySet();
        AtomicInteger asked = new AtomicInteger();
        int port = http(request -> {
            connections.add(request.remoteAddress().toString());
            if (asked.incrementAndGet() == 3) {
                request.connection().close();
            } else {
                request.response().end();
            }
        });

        for (int i = 0; i < 3; i++) {
            assertThat(get("http://127.0.0.1:" + port, LONG).status()).isEqualTo(200);
        }

        assertThat(asked).hasValue(4);
        assertThat(connections).hasSize(2);
    }

    @Test
    void shouldAskOneHostEightAtATimeWithoutDelayingOthers() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
        Promise<Void> full = Promise.promise();
        int slow = http(request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            held.add(request);
            if (held.size() == 8) {
                full.complete();
            } else if (held.size() > 8) {
                now.decrementAndGet();
                request.response().end();
            }
        });
        int other = http(request -> request.response().end());

        List<Future<Exchange>> sent = IntStream.range(0, 20)
                .mapToObj(i -> target.send(request("http://127.0.0.1:" + slow + "/" + i)))
                .toList();
        await(full.future());
        assertThat(get("http://127.0.0.1:" + other, LONG).status()).isEqualTo(200);
        List.copyOf(held).forEach(request -> {
            now.decrementAndGet();
            request.response().end();
        });

        for (Future<Exchange> each : sent) {
            assertThat(await(each).status()).isEqualTo(200);
        }
        assertThat(most).hasValue(8);
    }

    @Test
    void shouldBlameOurQueueWhenNoPlaceBecomesFree() throws Exception {
        int silent = net(socket -> {});
        List<Future<Exchange>> holding = IntStream.range(0, 8)
                .mapToObj(i -> target.send(OutgoingRequest.get(
                        URI.create("http://127.0.0.1:" + silent), Duration.ofSeconds(2), AddressPolicy.CATALOGUE_FILE)))
                .toList();

        Exchange waited = get("http://127.0.0.1:" + silent, SHORT);

        assertThat(waited).returns(NetFailure.QUEUE, Exchange::failure).returns(Duration.ZERO, Exchange::took);
        assertThat(await(holding.get(0)).failure()).isEqualTo(NetFailure.TIMEOUT);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static OutgoingRequest request(String address) {
        return OutgoingRequest.get(URI.create(address), LONG, AddressPolicy.CATALOGUE_FILE);
    }

    private static OutgoingRequest bounded(int port, long maxBytes) {
        return request("http://127.0.0.1:" + port + "/").atMost(maxBytes);
    }

    private static Exchange get(String address, Duration deadline) throws Exception {
        return send(OutgoingRequest.get(URI.create(address), deadline, AddressPolicy.CATALOGUE_FILE));
    }

    private static Exchange send(OutgoingRequest request) throws Exception {
        return await(target.send(request));
    }

    private static int http(Handler<HttpServerRequest> handler) throws Exception {
        return await(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static int net(Handler<NetSocket> handler) throws Exception {
        return await(vertx.createNetServer().connectHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static byte[] gzip(int zeros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(new byte[zeros]);
        }
        return out.toByteArray();
    }
}
