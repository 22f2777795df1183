package org.pantau.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.net.address.AddressPolicy;

/** What name servers say, and that their silence is told from their no. */
class NameServerTest {

    private final Vertx own = Vertx.vertx();
    private Vertx asking = own;

    @AfterEach
    void stop() {
        done(asking.close());
        done(own.close());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3  | 20 | DNS         | the name does not resolve: katalog.test
            0  | 20 | DNS         | the name does not resolve: katalog.test
            2  | 20 | NAME_SERVER | no name server can say where it is: katalog.test
            -1 | 20 | NAME_SERVER | no name server can say where it is: katalog.test
            """)
    void nasty12OnlyANameServerShouldSayThatThereIsNoSuchName(int code, int within, NetFailure failure, String reason) {
        asking = NameServer.asking(NameServer.answering(own, code), Duration.ofMillis(300));

        assertThat(get(Duration.ofSeconds(within)))
                .returns(failure, Exchange::failure)
                .returns(reason, Exchange::reason);
    }

    @Test
    void nasty12ANameServerSlowerThanTheDeadlineShouldNotBeTheEndpointsFault() {
        asking = NameServer.asking(NameServer.answering(own, NameServer.SILENT), Duration.ofSeconds(30));

        assertThat(get(Duration.ofMillis(200)))
                .returns(NetFailure.NAME_SERVER, Exchange::failure)
                .returns("no name server answered within 200 ms", Exchange::reason);
    }

    private Exchange get(Duration within) {
        Outgoing outgoing = new Outgoing(asking, NetSettings.defaults("1"));
        return await(outgoing.send(
                OutgoingRequest.get(URI.create("http://katalog.test/"), within, AddressPolicy.CATALOGUE_FILE)));
    }
}
