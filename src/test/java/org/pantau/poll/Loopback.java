package org.pantau.poll;

import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.value.Answer;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.pipeline.ReadAhead;
import org.pantau.poll.request.Secrets;

/** A poller with a clock moved by hand, and servers of one's own on loopback for it to ask. */
final class Loopback implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-23T02:00:00Z");

    final Vertx vertx = Vertx.vertx();
    final Map<String, String> environment = new ConcurrentHashMap<>();
    final Poller poller;
    private volatile Instant now = START;

    Loopback() {
        Outgoing outgoing = new Outgoing(
                vertx,
                NetSettings.defaults("1"),
                host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())));
        poller = new Poller(
                outgoing, new Secrets(environment::get), this::now, PollSettings.DEFAULT, new ReadAhead(vertx));
    }

    /** The port of a server that answers by this handler. */
    int http(Handler<HttpServerRequest> handler) {
        return http(new HttpServerOptions(), handler);
    }

    int http(HttpServerOptions options, Handler<HttpServerRequest> handler) {
        return await(vertx.createHttpServer(options).requestHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        set(now.plus(time));
    }

    void set(Instant instant) {
        now = instant;
    }

    /** All answers of one poll at the present time. */
    List<Answer> ask(Feed feed) {
        return await(poller.ask(feed, now()));
    }

    Answer askOne(Feed feed) {
        List<Answer> answers = ask(feed);
        if (answers.size() != 1) {
            throw new AssertionError("expected one answer: " + answers);
        }
        return answers.get(0);
    }

    static String body(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        done(vertx.close());
    }
}
