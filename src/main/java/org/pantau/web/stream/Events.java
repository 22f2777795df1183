package org.pantau.web.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** Server-sent events as bytes. JSON is encoded on one line, so that no field can hold a line break. */
final class Events {

    private static final String END = "\n\n";

    static final Buffer RETRY = Buffer.buffer("retry: 3000" + END);

    private Events() {}

    static Buffer event(String name, String id, JsonObject data) {
        return Buffer.buffer("id: " + id + "\nevent: " + name + "\ndata: ")
                .appendBuffer(data.toBuffer())
                .appendString(END);
    }

    /** Without an id, so that it does not move the point to resume from. */
    static Buffer ping(String at) {
        return Buffer.buffer(": hidup\nevent: ping\ndata: {\"at\":\"" + at + "\"}" + END);
    }
}
