package org.pantau.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pantau.net.address.AddressPolicy;

/** What we did not foresee ends the exchange, is not blamed on the endpoint, and keeps no place. */
class FaultOfOursTest {

    private Vertx vertx;
    private int port;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        port = await(vertx.createHttpServer()
                        .requestHandler(request -> request.response().end("isi"))
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void stop() {
        done(vertx.close());
    }

    @Test
    void shouldEndTheExchangeAndFreeItsPlace() {
        AtomicInteger faultsLeft = new AtomicInteger(20);
        Outgoing outgoing = new Outgoing(vertx, NetSettings.defaults("1"), host -> {
            if (faultsLeft.getAndDecrement() > 0) {
                throw new IllegalStateException("did not foresee " + host);
            }
            return Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
        });

        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            exchanges.add(await(outgoing.send(request())));
        }

        assertThat(exchanges.subList(0, 20)).allSatisfy(exchange -> {
            assertThat(exchange.failure()).isEqualTo(NetFailure.FAULT);
            assertThat(exchange.reason()).isEqualTo("a fault of ours: IllegalStateException");
        });
        assertThat(exchanges.get(20).answered()).isTrue();
    }

    @Test
    void shouldFreeThePlaceOfAnExchangeWhoseReceiverFails() {
        Outgoing outgoing = new Outgoing(
                vertx,
                NetSettings.defaults("1"),
                host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())));
        for (int i = 0; i < 20; i++) {
            // On a context, so that an exchange that has already ended does not throw into this test instead.
            vertx.runOnContext(any -> outgoing.send(request()).onComplete(exchange -> {
                throw new IllegalStateException("the receiver fails");
            }));
        }

        assertThat(await(outgoing.send(request())).answered()).isTrue();
    }

    private OutgoingRequest request() {
        return OutgoingRequest.get(
                URI.create("http://tempat.example:" + port + "/"),
                Duration.ofSeconds(10),
                AddressPolicy.CATALOGUE_FILE);
    }
}
