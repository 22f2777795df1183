package org.pantau.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.net.address.AddressPolicy;

/** Addresses in every disguise. */
class AddressesTest {

    private static final Vertx vertx = Vertx.vertx();

    @AfterAll
    static void stop() {
        done(vertx.close());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            169.254.169.254                        | cloud-metadata address
            ::ffff:169.254.169.254                 | cloud-metadata address
            ::ffff:0:a9fe:a9fe                     | cloud-metadata address
            ::a9fe:a9fe                            | cloud-metadata address
            64:ff9b::a9fe:a9fe                     | cloud-metadata address
            64:ff9b:1::a9fe:a9fe                   | cloud-metadata address
            64:ff9b:1:a9fe:a9:fe00::               | cloud-metadata address
            2002:a9fe:a9fe::1                      | cloud-metadata address
            2001:0:5db8:d822:0:0:5601:5601         | cloud-metadata address
            2a00:1450::5efe:a9fe:a9fe              | cloud-metadata address
            2a00:1450::200:5efe:a9fe:a9fe          | cloud-metadata address
            fd00:ec2::254                          | cloud-metadata address
            fd20:ce::254                           | cloud-metadata address
            100.100.100.200                        | cloud-metadata address
            168.63.129.16                          | cloud-metadata address
            169.254.170.2                          | link-local address
            fe80::1                                | link-local address
            febf::1                                | link-local address
            0.0.0.0                                | unspecified address
            0.1.2.3                                | unspecified address
            ::                                     | unspecified address
            224.0.0.1                              | multicast address
            255.255.255.255                        | reserved address
            """)
    void nasty81ShouldBeRefusedWhateverThePolicySays(String literal, String refusal) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(literal);

        assertThat(AddressPolicy.CATALOGUE_FILE.refusal(address)).contains(refusal);
        assertThat(AddressPolicy.PUBLIC_ONLY.refusal(address)).contains(refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1                    | loopback address
            127.255.255.254              | loopback address
            ::1                          | loopback address
            ::ffff:127.0.0.1             | loopback address
            ::ffff:0:7f00:1              | loopback address
            64:ff9b::7f00:1              | loopback address
            2001:0:5db8:d822:0:0:80ff:fffe | loopback address
            10.0.0.1                     | private address
            172.16.0.1                   | private address
            172.31.255.255               | private address
            192.168.1.1                  | private address
            100.64.0.1                   | private address
            192.0.0.192                  | private address
            198.18.0.1                   | private address
            fc00::1                      | private address
            fd12:3456::1                 | private address
            fec0::1                      | private address
            64:ff9b:1:a00:0:100::        | private address
            """)
    void nasty81ShouldBeRefusedToThoseWhoWriteOnThePage(String literal, String refusal) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(literal);

        assertThat(AddressPolicy.CATALOGUE_FILE.refusal(address)).isEmpty();
        assertThat(AddressPolicy.PUBLIC_ONLY.refusal(address)).contains(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "36.66.1.1",
                "172.32.0.1",
                "192.0.1.1",
                "192.169.0.1",
                "100.128.0.1",
                "2404:6800:4003::1",
                "64:ff9b::2442:101",
                "2002:2442:101::1",
                "::ffff:36.66.1.1"
            })
    void shouldBeAskedByAnybody(String literal) throws UnknownHostException {
        assertThat(AddressPolicy.PUBLIC_ONLY.refusal(InetAddress.getByName(literal)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://2130706433/           | 2130706433
            http://0177.0.0.1/           | 0177.0.0.1
            http://0x7f.1/               | 0x7f.1
            http://127.1/                | 127.1
            http://999.1.1.1/            | 999.1.1.1
            http://127.0.0.1./           | 127.0.0.1.
            """)
    void nasty81WhatOnlyLooksLikeAnAddressShouldBeANameLikeAnyOther(String url, String asked) {
        Queue<String> names = new ConcurrentLinkedQueue<>();
        Outgoing outgoing = new Outgoing(vertx, NetSettings.defaults("1"), host -> {
            names.add(host);
            return Future.failedFuture(new UnknownHostException(host));
        });

        Exchange exchange = get(outgoing, url, AddressPolicy.PUBLIC_ONLY);

        assertThat(exchange.failure()).isIn(NetFailure.DNS, NetFailure.FORBIDDEN_ADDRESS);
        assertThat(names).allMatch(asked::equals);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://１２７.０.０.１/",
                "http://127。0。0。1/",
                "http://[::ffff:7f00:1]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://user:rahasia@127.0.0.1/",
                "http://127.0.0.1@contoh.go.id/",
                "http:///127.0.0.1/",
                "file:///etc/passwd",
                "gopher://127.0.0.1/"
            })
    void nasty81DisguisesShouldBeRefusedBeforeAnythingIsSent(String url) {
        Outgoing outgoing = new Outgoing(
                vertx,
                NetSettings.defaults("1"),
                host -> Future.succeededFuture(java.util.List.of(InetAddress.getLoopbackAddress())));

        Exchange exchange = get(outgoing, url, AddressPolicy.PUBLIC_ONLY);

        assertThat(exchange.failure()).isEqualTo(NetFailure.FORBIDDEN_ADDRESS);
        assertThat(exchange.reason()).doesNotContain("rahasia");
    }

    @Test
    void nasty81EveryRedirectShouldBeLookedUpAgain() {
        int port = await(vertx.createHttpServer()
                        .requestHandler(request -> request.response()
                                .setStatusCode(307)
                                .putHeader("Location", "/lagi")
                                .end())
                        .listen(0, "127.0.0.1"))
                .actualPort();
        NetSettings usual = NetSettings.defaults("1");
        NetSettings forgetful = new NetSettings(
                usual.userAgent(),
                usual.perHost(),
                usual.queuePerHost(),
                usual.keepAlive(),
                usual.connect(),
                Duration.ZERO,
                null,
                null);
        Queue<String> answers = new ConcurrentLinkedQueue<>(java.util.List.of("127.0.0.1", "::ffff:0:a9fe:a9fe"));
        Outgoing outgoing = new Outgoing(vertx, forgetful, host -> {
            try {
                return Future.succeededFuture(java.util.List.of(InetAddress.getByName(answers.remove())));
            } catch (UnknownHostException e) {
                return Future.failedFuture(e);
            }
        });

        Exchange exchange = get(outgoing, "http://nakal.test:" + port + "/", AddressPolicy.CATALOGUE_FILE);

        assertThat(exchange.failure()).isEqualTo(NetFailure.FORBIDDEN_ADDRESS);
        assertThat(answers).isEmpty();
    }

    private static Exchange get(Outgoing outgoing, String url, AddressPolicy policy) {
        return await(outgoing.send(OutgoingRequest.get(URI.create(url), Duration.ofSeconds(5), policy)));
    }
}
