package org.pantau;

import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** An endpoint built after the specification in {@code examples/vendor}, right in everything but what a test spoils. */
final class VendorEndpoint implements AutoCloseable {

    static final String KEY = "kunci-vendor-91";

    ZoneId zone = ZoneId.of("Asia/Jakarta");
    /** Whether a request is let in. */
    Predicate<HttpServerRequest> admits = request -> KEY.equals(request.getHeader("X-API-Key"));

    int refusal = 401;
    int wrongDate = 400;
    /** Takes requests out of the usual way; false for those it leaves. */
    Predicate<HttpServerRequest> instead = request -> false;
    /** Spoils the answer for a day. */
    BiConsumer<LocalDate, JsonObject> spoil = (day, answer) -> {};
    /** What a date that is none, or is yet to come, is taken for; the day itself for one that is not refused. */
    boolean takesAnyDate;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    VendorEndpoint() {
        server = await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    }

    String address() {
        return "http://127.0.0.1:" + server.actualPort() + "/api/layanan-harian";
    }

    LocalDate today() {
        return LocalDate.now(zone);
    }

    private void answer(HttpServerRequest request) {
        if (instead.test(request)) {
            return;
        }
        if (!admits.test(request)) {
            end(request, refusal, new JsonObject().put("galat", "kunci tidak berlaku"));
            return;
        }
        LocalDate day;
        try {
            day = LocalDate.parse(Objects.requireNonNull(request.getParam("tanggal"), ""));
            if (day.isAfter(today()) && !takesAnyDate) {
                throw new DateTimeException("in the future");
            }
        } catch (DateTimeException none) {
            if (!takesAnyDate) {
                end(request, wrongDate, new JsonObject().put("galat", "tanggal harus YYYY-MM-DD"));
                return;
            }
            day = today();
        }
        JsonObject answer = good(day);
        spoil.accept(day, answer);
        end(request, 200, answer);
    }

    private JsonObject good(LocalDate day) {
        int number = 3 + day.getDayOfMonth();
        return new JsonObject()
                .put("tanggal", day.toString())
                .put("zona", zone.getId())
                .put("dibuat", OffsetDateTime.now(zone).toString())
                .put("tutup", day.isBefore(today()))
                .put(
                        "layanan",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kode", "ktp-el")
                                        .put("nama", "Penerbitan KTP-el")
                                        .put("masuk", number)
                                        .put("selesai", number - 2)
                                        .put("menunggu", 4)
                                        .put("rata_menit", 12.5))
                                .add(new JsonObject()
                                        .put("kode", "kk")
                                        .put("nama", "Kartu Keluarga")
                                        .put("masuk", 0)
                                        .put("selesai", 0)));
    }

    static void end(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }

    @Override
    public void close() {
        done(vertx.close());
    }
}
