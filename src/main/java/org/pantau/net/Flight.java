package org.pantau.net;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pantau.net.address.CheckedNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exchange under way, redirects included. All on one context; ends exactly once. */
final class Flight {

    private static final Logger log = LoggerFactory.getLogger(Flight.class);
    private static final int MOST_REDIRECTS = 3;

    /** What all flights share. {@code used} holds the connections that have carried an exchange before. */
    record Shared(
            Vertx vertx,
            TlsClients clients,
            CheckedNames names,
            String userAgent,
            @Nullable Spool spool,
            Set<HttpConnection> used) {}

    private final Shared shared;
    private final Consumer<Exchange> end;
    private OutgoingRequest request;
    private @Nullable HttpClientRequest sending;
    private @Nullable HttpClientResponse response;
    private @Nullable Incoming incoming;
    private int redirects;
    private boolean onUsedConnection;
    private boolean repeated;
    private boolean looking;
    private boolean ended;
    private long timer;

    Flight(Shared shared, OutgoingRequest request, Consumer<Exchange> end) {
        this.shared = shared;
        this.request = request;
        this.end = end;
    }

    void start() {
        long deadlineMs = request.totalDeadline().toMillis();
        timer = shared.vertx().setTimer(deadlineMs, guarded(fired -> timedOut(deadlineMs)));
        this.<@Nullable Void>guarded(begin -> hop()).handle(null);
    }

    /** A step that, should it throw, ends the exchange: what we did not foresee must not keep its place for ever. */
    private <T extends @Nullable Object> Handler<T> guarded(Handler<T> step) {
        return event -> {
            try {
                step.handle(event);
            } catch (RuntimeException ours) {
                log.error("an exchange ended by a fault of ours", ours);
                fail(new Failures(
                        NetFailure.FAULT, "a fault of ours: " + ours.getClass().getSimpleName()));
                cut();
            }
        };
    }

    private void hop() {
        Target target = Target.of(request.uri());
        Future<InetAddress> looked = shared.names().resolve(target.host(), request.policy());
        looking = true;
        looked.onComplete(guarded(result -> {
            looking = false;
            if (ended) {
                return;
            }
            if (result.failed()) {
                fail(Failures.ofName(result.cause(), target.host()));
            } else {
                connect(target, result.result());
            }
        }));
    }

