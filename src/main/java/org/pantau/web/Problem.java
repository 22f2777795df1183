package org.pantau.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * What is wrong with a request, as {@code application/problem+json} (RFC 9457). Thrown by handlers, answered in one place.
 */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient List<FieldError> errors;
    /** 0 where it says nothing. */
    private final long retryAfterSeconds;

    /** A field and what was expected of it. */
    record FieldError(String field, String expected) {}

    private Problem(int status, String title, String detail, List<FieldError> errors) {
        this(status, title, detail, errors, 0);
    }

    private Problem(int status, String title, String detail, List<FieldError> errors, long retryAfterSeconds) {
        super(detail, null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
        this.status = status;
        this.title = title;
        this.errors = errors;
    }

    static Problem badField(String field, String expected) {
        return new Problem(
                400, "Permintaan tidak sah", field + ": " + expected, List.of(new FieldError(field, expected)));
    }

    static Problem bad(String detail) {
        return new Problem(400, "Permintaan tidak sah", detail, List.of());
    }

    static Problem notLoggedIn() {
        return new Problem(401, "Belum masuk", "Silakan masuk terlebih dahulu.", List.of());
    }

    static Problem refused() {
        return new Problem(401, "Tidak dapat masuk", "Nama pengguna atau kata sandi salah.", List.of());
    }

    /** Whatever the reason: who has no token learns nothing about feeds. */
    static Problem badToken() {
        return new Problem(401, "Ditolak", "Token tidak berlaku di sini.", List.of());
    }

    /** Whether it never was, was revoked or is over is not said. */
    static Problem deadLink() {
        return new Problem(
                401,
                "Tautan tidak berlaku",
                "Tautan ini tidak berlaku lagi. Mintalah yang baru ke Diskominfo.",
                List.of());
    }

    /** What is wrong with what was sent, item by item; nothing of it was taken. */
    static Problem refused(List<FieldError> errors) {
        return new Problem(
                422, "Kiriman tidak diterima", "Tidak ada yang disimpan; perbaiki lalu kirim ulang.", errors);
    }

    static Problem unsupported(String expected) {
        return new Problem(415, "Jenis isi tidak didukung", "Gunakan " + expected + ".", List.of());
    }

    /** The right thing at the wrong door. */
    static Problem elsewhere(String path) {
        return new Problem(415, "Bukan di sini", "Kirim berkas laporan ke " + path + ".", List.of());
    }

    static Problem later(String detail, long waitSeconds) {
        return new Problem(503, "Belum tersedia", detail, List.of(), waitSeconds);
    }

    static Problem conflict(String detail) {
        return new Problem(409, "Telah berubah", detail, List.of());
    }

    static Problem forbidden(String detail) {
        return new Problem(403, "Ditolak", detail, List.of());
    }

    /** What one may not see does not exist. */
    static Problem notFound() {
        return new Problem(404, "Tidak ditemukan", "Tidak ada, atau bukan untuk Anda.", List.of());
    }

    static Problem tooMany(long waitSeconds) {
        return new Problem(
                429,
                "Terlalu sering",
                "Terlalu banyak percobaan. Coba lagi dalam " + waitSeconds + " detik.",
                List.of(),
                waitSeconds);
    }

    static Problem unavailable(String detail) {
        return new Problem(503, "Belum tersedia", detail, List.of());
    }

    static Problem databaseAway() {
        return new Problem(
                503,
                "Basis data tidak terjangkau",
                "Riwayat belum dapat dibaca dan belum ada yang dapat disimpan; coba lagi sebentar lagi. / The database cannot be"
                        + " reached; try again soon.",
                List.of(),
                5);
    }

    /** A fault of ours: said without its cause, which goes to the log. */
    static Problem ours() {
        return new Problem(500, "Kesalahan di pihak kami", "Permintaan tidak dapat dilayani saat ini.", List.of());
    }

    static Problem ofStatus(int status) {
        return switch (status) {
            case 404, 405 -> notFound();
            case 413 -> new Problem(413, "Terlalu besar", "Isi permintaan terlalu besar.", List.of());
            case 415 -> new Problem(415, "Jenis isi tidak didukung", "Gunakan application/json.", List.of());
            default -> status >= 400 && status < 500 ? bad("Periksa permintaan.") : ours();
        };
    }

    int status() {
        return status;
    }

    void answer(RoutingContext context) {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage());
        if (!errors.isEmpty()) {
            JsonArray list = new JsonArray();
            errors.forEach(error ->
                    list.add(new JsonObject().put("field", error.field()).put("expected", error.expected())));
            body.put("errors", list);
        }
        if (retryAfterSeconds > 0) {
            context.response().putHeader("retry-after", Long.toString(retryAfterSeconds));
        }
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .putHeader("cache-control", "no-store")
                .end(body.toBuffer());
    }
}
