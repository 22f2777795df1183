package org.pantau.net.address;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Looks up a host name. The future fails where the name does not resolve. */
@FunctionalInterface
public interface NameResolver {

    Future<List<InetAddress>> resolve(String host);

    /**
     * The system's names, asked without blocking: one dead name server must not hold a thread that other hosts need. The
     * look-up is Vert.x's own, which is public only in its internal package.
     */
    static NameResolver system(Vertx vertx) {
        return host -> {
            Promise<List<InetAddress>> promise = Promise.promise();
            ((VertxInternal) vertx).nameResolver().resolveAll(host, result -> {
                if (result.succeeded()) {
                    promise.complete(result.result().stream()
                            .map(InetSocketAddress::getAddress)
                            .toList());
                } else {
                    promise.fail(result.cause());
                }
            });
            return promise.future();
        };
    }
}
