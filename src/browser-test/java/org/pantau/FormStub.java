package org.pantau;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The form's files and as much of its server as the contract says: one report a key, unusual numbers asked about,
 * and every way an answer can fail to come, as the test decides.
 */
final class FormStub implements AutoCloseable {

    static final String TOKEN = "tautan-percobaan-0123456789abcdef";

    /** As {@code web.Guards} sets it. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, JsonObject> answers = new HashMap<>();
    private final List<JsonObject> tried = new ArrayList<>();
    private final List<JsonObject> saved = new ArrayList<>();
    private final Deque<Fate> fates = new ArrayDeque<>();
    private JsonObject form = FormData.clinic();
    private @Nullable CountDownLatch held;

    /** What becomes of one report on its way. */
    enum Fate {
        /** The line breaks, and it is not saved. */
        LOST,
        /** It is saved, and the line breaks before the answer arrives. */
        ANSWER_LOST,
        /** A gateway answers in the server's place, with a page. */
        GATEWAY,
        /** The network's own sign-in page answers, with success. */
        CAPTIVE,
        /** The server is busy for a second. */
        BUSY,
        /** The link was revoked meanwhile. */
        REVOKED,
        /** The day was closed meanwhile. */
        CLOSED,
        /** The server finds the second value wrong. */
        WRONG
    }

    FormStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::file);
        server.createContext("/api/v1/form", this::form);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String link() {
        return address() + "/lapor.html#" + TOKEN;
    }

    /** From now on the form asks for these; what was saved is forgotten. */
    synchronized void asks(JsonObject form) {
        this.form = form;
        answers.clear();
        saved.clear();
        tried.clear();
        fates.clear();
    }

    /** What becomes of the next reports, one after the other; those after them arrive. */
    synchronized void fate(Fate... next) {
        fates.addAll(List.of(next));
    }

    /** Holds every report back until it is let go. */
    synchronized CountDownLatch hold() {
        CountDownLatch latch = new CountDownLatch(1);
        held = latch;
        return latch;
    }

    synchronized List<JsonObject> saved() {
        return List.copyOf(saved);
    }

    synchronized List<JsonObject> tried() {
        return List.copyOf(tried);
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path file = Path.of("webroot", path);
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || path.contains("..") || !Files.isRegularFile(file)) {
            answer(exchange, 404, "text/plain", "");
        } else {
            answer(exchange, 200, type, Files.readString(file));
        }
    }

    private void form(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("authorization");
        if (!("Bearer " + TOKEN).equals(authorization)) {
            problem(exchange, 401, "tautan ini tidak berlaku lagi");
        } else if (exchange.getRequestMethod().equals("POST")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            report(exchange, new JsonObject(body));
        } else {
            open(exchange);
        }
    }

    private synchronized void open(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        String day = query == null ? form.getString("today") : query.replace("day=", "");
        boolean known = form.getJsonArray("days").stream()
                .map(JsonObject.class::cast)
                .anyMatch(one -> one.getString("day").equals(day));
        if (!known) {
            problem(exchange, 403, "hari itu tidak terbuka");
            return;
        }
        json(exchange, 200, FormData.of(form, day));
    }

    private void report(HttpExchange exchange, JsonObject report) throws IOException {
        CountDownLatch latch;
        Fate fate;
        synchronized (this) {
            tried.add(report);
            latch = held;
            held = null;
            fate = fates.poll();
        }
        if (latch != null) {
            await(latch);
        }
        if (fate == null) {
            take(exchange, report);
        } else {
            befall(exchange, report, fate);
        }
    }

    private void befall(HttpExchange exchange, JsonObject report, Fate fate) throws IOException {
        switch (fate) {
            case LOST -> breakOff(exchange);
            case ANSWER_LOST -> {
                var unused = save(report);
                breakOff(exchange);
            }
            case GATEWAY -> answer(exchange, 502, "text/html", "<h1>Bad Gateway</h1>");
            case CAPTIVE -> answer(exchange, 200, "text/html", "<h1>Selamat datang di WiFi gratis</h1>");
            case BUSY -> {
                exchange.getResponseHeaders().set("retry-after", "1");
                problem(exchange, 503, "belum dapat disimpan");
            }
            case REVOKED -> problem(exchange, 401, "tautan ini tidak berlaku lagi");
            case CLOSED -> problem(exchange, 403, "hari itu sudah ditutup");
            case WRONG -> {
                JsonObject error = new JsonObject()
                        .put("field", "values[1].value")
                        .put("expected", "bilangan bulat 0 sampai 1.000.000");
                json(exchange, 422, new JsonObject().put("status", 422).put("errors", new JsonArray().add(error)));
            }
        }
    }

    /** An answer that ends before it is whole; one that never began would be asked for anew by the browser itself. */
    private static void breakOff(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private synchronized void take(HttpExchange exchange, JsonObject report) throws IOException {
        JsonArray unusual = FormData.unusual(form, report);
        boolean known = answers.containsKey(report.getString("key"));
        if (!known && !unusual.isEmpty() && !report.getBoolean("confirmed")) {
            json(exchange, 409, new JsonObject().put("status", 409).put("unusual", unusual));
            return;
        }
        json(exchange, 200, save(report));
    }

    /** A key that was seen is answered as before, and saves nothing. */
    private synchronized JsonObject save(JsonObject report) {
        String key = report.getString("key");
        JsonObject before = answers.get(key);
        if (before != null) {
            return before.copy().put("replayed", true);
        }
        JsonObject answer = FormData.saved(form, report);
        answers.put(key, answer);
        saved.add(report);
        return answer;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void problem(HttpExchange exchange, int status, String detail) throws IOException {
        json(exchange, status, new JsonObject().put("status", status).put("detail", detail));
    }

    private static void json(HttpExchange exchange, int status, JsonObject body) throws IOException {
        answer(exchange, status, status == 200 ? "application/json" : "application/problem+json", body.encode());
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.getResponseHeaders().set("content-security-policy", POLICY);
        exchange.getResponseHeaders().set("cache-control", "no-cache");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            // The page was closed while it was answered.
            if (status == 200 && !exchange.getRequestMethod().equals("POST")) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
