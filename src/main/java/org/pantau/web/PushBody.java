package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a body whole, up to a limit, whatever its media type says: some tools call everything a form. */
final class PushBody {

    static final int MOST_BYTES = 1024 * 1024;

    private PushBody() {}

    /** Fails with 413 as soon as it is known to be too large; unpacked bytes count. */
    static Future<byte[]> read(HttpServerRequest request) {
        return read(request, MOST_BYTES);
    }

    /** The same, up to another limit. */
    static Future<byte[]> read(HttpServerRequest request, int most) {
        String announced = request.getHeader("content-length");
        if (announced != null && announced.length() > 7 && !announced.startsWith("0")) {
            return Future.failedFuture(Problem.ofStatus(413));
        }
        Promise<byte[]> read = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > most) {
                // What still comes is let pass unread, so that the sender gets to see the answer.
                read.tryFail(Problem.ofStatus(413));
            } else {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(lost -> read.tryFail(Problem.bad("Kiriman terputus.")));
        request.endHandler(done -> read.tryComplete(body.getBytes()));
        return read.future();
    }
}
