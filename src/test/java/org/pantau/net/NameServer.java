package org.pantau.net;

import static org.pantau.database.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.dns.AddressResolverOptions;
import java.time.Duration;
import java.util.List;

/** A name server on loopback that answers every question with the same code (RFC 1035: 2 failed, 3 no such name), or not at all. */
final class NameServer {

    static final int SILENT = -1;

    private NameServer() {}

    /** Returns its port. */
    static int answering(Vertx vertx, int code) {
        DatagramSocket socket = vertx.createDatagramSocket();
        socket.handler(packet -> {
            if (code != SILENT) {
                Buffer answer = packet.data().copy();
                // QR, RD, RA and the code; the question stands as it was asked, and nothing follows it
                answer.setByte(2, (byte) 0x81).setByte(3, (byte) (0x80 | code));
                answer.setShort(6, (short) 0).setShort(8, (short) 0);
                socket.send(answer, packet.sender().port(), packet.sender().host());
            }
        });
        return await(socket.listen(0, "127.0.0.1")).localAddress().port();
    }

    /** Asks only the name server at this port of loopback. */
    static Vertx asking(int port, Duration timeout) {
        return Vertx.vertx(new VertxOptions()
                .setAddressResolverOptions(new AddressResolverOptions()
                        .setServers(List.of("127.0.0.1:" + port))
                        .setSearchDomains(List.of())
                        .setQueryTimeout(timeout.toMillis())
                        .setMaxQueries(2)));
    }
}
