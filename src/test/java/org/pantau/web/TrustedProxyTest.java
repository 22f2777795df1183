package org.pantau.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.access.Network;
import org.pantau.access.Person;
import org.pantau.web.door.ConnectionSettings;
import org.pantau.web.door.DoorSettings;
import org.pantau.web.door.Proxies;
import org.pantau.web.stream.StreamSettings;

/** Whom a request is taken to come from. Trusted are 127.0.0.9 and 10.0.0.0/8; not 127.0.0.1. */
class TrustedProxyTest {

    private static final Pattern TOKEN = Pattern.compile("(?i)set-cookie: pantau_session=([^;]+)(.*)");

    private static Edge edge;

    @BeforeAll
    static void start() {
        List<Network> trusted = Stream.of("127.0.0.9", "10.0.0.0/8")
                .map(each -> Network.parse(each).orElseThrow())
                .toList();
        edge = new Edge(
                true, StreamSettings.DEFAULT, new DoorSettings(new Proxies(trusted), ConnectionSettings.DEFAULT, null));
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.9 | 203.0.113.5                       | https       | 203.0.113.5 | true
            127.0.0.9 | 203.0.113.5                       | http        | 203.0.113.5 | false
            127.0.0.9 | 203.0.113.5                       | https, http | 203.0.113.5 | false
            127.0.0.9 | 198.51.100.1, 203.0.113.5         |             | 203.0.113.5 | false
            127.0.0.9 | 198.51.100.1, 203.0.113.5, 10.1.1.1 |           | 203.0.113.5 | false
            127.0.0.9 | 10.1.1.2, 10.1.1.1                |             | 10.1.1.2    | false
            127.0.0.9 | 203.0.113.5:40000                 |             | 203.0.113.5 | false
            127.0.0.9 | [2001:db8::5]:40000               |             | 2001:db8:0:0:0:0:0:5 | false
            127.0.0.9 | 203.0.113.5, unknown              |             | 127.0.0.9   | false
            127.0.0.9 | 203.0.113.5, localhost, 10.1.1.1  |             | 10.1.1.1    | false
            127.0.0.9 |                                   | https       | 127.0.0.9   | true
            127.0.0.1 | 203.0.113.5                       | https       | 127.0.0.1   | false
            127.0.0.8 | 203.0.113.5, 127.0.0.9            | https       | 127.0.0.8   | false
            """)
    void onlyATrustedProxyShouldBeBelieved(String from, String forwarded, String scheme, String address, boolean secure)
            throws IOException {
        Matcher cookie =
                TOKEN.matcher(logIn(from, header("x-forwarded-for", forwarded) + header("x-forwarded-proto", scheme)));
        assertThat(cookie.find()).isTrue();
        String token = cookie.group(1);
        Person person = edge.access.person(token).orElseThrow();

        assertThat(edge.access.sessions(person, token))
                .filteredOn(session -> session.current())
                .singleElement()
                .satisfies(session -> assertThat(session.address()).isEqualTo(address));
        assertThat(cookie.group(2).contains("Secure")).isEqualTo(secure);
    }

    private static String header(String name, String value) {
        return value == null ? "" : name + ": " + value + "\r\n";
    }

    private static String logIn(String from, String headers) throws IOException {
        String body = "{\"demo\":\"bupati\"}";
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()));
            socket.getOutputStream()
                    .write(("POST /api/v1/session HTTP/1.1\r\nhost: pantau\r\nconnection: close\r\n"
                                    + "content-type: application/json\r\ncontent-length: " + body.length() + "\r\n"
                                    + headers + "\r\n" + body)
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
