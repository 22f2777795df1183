package org.pantau.realinput;

import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Stands in Pantau's place to answer as one that is busy, lost, misplaced or of another time. */
final class PushStub implements AutoCloseable {

    static final Answer TAKEN = new Answer(200, "{\"accepted\":1}");
    /** Takes the push, and the connection ends before the answer has come. */
    static final Answer LOST = new Answer(0, "");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile @Nullable Duration ahead = Duration.ZERO;
    private volatile Runnable beforeAnswer = () -> {};

    /** What is answered. */
    record Answer(int status, String body, Map<String, String> headers) {

        Answer(int status, String body) {
            this(status, body, Map.of());
        }

        Answer(int status, String body, String header, String value) {
            this(status, body, Map.of(header, value));
        }
    }

    /** What came. */
    record Push(String key, String body) {}

    PushStub(Vertx vertx) {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(vertx, request, body)))
                .listen(0, "127.0.0.1"));
    }

    String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** How far its clock is ahead; null for one that does not tell the time. */
    void ahead(@Nullable Duration by) {
        ahead = by;
    }

    /** What the next pushes are answered with, one after the other; those after them are taken. */
    void then(Answer... next) {
        answers.addAll(List.of(next));
    }

    /** Runs on a worker before each answer to a push. */
    void beforeAnswer(Runnable look) {
        beforeAnswer = look;
    }

    List<Push> pushes() {
        return pushes;
    }

    /** Every path that was asked for. */
    List<String> asked() {
        return asked;
    }

    private void take(Vertx vertx, HttpServerRequest request, Buffer body) {
        asked.add(request.path());
        Duration clock = ahead;
        if (clock != null) {
            request.response().putHeader("Date", DATE.format(Instant.now().plus(clock)));
        }
        if (!request.path().startsWith("/api/v1/push/")) {
            request.response().end("{\"status\":\"up\"}");
            return;
        }
        pushes.add(new Push(String.valueOf(request.getHeader("Idempotency-Key")), body.toString()));
        Answer next = answers.poll();
        Answer answer = next == null ? TAKEN : next;
        vertx.executeBlocking(() -> {
                    beforeAnswer.run();
                    return "";
                })
                .onComplete(looked -> {
                    if (answer.equals(LOST)) {
                        request.connection().close();
                        return;
                    }
                    answer.headers().forEach(request.response()::putHeader);
                    request.response().setStatusCode(answer.status()).end(answer.body());
                });
    }

    @Override
    public void close() {
        done(server.close());
    }
}
