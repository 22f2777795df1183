package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.web.PushEdge.KK;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.measure.FeedState;
import org.pantau.measure.Status;
import org.slf4j.LoggerFactory;

/** Signs of life as Uptime Kuma takes them, sent by the real curl where there is one. */
class HeartbeatTest {

    private HandClock clock;
    private PushEdge edge;

    @BeforeEach
    void start() {
        clock = new HandClock();
        edge = PushEdge.started(clock);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void heartbeatFromCronShouldSayThatTheServiceIsUp() throws Exception {
        String answer = curl("?status=up&msg=OK&ping=12");

        assertThat(new JsonObject(answer).getBoolean("ok")).isTrue();
        assertThat(edge.at(KK, "up", clock.instant())).isEqualTo(1);
        assertThat(edge.at(KK, "app_response", clock.instant())).isEqualTo(12);
        assertThat(edge.number("select count(*)::float8 from series where origin = 1 and subject = $1", KK))
                .isEqualTo(2);
        Edge.until(() -> edge.node(KK).status() == Status.NORMAL);
        assertThat(edge.node(KK).basis()).isEqualTo("reported");
    }

    @Test
    void heartbeatShouldSayThatTheServiceIsDownAndUpAgain() {
        beat("?status=up&ping=");
        Edge.until(() -> edge.node(KK).status() == Status.NORMAL);
        clock.forward(Duration.ofSeconds(1));
        beat("?status=down&msg=basis%20data%20mati");
        Edge.until(() -> edge.node(KK).status() == Status.GANGGUAN);
        clock.forward(Duration.ofSeconds(1));
        beat("");
        Edge.until(() -> edge.node(KK).status() == Status.NORMAL);

        assertThat(edge.count(KK, "up")).isEqualTo(3);
        assertThat(edge.count(KK, "app_response")).isZero();
    }

    @Test
    void silenceShouldMakeTheFeedStaleAndTheServiceUnknown() {
        beat("?status=up");
        Edge.until(() -> edge.node(KK).status() == Status.NORMAL);

        clock.forward(Duration.ofSeconds(4));

        Edge.until(() -> edge.state("denyut") == FeedState.STALE);
        Edge.until(() -> edge.node(KK).status() == Status.TANPA_DATA);
        assertThat(edge.count(KK, "up")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?status=mungkin", "?ping=cepat", "?ping=-1", "?ping=NaN"})
    void heartbeatThatCannotBeReadShouldBeRefused(String query) {
        edge.send(edge.request("/api/push/" + PushEdge.token("denyut") + query).GET())
                .isProblem(400);
    }

    @Test
    void tokenInThePathShouldNotBeLogged() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Level usual = root.getLevel();
        root.setLevel(Level.INFO);
        root.addAppender(logged);
        try {
            beat("?status=up");
            var unused = edge.send(edge.request("/api/push/" + PushEdge.token("denyut") + "?ping=x")
                    .GET());
            clock.forward(Duration.ofSeconds(4));
            Edge.until(() -> edge.state("denyut") == FeedState.STALE);
        } finally {
            root.setLevel(usual);
            root.detachAppender(logged);
        }

        assertThat(List.copyOf(logged.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isNotEmpty()
                .noneMatch(line -> line.contains(PushEdge.token("denyut")));
    }

    private void beat(String query) {
        Reply reply = edge.send(
                edge.request("/api/push/" + PushEdge.token("denyut") + query).GET());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    /** What curl got to read; without a curl, what Java's client did. */
    private String curl(String query) throws IOException, InterruptedException {
        String address = "http://127.0.0.1:" + edge.port() + "/api/push/" + PushEdge.token("denyut") + query;
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
        if (!installed) {
            return edge.send(edge.request("/api/push/" + PushEdge.token("denyut") + query)
                            .GET())
                    .text();
        }
        Process process = new ProcessBuilder(List.of("curl", "-fsS", "--noproxy", "*", address))
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return answer;
    }
}
