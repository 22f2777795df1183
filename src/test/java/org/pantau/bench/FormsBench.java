package org.pantau.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every agency at once before the hour at which reports are due: each opens its form as a phone does that was never here,
 * with all the page is made of, and sends it; every tenth sends it twice at the same time, as a phone does whose network
 * dropped. Pantau runs in a process of its own. Afterwards every form is opened again and compared with what was sent.
 */
final class FormsBench {

    private static final int FORMS = 1_500;
    private static final int SECONDS = 600;
    private static final int TWICE_EVERY = 10;
    private static final int CONNECTIONS = 60;
    private static final Pattern PART = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"");

    private final Vertx vertx;
    private final ReportingPantau pantau;
    private final HttpClient client;
    private final List<String> links = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final double[] bare;
    private final double[] opened;
    private final double[] sent;

    private record Said(int status, Buffer body) {
        JsonObject ok() {
            if (status / 100 != 2) {
                throw new IllegalStateException(status + " " + body);
            }
            return body.toJsonObject();
        }
    }

    private FormsBench(Vertx vertx, ReportingPantau pantau, int forms) {
        this.vertx = vertx;
        this.pantau = pantau;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(pantau.port()),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.bare = new double[forms];
        this.opened = new double[forms];
        this.sent = new double[forms];
    }

    /** @param options {@code --forms N}, {@code --seconds N} within which they come */
    static void run(List<String> options) throws Exception {
        int forms = Bench.number(options, "--forms", FORMS);
        int seconds = Bench.number(options, "--seconds", SECONDS);
        Vertx vertx = Bench.vertx();
        try (ReportingPantau pantau = ReportingPantau.start(forms)) {
            FormsBench bench = new FormsBench(vertx, pantau, forms);
            bench.prepare(forms);
            bench.measure(seconds);
            bench.compare();
        } finally {
            vertx.close().await();
        }
    }

    private void prepare(int forms) {
        Map<String, String> cookie = Map.of("cookie", logIn());
        for (int i = 0; i < forms; i++) {
            JsonObject link = new JsonObject().put("holder", "Siti Aminah").put("days", 30);
            links.add(ask(HttpMethod.POST, "/api/v1/reports/" + ReportingPantau.feed(i) + "/links", cookie, link)
                    .await()
                    .ok()
                    .getString("token"));
        }
        String page = ask(HttpMethod.GET, "/lapor.html", Map.of(), null)
                .await()
                .body()
                .toString();
        PART.matcher(page).results().map(part -> part.group(1)).forEach(parts::add);
    }

    private String logIn() {
        JsonObject who = new JsonObject().put("username", "admin").put("password", ReportingPantau.PASSWORD);
        String cookie = client.request(HttpMethod.POST, "/api/v1/session")
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(who.toBuffer()))
                .await()
                .getHeader("set-cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private void measure(int seconds) {
        double before = pantau.cpuMicros();
        List<Future<?>> visits = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            int visitor = i;
            Promise<Void> done = Promise.promise();
            long due = Math.max(1, (long) i * seconds * 1000 / links.size());
            long unused = vertx.setTimer(due, timer -> visit(visitor).onComplete(done));
            visits.add(done.future());
        }
        Future.join(visits).otherwiseEmpty().await();
        double cpuMillis = (pantau.cpuMicros() - before) / links.size() / 1000;
        System.out.printf(
                Locale.ROOT,
                "forms: %d within %d s, %d parts a page, every %dth sent twice at once, %d visits failed%n",
                links.size(),
                seconds,
                parts.size(),
                TWICE_EVERY,
                visits.stream().filter(Future::failed).count());
        print("a small file", bare);
        print("opened, with all parts", opened);
        print("sent", sent);
        System.out.printf(
                Locale.ROOT,
                "  CPU %.1f ms a visit, PostgreSQL included; p99 of sending %.1f times that of a small file%n",
                cpuMillis,
                percentile(sent, 99) / percentile(bare, 99));
    }

    private static void print(String what, double[] millis) {
        System.out.printf(
                Locale.ROOT,
                "  %-24s p50 %6.1f ms   p99 %6.1f ms   worst %6.1f ms%n",
                what,
                percentile(millis, 50),
                percentile(millis, 99),
                percentile(millis, 100));
    }

    private static double percentile(double[] millis, int percent) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    private Future<Void> visit(int visitor) {
        Map<String, String> link = Map.of("authorization", "Bearer " + links.get(visitor));
        long begun = System.nanoTime();
        return ask(HttpMethod.GET, "/favicon.svg", Map.of(), null)
                .compose(file -> {
                    bare[visitor] = millisSince(begun);
                    return open(link);
                })
                .compose(form -> {
                    opened[visitor] = millisSince(begun) - bare[visitor];
                    return send(visitor, link, form);
                });
    }

    private Future<JsonObject> open(Map<String, String> link) {
        return ask(HttpMethod.GET, "/lapor.html", Map.of(), null)
                .compose(page -> Future.all(parts.stream()
                        .map(part -> ask(HttpMethod.GET, part, Map.of(), null))
                        .toList()))
                .compose(all -> ask(HttpMethod.GET, "/api/v1/form", link, null).map(Said::ok));
    }

    private Future<Void> send(int visitor, Map<String, String> link, JsonObject form) {
        JsonArray values = new JsonArray();
        JsonArray fields = form.getJsonArray("fields");
        for (int i = 0; i < fields.size(); i++) {
            JsonObject field = fields.getJsonObject(i);
            values.add(new JsonObject()
                    .put("service", field.getString("service"))
                    .put("measure", field.getString("measure"))
                    .put("value", figure(visitor, i)));
        }
        JsonObject report = new JsonObject()
                .put("key", "percobaan-beban-" + visitor)
                .put("day", form.getString("day"))
                .put("by", "Siti Aminah")
                .put("values", values)
                .put("confirmed", false);
        List<Future<JsonObject>> tries = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < (visitor % TWICE_EVERY == 0 ? 2 : 1); i++) {
            tries.add(ask(HttpMethod.POST, "/api/v1/form", link, report).map(Said::ok));
        }
        return Future.all(tries).map(all -> {
            sent[visitor] = millisSince(begun);
            return null;
        });
    }

    private static int figure(int visitor, int field) {
        return visitor + 7 * field;
    }

    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    private Future<Said> ask(HttpMethod method, String path, Map<String, String> headers, @Nullable JsonObject body) {
        return client.request(method, path)
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    return body == null
                            ? request.send()
                            : request.putHeader("content-type", "application/json")
                                    .send(body.toBuffer());
                })
                .compose(response -> response.body().map(all -> new Said(response.statusCode(), all)));
    }

    private void compare() {
        int lost = 0;
        int twice = 0;
        for (int i = 0; i < links.size(); i++) {
            JsonObject form = ask(
                            HttpMethod.GET, "/api/v1/form", Map.of("authorization", "Bearer " + links.get(i)), null)
                    .await()
                    .ok();
            int times = form.getJsonArray("history").size();
            JsonArray fields = form.getJsonArray("fields");
            boolean whole = times > 0;
            for (int j = 0; j < fields.size(); j++) {
                whole &= fields.getJsonObject(j).getDouble("value", -1.0) == figure(i, j);
            }
            lost += whole ? 0 : 1;
            twice += times > 1 ? 1 : 0;
        }
        System.out.printf(Locale.ROOT, "  opened again: %d lost, %d saved twice%n", lost, twice);
    }
}
