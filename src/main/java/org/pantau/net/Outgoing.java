package org.pantau.net;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.pantau.net.address.CheckedNames;
import org.pantau.net.address.NameResolver;

/**
 * Asks other machines over HTTP, bounded in time, bytes, redirects and exchanges at a time with one host and port, and
 * only at addresses that are allowed. An endpoint's fault is an {@link Exchange} with a failure, never a failed future.
 *
 * <p>Works on the context it is built on and may be called from any; create it in the verticle that sends most.
 */
public final class Outgoing {

    private final Context context;
    private final NetSettings settings;
    private final Flight.Shared shared;
    private final Map<String, HostGate> gates = new HashMap<>();

    public Outgoing(Vertx vertx, NetSettings settings) {
        this(vertx, settings, NameResolver.system(vertx));
    }

    /** With another way to look up names. */
    public Outgoing(Vertx vertx, NetSettings settings, NameResolver resolver) {
        this.context = vertx.getOrCreateContext();
        this.settings = settings;
        Set<HttpConnection> used = Collections.newSetFromMap(new WeakHashMap<>());
        CheckedNames names =
                new CheckedNames(host -> here(resolver.resolve(host)), settings.keepNames(), System::nanoTime);
        this.shared = new Flight.Shared(
                vertx, new TlsClients(vertx, context, settings), names, settings.userAgent(), settings.spool(), used);
    }

    /**
     * One exchange. Completes on the caller's context.
     *
     * @return never fails for what the endpoint, the network or the address does
     */
    public Future<Exchange> send(OutgoingRequest request) {
        Promise<Exchange> promise = Promise.promise();
        Context caller = Vertx.currentContext();
        if (caller == context) {
            submit(request, promise);
            return promise.future();
        }
        context.runOnContext(here -> submit(request, promise));
        return caller == null ? promise.future() : on(caller, promise.future());
    }

    /** Runs on the context exchanges complete on where the caller has none of its own. */
    public void run(Runnable task) {
        if (Vertx.currentContext() == null) {
            context.runOnContext(here -> task.run());
        } else {
            task.run();
        }
    }

    public Future<Void> close() {
        return shared.clients().close();
    }

    private void submit(OutgoingRequest request, Promise<Exchange> promise) {
        Target target;
        try {
            target = Target.of(request.uri());
        } catch (IllegalArgumentException refused) {
            promise.complete(Exchange.failed(NetFailure.FORBIDDEN_ADDRESS, String.valueOf(refused.getMessage())));
            return;
        }
        HostGate gate =
                gates.computeIfAbsent(target.key(), any -> new HostGate(settings.perHost(), settings.queuePerHost()));
        Turn turn = new Turn(gate, target.key(), request, promise);
        if (!gate.enter(turn)) {
            promise.complete(Exchange.failed(NetFailure.QUEUE, "too many requests wait for " + target.key()));
        } else if (!turn.begun) {
            turn.limitWaiting();
        }
    }

    private <T> Future<T> here(Future<T> future) {
        return on(context, future);
    }

    private static <T> Future<T> on(Context context, Future<T> future) {
        Promise<T> promise = Promise.promise();
        future.onComplete(result -> context.runOnContext(there -> {
            if (result.succeeded()) {
                promise.complete(result.result());
            } else {
                promise.fail(result.cause());
            }
        }));
        return promise.future();
    }

    /** One request's turn at its host. */
    private final class Turn implements Runnable {

        private final HostGate gate;
        private final String key;
        private final OutgoingRequest request;
        private final Promise<Exchange> promise;
        private final long askedNanos = System.nanoTime();
        private boolean begun;
        private @Nullable Long waitTimer;

        Turn(HostGate gate, String key, OutgoingRequest request, Promise<Exchange> promise) {
            this.gate = gate;
            this.key = key;
            this.request = request;
            this.promise = promise;
        }

        void limitWaiting() {
            waitTimer = shared.vertx().setTimer(request.totalDeadline().toMillis(), fired -> {
                if (gate.giveUp(this)) {
                    promise.complete(Exchange.failed(NetFailure.QUEUE, "waited too long for a place at " + key)
                            .timed(since(askedNanos), Duration.ZERO));
                }
            });
        }

        @Override
        public void run() {
            begun = true;
            if (waitTimer == null) {
                fly();
            } else {
                shared.vertx().cancelTimer(waitTimer);
                // not from within the exchange that has just ended: many may follow one another
                context.runOnContext(here -> fly());
            }
        }

        private void fly() {
            Duration waited = since(askedNanos);
            long beganNanos = System.nanoTime();
            Flight flight = new Flight(shared, request, exchange -> land(exchange, waited, beganNanos));
            flight.start();
        }

        private void land(Exchange exchange, Duration waited, long beganNanos) {
            boolean unsent = exchange.failure() == NetFailure.FORBIDDEN_ADDRESS;
            try {
                promise.complete(exchange.timed(waited, unsent ? Duration.ZERO : since(beganNanos)));
            } finally {
                // whoever waits for this exchange may throw: the place is free all the same
                gate.leave();
                if (gate.isEmpty()) {
                    gates.remove(key, gate);
                }
            }
        }

        private static Duration since(long nanos) {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }
    }
}
