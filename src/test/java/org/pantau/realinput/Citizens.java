package org.pantau.realinput;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Those who use the services: makes requests and sees how each ends. */
final class Citizens {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String base;

    Citizens(String base) {
        this.base = base;
    }

    /** Makes a request some times. */
    void get(int times, String path, int expectedStatus) throws IOException {
        for (int i = 0; i < times; i++) {
            int status = send("GET", path).statusCode();
            if (status != expectedStatus) {
                throw new AssertionError(path + " ended with " + status + ", expected " + expectedStatus);
            }
        }
    }

    String text(String path) throws IOException {
        return send("GET", path).body();
    }

    void post(String path) throws IOException {
        HttpResponse<String> response = send("POST", path);
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(path + " ended with " + response.statusCode());
        }
    }

    /** Sends JSON and brings back the answer, whatever its status. */
    String post(String path, String json) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)))
                .body();
    }

    /** Whether anything answers. */
    boolean answered(String path) {
        try {
            return send("GET", path).statusCode() > 0;
        } catch (IOException nobodyListens) {
            return false;
        }
    }

    private HttpResponse<String> send(String method, String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).method(method, BodyPublishers.noBody()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
