package org.pantau.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Answers of the shape real systems give (the recorded ones of the templates), with as many rows as fit in 5 KB; those that
 * are short by nature, a clinic's queue and a week's trend, are as long as they are.
 */
final class HarderAnswers {

    private static final int MOST_BYTES = 5_000;

    private HarderAnswers() {}

    static byte[] waitsOfAHospital() {
        return filled(
                "{\"metadata\":{\"code\":200,\"message\":\"OK\"},\"response\":{\"list\":[",
                row -> text(
                        "{\"kdppk\":\"0000R000\",\"nmppk\":\"RSUD X\",\"kodepoli\":\"P%02d\",\"namapoli\":\"POLI %d\","
                                + "\"tanggal\":\"2026-11-23\",\"insertdate\":1795402500000,\"jumlah_antrean\":%d,"
                                + "\"waktu_task1\":0,\"waktu_task3\":70048,\"avg_waktu_task1\":0,\"avg_waktu_task3\":1893.2,"
                                + "\"avg_waktu_task4\":421.5}",
                        row, row, 37 + row),
                ",",
                "]}}");
    }

    static byte[] queueOfAClinic() {
        return ("{\"response\":{\"namapoli\":\"Poli Gigi &amp; Mulut\",\"totalantrean\":\"5\",\"sisaantrean\":\"3\","
                        + "\"antreanpanggil\":\"A-000\",\"keterangan\":\"\"},\"metadata\":{\"message\":\"Ok\",\"code\":\"200\"}}")
                .getBytes(UTF_8);
    }

    static byte[] countersOfDukcapil() {
        return filled(
                "[{\"categoryKey\":5,\"categoryName\":\"Akta\",\"data\":[",
                row -> text(
                        "{\"subCategoryKey\":%d,\"subCategoryName\":\"Akta %d\",\"statistic\":{\"submitted\":11,"
                                + "\"inReview\":1,\"reviewed\":1,\"completed\":%d,\"returnedFromFO\":0,"
                                + "\"returnedFromValidator\":0,\"unprocessed\":1}}",
                        20 + row, row, 8 + row),
                ",",
                "]}]");
    }

    /** What {@link #sealedPermits} holds. */
    static byte[] permits() {
        return filled(
                "{\"items\":[",
                row -> text(
                        "{\"id\":%d,\"no_permohonan\":\"0%d/2026\",\"jenis_izin_id\":%d,\"jenis_izin\":\"Izin Praktik\","
                                + "\"tgl_pengajuan\":\"2026-11-%02d\",\"tgl_penetapan\":\"0000-00-00\","
                                + "\"tgl_signed_report\":\"%s\",\"nama_proses\":\"Verifikasi\",\"status\":\"proses\","
                                + "\"nama\":\"-\",\"no_hp\":\"-\",\"email\":\"-\",\"alamat\":\"-\"}",
                        9_000 + row, row, 12 + row % 4, 1 + row % 22, row % 3 == 0 ? "" : "2026-11-23"),
                ",",
                "]}");
    }

