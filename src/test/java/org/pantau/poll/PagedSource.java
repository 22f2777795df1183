package org.pantau.poll;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A well-behaved source that understands every kind of paging. */
final class PagedSource {

    private PagedSource() {}

    /** A source of so many rows, ten a page, that understands every kind of paging. */
    static int start(Loopback loopback, List<String> asked, int rows) {
        return loopback.http(request -> request.bodyHandler(body -> {
            String path = request.path().equals("/") ? "" : request.path();
            asked.add(path
                    + (request.query() == null ? "" : "?" + request.query())
                    + (body.length() == 0 ? "" : " " + body));
            int page = pageAsked(request, body.toString());
            JsonObject document = new JsonObject(document(
                    (page - 1) * 10 + 1, Math.max(0, Math.min(10, rows - (page - 1) * 10)), rows));
            if (page * 10 < rows) {
                String here = "http://127.0.0.1:" + request.localAddress().port();
                document.put("next_cursor", "c" + (page + 1))
                        .put(
                                "links",
                                new JsonObject()
                                        .put("next", here + "/?next=" + (page + 1))
                                        .put("relative", "?relative=" + (page + 1)))
                        .put(
                                "link",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("relation", "self")
                                                .put("url", "x"))
                                        .add(new JsonObject()
                                                .put("relation", "next")
                                                .put("url", here + "/?fhir=" + (page + 1))));
            }
            document.getJsonObject("meta").put("pages", "3").put("more", page * 10 < rows);
            request.response().end(document.put("total", rows).encode());
        }));
    }

    private static int pageAsked(HttpServerRequest request, String body) {
        for (String name : List.of("page", "next", "relative", "fhir")) {
            if (request.getParam(name) != null) {
                return Integer.parseInt(request.getParam(name));
            }
        }
        if (request.getParam("p0") != null) {
            return Integer.parseInt(request.getParam("p0")) + 1;
        }
        String offset = request.getParam("offset");
        if (offset != null) {
            return offset.equals("null") ? 1 : Integer.parseInt(offset) / 10 + 1;
        }
        if (request.path().startsWith("/read/")) {
            return (Integer.parseInt(request.path().split("/", -1)[2]) - 1) / 10 + 1;
        }
        String cursor = request.getParam("cursor");
        if (cursor != null) {
            return cursor.isEmpty() ? 1 : Integer.parseInt(cursor.substring(1));
        }
        return Integer.parseInt(new JsonObject(body).getString("page"));
    }

    /** Rows numbered from {@code first}; {@code total} as text, the way many sources write it. */
    static String document(int first, int rows, @Nullable Integer total) {
        JsonArray data = new JsonArray();
        IntStream.range(first, first + rows).forEach(number -> data.add(new JsonObject().put("antrean", number)));
        JsonObject meta = total == null ? new JsonObject() : new JsonObject().put("total", total.toString());
        return new JsonObject().put("data", data).put("meta", meta).encode();
    }
}
