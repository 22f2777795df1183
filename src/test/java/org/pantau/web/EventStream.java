package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A viewer of the live stream. Events wait until they are asked for. */
final class EventStream implements AutoCloseable {

    private static final Event END = new Event("", "end", new JsonObject());

    /** One event; {@code id} is empty where it has none. */
    record Event(String id, String name, JsonObject data) {

        long seq() {
            return data.getLong("seq");
        }

        List<String> nodes() {
            return ids(data.getJsonArray("nodes"));
        }

        static List<String> ids(JsonArray nodes) {
            return nodes.stream()
                    .map(node -> ((JsonObject) node).getString("id"))
                    .toList();
        }
    }

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "event-stream");
        reader.setDaemon(true);
        reader.start();
    }

    static EventStream open(Edge edge, String cookie, String query, String... headers) {
        HttpRequest.Builder request = edge.request("/api/v1/live" + query, cookie);
        try {
            HttpResponse<InputStream> response = edge.client.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            return new EventStream(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The next event that is no ping. */
    Event next() {
        Event event = any();
        while (event.name().equals("ping")) {
            event = any();
        }
        return event;
    }

    Event next(String name) {
        Event event = next();
        assertThat(event.name()).isEqualTo(name);
        return event;
    }

    /** Passes over the next event, which has this name. */
    void skip(String name) {
        assertThat(next(name)).isNotNull();
    }

    /** The next event, pings too. */
    Event any() {
        try {
            Event event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("nothing came within 20 s");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads on until the server ends the stream. */
    void awaitEnd() {
        Event event = any();
        while (!event.equals(END)) {
            event = any();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            Map<String, String> fields = new HashMap<>();
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    fields.put(line.substring(0, colon), line.substring(colon + 2));
                } else if (line.isEmpty() && fields.containsKey("event")) {
                    events.add(new Event(
                            fields.getOrDefault("id", ""),
                            fields.getOrDefault("event", ""),
                            new JsonObject(fields.getOrDefault("data", "{}"))));
                    fields.clear();
                }
            }
        } catch (IOException closed) {
            // As the test or the server wants it.
        }
        events.add(END);
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
