package org.pantau.demo.endpoint;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.pantau.demo.day.Fault;
import org.pantau.demo.day.Faults;
import org.pantau.demo.day.Latency;

/** Makes a simulated endpoint behave: it takes its time, and fails the way real ones do. */
final class Behaviour {

    private static final long SLOW_MS = 8_500;
    private static final String LOGIN_PAGE =
            "<!DOCTYPE html><html><head><title>Login</title></head><body><form>Sesi berakhir</form></body></html>";

    private final Vertx vertx;
    private final InstantSource clock;
    private final Faults faults;

    Behaviour(Vertx vertx, InstantSource clock, Faults faults) {
        this.vertx = vertx;
        this.clock = clock;
        this.faults = faults;
    }

    /** Wraps an endpoint that says in one text what it has to say. */
    Handler<RoutingContext> around(String contentType, Function<RoutingContext, Reply> endpoint) {
        return context -> {
            Instant now = clock.instant();
            Fault fault = faults.at(now).orElse(null);
            long delay = fault == Fault.SLOW ? SLOW_MS : Latency.millis(faults.name(), now);
            vertx.setTimer(delay, id -> {
                if (context.response().closed()) {
                    return;
                }
                if (fault == null || fault == Fault.SLOW) {
                    Reply reply = endpoint.apply(context);
                    context.response()
                            .setStatusCode(reply.status())
                            .putHeader("content-type", contentType)
                            .end(reply.body());
                } else {
                    fail(context, fault, () -> endpoint.apply(context).body());
                }
            });
        };
    }

    private static void fail(RoutingContext context, Fault fault, java.util.function.Supplier<String> body) {
        HttpServerResponse response = context.response();
        switch (fault) {
            case SILENT, SLOW -> {}
            case UNAVAILABLE -> response.setStatusCode(503).end("Service Unavailable");
            case BROKEN ->
                response.setStatusCode(500)
                        .putHeader("content-type", "text/html")
                        .end("<html><body><h1>Internal Server Error</h1></body></html>");
            case LOGIN_PAGE -> response.putHeader("content-type", "text/html").end(LOGIN_PAGE);
            case GATEWAY ->
                response.putHeader("content-type", "application/json")
                        .end(
                                "{\"code\":\"900901\",\"message\":\"Invalid Credentials\",\"description\":\"Access failure\"}");
            case CUT_OFF -> {
                String whole = body.get();
                response.putHeader("content-length", String.valueOf(whole.length()))
                        .write(whole.substring(0, whole.length() / 2))
                        .onComplete(written -> context.request().connection().close());
            }
            case HANG_UP -> context.request().connection().close();
        }
    }

    /** An answer: HTTP status and body. */
    record Reply(int status, String body) {
        static Reply ok(String body) {
            return new Reply(200, body);
        }
    }
}