    private void connect(Target target, InetAddress address) {
        try {
            RequestOptions options = new RequestOptions()
                    .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, target.port())))
                    .setHost(target.host())
                    .setPort(target.port())
                    .setSsl(target.tls())
                    .setMethod(HttpMethod.valueOf(request.method()))
                    .setURI(target.pathAndQuery())
                    .setConnectTimeout(request.connectDeadline().toMillis());
            // the first may be replaced by one of the request's own
            options.putHeader("user-agent", shared.userAgent());
            request.headers().forEach(options::putHeader);
            shared.clients()
                    .client(request.tls())
                    .compose(client -> client.request(options))
                    .onComplete(guarded(this::connected));
        } catch (IllegalArgumentException notAHeader) {
            fail(new Failures(NetFailure.PROTOCOL, "the request cannot be written as HTTP: a header or the method"));
        }
    }

    private void connected(AsyncResult<HttpClientRequest> result) {
        if (ended) {
            // too late: give the connection back unused
            if (result.succeeded()) {
                result.result().reset();
            }
            return;
        }
        if (result.failed()) {
            fail(Failures.of(result.cause(), false));
            return;
        }
        HttpClientRequest ready = result.result();
        sending = ready;
        onUsedConnection = !shared.used().add(ready.connection());
        byte @Nullable [] body = request.body();
        Future<HttpClientResponse> sent = body == null && !request.method().equals("POST")
                ? ready.send()
                : ready.send(body == null ? Buffer.buffer() : Buffer.buffer(body));
        sent.onComplete(guarded(answer -> headersCame(ready, answer)));
    }

    private void headersCame(HttpClientRequest from, AsyncResult<HttpClientResponse> result) {
        if (ended || from != sending) {
            return;
        }
        if (result.failed()) {
            broken(from, result.cause());
            return;
        }
        HttpClientResponse came = result.result();
        response = came;
        boolean good = came.statusCode() >= 200 && came.statusCode() < 300;
        Spool spool = request.spooled() && good ? shared.spool() : null;
        long most = spool != null || !request.spooled()
                ? request.maxBytes()
                : Math.min(request.maxBytes(), OutgoingRequest.DEFAULT_MAX_BYTES);
        Incoming body = new Incoming(shared.vertx(), spool, fault -> unwritten(fault));
        incoming = body;
        came.exceptionHandler(guarded(cause -> broken(from, cause)));
        came.handler(guarded(chunk -> chunk(chunk, came, body, most)));
        came.endHandler(guarded(end -> body.end().onComplete(guarded(whole -> complete(from, came, whole)))));
        if (!request.method().equals("HEAD") && Heads.announced(came) > most) {
            tooBig(most);
        }
    }

    /** Our disk, and no fault of the endpoint's. */
    private void unwritten(Throwable fault) {
        boolean full = fault instanceof Spooled.NoRoomException;
        if (!full) {
            log.error("a large answer could not be written to its file", fault);
        }
        fail(new Failures(
                NetFailure.FAULT,
                full ? "no room for large answers" : "a large answer could not be written to its file"));
        cut();
    }

    private void chunk(Buffer chunk, HttpClientResponse from, Incoming body, long most) {
        if (ended) {
            return;
        }
        if (body.bytes() + chunk.length() > most) {
            tooBig(most);
        } else {
            body.add(chunk, from);
        }
    }

    private void complete(HttpClientRequest from, HttpClientResponse came, AsyncResult<Incoming.Body> whole) {
        if (ended || from != sending) {
            return;
        }
        if (whole.failed()) {
            unwritten(whole.cause());
            return;
        }
        String location = came.getHeader("location");
        if (location != null && Redirect.isRedirect(came.statusCode(), location)) {
            redirect(came, location);
            return;
        }
        incoming = null;
        finish(Exchange.answer(
                came.statusCode(), Heads.of(came), whole.result(), Heads.certificateEnds(from.connection())));
    }

    private void redirect(HttpClientResponse came, String location) {
        Redirect redirect = Redirect.of(request, came.statusCode(), location);
        OutgoingRequest next = redirect.next();
        if (next == null || ++redirects > MOST_REDIRECTS) {
            String why = next == null ? redirect.refusal() : "redirected more than " + MOST_REDIRECTS + " times";
            finish(Exchange.failed(NetFailure.REDIRECTED, why, came.statusCode(), Heads.of(came)));
            return;
        }
        forget();
        request = next;
        hop();
    }

    /** A kept connection that the endpoint had closed says nothing about it: asked again, once, where that is safe. */
    private void broken(HttpClientRequest from, Throwable cause) {
        if (ended || from != sending) {
            return;
        }
        Failures failures = Failures.of(cause, true);
        boolean safe = request.method().equals("GET") || request.method().equals("HEAD");
        if (onUsedConnection && response == null && safe && !repeated && failures.failure() == NetFailure.CUT_OFF) {
            repeated = true;
            forget();
            hop();
            return;
        }
        from.reset();
        fail(failures);
    }

    private void forget() {
        sending = null;
        response = null;
        drop();
    }

    private void drop() {
        if (incoming != null) {
            incoming.drop();
            incoming = null;
        }
    }

    private void tooBig(long most) {
        fail(new Failures(NetFailure.TOO_BIG, "the answer is larger than " + most + " bytes"));
        cut();
    }

    private void timedOut(long deadlineMs) {
        if (looking) {
            fail(new Failures(NetFailure.NAME_SERVER, "no name server answered within " + deadlineMs + " ms"));
            return;
        }
        String stage =
                sending == null ? "no connection" : response == null ? "no answer" : "the answer was not complete";
        fail(new Failures(NetFailure.TIMEOUT, stage + " within " + deadlineMs + " ms"));
        cut();
    }

    private void cut() {
        HttpClientRequest open = sending;
        if (open != null) {
            open.reset();
        }
    }

    private void fail(Failures failures) {
        HttpClientResponse came = response;
        finish(Exchange.failed(
                failures.failure(),
                failures.reason(),
                came == null ? 0 : came.statusCode(),
                came == null ? Map.of() : Heads.of(came)));
    }

    private void finish(Exchange exchange) {
        if (!ended) {
            ended = true;
            drop();
            shared.vertx().cancelTimer(timer);
            end.accept(exchange);
        }
    }
}
