package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pantau.web.EventStream.Event;

/** A viewer who does not read: nobody else waits for it, and when it reads on it sees the present, not the past. */
class SlowReaderTest {

    private static final int CHANGES = 3_000;
    private static final int BOUND_BYTES = 2_000_000;

    private final Edge edge = Edge.demo();

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void slowReaderShouldStayBoundedAndGetThePresentWhenItReadsOn() throws IOException {
        String cookie = edge.session("gubernur");
        try (Socket slow = new Socket();
                EventStream fast = EventStream.open(edge, cookie, "")) {
            slow.setReceiveBufferSize(8 * 1024);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()));
            ask(slow, cookie);
            Edge.until(() -> edge.hub().viewers() == 2);
            fast.skip("snapshot");

            long bytes = publishToBoth(fast, cookie);

            long toSlow = edge.hub().delivered.sum() - CHANGES;
            long eventBytes = bytes / CHANGES;
            assertThat(bytes).as("more than could be kept for it").isGreaterThan(2L * BOUND_BYTES);
            assertThat(toSlow * eventBytes).as("bytes kept for the slow reader").isLessThan(BOUND_BYTES);
            assertThat(readUntil(slow.getInputStream(), "id: e1-" + CHANGES + "\nevent: snapshot\n"))
                    .as("the last change came as part of a snapshot")
                    .doesNotContain("id: e1-" + CHANGES + "\nevent: change\n");
            edge.published("ktp-online", true);
            assertThat(readUntil(slow.getInputStream(), "id: e1-" + (CHANGES + 1) + "\nevent: change\n"))
                    .isNotEmpty();
        }
        Edge.until(() -> edge.hub().viewers() == 0);
    }

    /** Returns the bytes of all events, about. */
    private long publishToBoth(EventStream fast, String cookie) {
        long bytes = 0;
        for (int i = 1; i <= CHANGES; i++) {
            if (i % 200 == 0) {
                // Time runs by the hour here, and a session that nobody uses for long is over.
                assertThat(edge.get("/api/v1/session", cookie).status()).isEqualTo(200);
            }
            edge.published("ktp-online", i % 3 == 0);
            Event change = fast.next("change");
            assertThat(change.seq()).as("the fast reader misses nothing").isEqualTo(i);
            bytes += change.data().encode().length();
        }
        return bytes;
    }

    private static void ask(Socket socket, String cookie) throws IOException {
        socket.getOutputStream()
                .write(("GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String readUntil(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        byte[] buffer = new byte[64 * 1024];
        while (read.indexOf(end, Math.max(0, read.length() - buffer.length - end.length())) < 0) {
            int n = in.read(buffer);
            assertThat(n).as("stream goes on").isPositive();
            read.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
        return read.toString();
    }
}
