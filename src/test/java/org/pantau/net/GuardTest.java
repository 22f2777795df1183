package org.pantau.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.net.address.AddressPolicy;

/** Addresses that lie, names that change their mind, and answers made to hurt. */
class GuardTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static Vertx vertx;
    private static int port;
    private static final AtomicInteger asked = new AtomicInteger();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        port = await(vertx.createHttpServer()
                        .requestHandler(request -> {
                            asked.incrementAndGet();
                            if (request.path().equals("/pindah")) {
                                request.response()
                                        .setStatusCode(302)
                                        .putHeader("Location", "/x")
                                        .end();
                            } else {
                                request.response().end("isi");
                            }
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterAll
    static void stop() {
        done(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "fe80::1",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "0.0.0.0",
                "::",
                "255.255.255.255",
                "ff02::1"
            })
    void nasty81ANameThatTurnsToAForbiddenAddressShouldBeRefusedAtTheNextLookUp(String turned) {
        // no look-up is kept: every request asks the name server that changes its mind
        Outgoing outgoing = outgoing(Duration.ZERO, "127.0.0.1", turned, turned);
        int before = asked.get();

        assertThat(get(outgoing, "http://nakal.test:" + port + "/").answered()).isTrue();
        Exchange exchange = get(outgoing, "http://nakal.test:" + port + "/");

        assertThat(exchange.failure()).isEqualTo(NetFailure.FORBIDDEN_ADDRESS);
        assertThat(exchange.reason()).startsWith("nakal.test is at ");
        assertThat(asked).hasValue(before + 1);
    }

    @Test
    void nasty81TheAddressCheckedShouldBeTheOneConnectedTo() {
        // within the time a look-up is kept, a name that changes its mind gains nothing
        Outgoing outgoing = outgoing(Duration.ofMinutes(1), "127.0.0.1", "169.254.169.254");

        for (int i = 0; i < 3; i++) {
            assertThat(get(outgoing, "http://nakal.test:" + port + "/").answered())
                    .isTrue();
        }
    }

    @Test
    void nasty81ARedirectShouldBeCheckedAgain() {
        Outgoing outgoing = outgoing(Duration.ZERO, "127.0.0.1", "169.254.169.254");

        assertThat(get(outgoing, "http://nakal.test:" + port + "/pindah").failure())
                .isEqualTo(NetFailure.FORBIDDEN_ADDRESS);
    }

    @Test
    void nasty81OneForbiddenAddressAmongManyShouldBeEnough() {
        Outgoing outgoing = new Outgoing(
                vertx,
                NetSettings.defaults("1"),
                host -> Future.succeededFuture(List.of(address("127.0.0.1"), address("169.254.169.254"))));

        assertThat(get(outgoing, "http://nakal.test:" + port + "/").failure()).isEqualTo(NetFailure.FORBIDDEN_ADDRESS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://lain.test:1/x?token=abc     | redirected to another host: http://lain.test:1
            https://lain.test/                 | redirected to another host: https://lain.test
            http://asal.test:1/                | redirected from http://asal.test:PORT to http://asal.test:1
            ftp://asal.test/                   | redirected to something that cannot be asked
            file:///etc/passwd                 | redirected to something that cannot be asked
            """)
    void nasty10RedirectShouldNameTheNewHostAndNotBeFollowed(String to, String reason) {
        int moved = await(vertx.createHttpServer()
                        .requestHandler(request -> request.response()
                                .setStatusCode(301)
                                .putHeader("Location", to)
                                .end())
                        .listen(0, "127.0.0.1"))
                .actualPort();

        Exchange exchange = get(outgoing(LONG, "127.0.0.1"), "http://asal.test:" + moved + "/");

        assertThat(exchange.failure()).isEqualTo(NetFailure.REDIRECTED);
        assertThat(exchange.reason()).isEqualTo(reason.replace("PORT", Integer.toString(moved)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void nasty08ABombShouldBeCutWhateverItIsPackedIn(String encoding) throws Exception {
        byte[] bomb = packed(encoding, 64 << 20);
        int bombs = await(vertx.createHttpServer()
                        .requestHandler(request -> request.response()
                                .putHeader("Content-Encoding", encoding)
                                .end(Buffer.buffer(bomb)))
                        .listen(0, "127.0.0.1"))
                .actualPort();

        Exchange exchange = await(outgoing(LONG, "127.0.0.1")
                .send(request("http://bom.test:" + bombs + "/").atMost(1 << 20)));

        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(exchange.failure()).isEqualTo(NetFailure.TOO_BIG);
        assertThat(exchange.body()).isEmpty();
    }

    @Test
    void nasty12AnUnknownNameShouldHaveAReasonOfItsOwn() {
        Outgoing outgoing = new Outgoing(
                vertx, NetSettings.defaults("1"), host -> Future.failedFuture(new UnknownHostException(host)));

        assertThat(get(outgoing, "http://katalog.test/"))
                .returns(NetFailure.DNS, Exchange::failure)
                .returns("the name does not resolve: katalog.test", Exchange::reason);
    }

    private static byte[] packed(String encoding, int zeros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream pack = encoding.equals("gzip") ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            pack.write(new byte[zeros]);
        }
        return out.toByteArray();
    }

    /** A client whose name server answers with one address after another. */
    private static Outgoing outgoing(Duration keep, String... addresses) {
        NetSettings usual = NetSettings.defaults("1");
        NetSettings settings = new NetSettings(
                usual.userAgent(),
                usual.perHost(),
                usual.queuePerHost(),
                usual.keepAlive(),
                usual.connect(),
                keep,
                null,
                null);
        Iterator<String> next = Stream.concat(
                        Stream.of(addresses), Stream.generate(() -> addresses[addresses.length - 1]))
                .iterator();
        return new Outgoing(vertx, settings, host -> Future.succeededFuture(List.of(address(next.next()))));
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

    private static Exchange get(Outgoing outgoing, String address) {
        return await(outgoing.send(request(address)));
    }
}