    /** Twice as long as what it holds, being hexadecimal. */
    static byte[] sealedPermits(byte[] permits) throws GeneralSecurityException {
        byte[] nonce = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        byte[] key = MessageDigest.getInstance("SHA-256").digest(HarderFeeds.SALT.getBytes(UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        HexFormat hex = HexFormat.of();
        return ("{\"data\":\"" + hex.formatHex(nonce) + hex.formatHex(cipher.doFinal(permits)) + "\"}").getBytes(UTF_8);
    }

    static byte[] metricsOfAProxy() {
        String[] codes = {"1xx", "2xx", "3xx", "4xx", "5xx", "other"};
        return filled(
                """
                # HELP haproxy_backend_http_responses_total Total number of HTTP responses.
                # TYPE haproxy_backend_http_responses_total counter
                """,
                row -> text(
                        "haproxy_backend_http_responses_total{proxy=\"layanan-%d\",code=\"%s\"} %d\n",
                        row / codes.length, codes[row % codes.length], row * 31),
                "",
                "# TYPE haproxy_backend_current_queue gauge\nhaproxy_backend_current_queue{proxy=\"layanan-0\"} 1\n");
    }

    static byte[] itemsOfZabbix() {
        return filled(
                "{\"jsonrpc\":\"2.0\",\"result\":[",
                row -> text(
                        "{\"itemid\":\"%d\",\"key_\":\"web.test.time[Portal,Halaman %d,resp]\",\"lastvalue\":\"0.2%d\","
                                + "\"lastclock\":\"%s\",\"units\":\"s\"}",
                        row, row, row, row % 10 == 9 ? "0" : "1795402770"),
                ",",
                "],\"id\":1}");
    }

    static byte[] healthOfXRoad() {
        return filled(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SOAP-ENV:Envelope "
                        + "xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:id=\"http://x-road.eu/xsd/identifiers\" "
                        + "xmlns:om=\"http://x-road.eu/xsd/op-monitoring.xsd\"><SOAP-ENV:Header/><SOAP-ENV:Body>"
                        + "<om:getSecurityServerHealthDataResponse><om:monitoringStartupTimestamp>1793000000000"
                        + "</om:monitoringStartupTimestamp><om:statisticsPeriodSeconds>600</om:statisticsPeriodSeconds>"
                        + "<om:servicesEvents>",
                row -> text(
                        "<om:serviceEvents><om:service id:objectType=\"SERVICE\"><id:xRoadInstance>ID</id:xRoadInstance>"
                                + "<id:memberClass>GOV</id:memberClass><id:memberCode>3308</id:memberCode>"
                                + "<id:subsystemCode>KEPENDUDUKAN</id:subsystemCode><id:serviceCode>getWarga%d</id:serviceCode>"
                                + "<id:serviceVersion>v1</id:serviceVersion></om:service><om:lastPeriodStatistics>"
                                + "<om:successfulRequestCount>%d</om:successfulRequestCount>"
                                + "<om:unsuccessfulRequestCount>2</om:unsuccessfulRequestCount>"
                                + "<om:requestMinDuration>11</om:requestMinDuration>"
                                + "<om:requestAverageDuration>84.5</om:requestAverageDuration>"
                                + "<om:requestMaxDuration>900</om:requestMaxDuration></om:lastPeriodStatistics></om:serviceEvents>",
                        row, 180 + row),
                "",
                "</om:servicesEvents></om:getSecurityServerHealthDataResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>");
    }

    static byte[] weekOfAServiceMall() {
        return IntStream.range(0, 7)
                .mapToObj(
                        day -> text("{\"date\":\"2026-11-%02d\",\"label\":\"Sab\",\"total\":%d}", 17 + day, 180 + day))
                .collect(Collectors.joining(
                        ",",
                        "{\"tickets_today\":212,\"completed_today\":190,\"service_count\":40,\"trend\":[",
                        "],\"updated_at\":\"2026-11-23T10:00:00+07:00\"}"))
                .getBytes(UTF_8);
    }

    /** Pantau's own batch, as it is pushed. */
    static byte[] batch() {
        return filled(
                "{\"samples\":[",
                row -> text(
                        "{\"service\":\"mpp\",\"measure\":\"%s\",\"at\":\"2026-11-23T10:%02d:00+07:00\",\"value\":%d}",
                        row % 2 == 0 ? "pending" : "served", row % 60, 40 + row),
                ",",
                "]}");
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    /** As many rows as fit. */
    private static byte[] filled(String before, IntFunction<String> row, String between, String after) {
        StringBuilder body = new StringBuilder(before);
        for (int i = 0; ; i++) {
            String next = (i == 0 ? "" : between) + row.apply(i);
            if (body.length() + next.length() + after.length() > MOST_BYTES) {
                return body.append(after).toString().getBytes(UTF_8);
            }
            body.append(next);
        }
    }
}
