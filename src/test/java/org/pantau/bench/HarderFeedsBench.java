package org.pantau.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.pantau.bench.ReadBench.Read;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.DecodeKeys;
import org.pantau.read.Reader;
import org.pantau.read.Reading;
import org.pantau.read.Readings;
import org.pantau.read.push.PushedBody;

/**
 * CPU of reading one answer of each of {@link HarderFeeds}, from its bytes to its fields, beside the same figures taken out by
 * hand: with Jackson, what is sealed opened first; XML with the JDK's own reader, metrics by cutting up lines.
 */
final class HarderFeedsBench {

    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final XMLInputFactory XML = XMLInputFactory.newFactory();
    private static final Instant ASKED = Instant.parse("2026-11-23T03:00:00Z");
    private static final DecodeKeys KEYS = new DecodeKeys(Map.of("env:SALT", HarderFeeds.SALT), 0);

    private final Map<String, Feed> feeds = HarderFeeds.all();

    static void run() throws Exception {
        HarderFeedsBench bench = new HarderFeedsBench();
        byte[] waits = HarderAnswers.waitsOfAHospital();
        bench.compare("rsud-antrean-bpjs", waits, () -> waits(waits));
        byte[] queue = HarderAnswers.queueOfAClinic();
        bench.compare("puskesmas-antrean", queue, () -> queue(queue));
        byte[] counters = HarderAnswers.countersOfDukcapil();
        bench.compare("dukcapil-layanan", counters, () -> counters(counters));
        byte[] sealed = HarderAnswers.sealedPermits(HarderAnswers.permits());
        bench.compare("izin-sicantik-splp", sealed, () -> permits(sealed));
        byte[] metrics = HarderAnswers.metricsOfAProxy();
        bench.compare("portal-haproxy", metrics, () -> metrics(metrics));
        byte[] items = HarderAnswers.itemsOfZabbix();
        bench.compare("zabbix-web-check", items, () -> items(items));
        byte[] health = HarderAnswers.healthOfXRoad();
        bench.compare("splp-xroad-health", health, () -> health(health));
        byte[] week = HarderAnswers.weekOfAServiceMall();
        bench.compare("mpp-antrian", week, () -> week(week));
        bench.pushed(HarderAnswers.batch());
    }

    private void compare(String id, byte[] body, Read byHand) throws Exception {
        Feed feed = Objects.requireNonNull(feeds.get(id), id);
        print(id, body, cells(Reader.read(feed, answer(body))), () -> cells(Reader.read(feed, answer(body))), byHand);
    }

    private void pushed(byte[] body) throws Exception {
        Feed feed = Objects.requireNonNull(feeds.get("opd-dibalik-nat"));
        Read read = () -> cells(PushedBody.of(feed, PushSpec.Kind.JSON, answer(body), Map.of())
                .read(Set.of())
                .readings());
        print(feed.id(), body, read.run(), read, () -> {
            double sum = 0;
            for (JsonNode sample : JACKSON.readTree(body).get("samples")) {
                sum += sample.get("value").asDouble()
                        + sample.get("at").asText().length();
            }
            return sum;
        });
    }

    private static void print(String id, byte[] body, double cells, Read read, Read byHand) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "read: %s, %.0f values of %,d bytes: %.0f us of CPU; by hand %.0f%n",
                id,
                cells,
                body.length,
                ReadBench.micros(read),
                ReadBench.micros(byHand));
    }

    private static double cells(Readings readings) {
        if (!readings.outcome().ok() || !readings.problems().isEmpty()) {
            throw new IllegalStateException(readings.outcome() + " " + readings.problems());
        }
        double values = 0;
        for (Reading row : readings.rows()) {
            for (Reading.Cell cell : row.cells().values()) {
                values += cell.value() == null ? 0 : 1;
            }
        }
        return values;
    }

    private static Answer answer(byte[] body) {
        Map<String, Object> asked = Map.of(
                "day", "2026-11-23", "today", "2026-11-23", "poli", "001", "from", "2026-10-01", "to", "2026-11-23");
        Answer answer = new Answer(Outcome.OK, 200, Map.of(), body, asked, ASKED, Duration.ofMillis(5), null, null);
        return answer.keyed(KEYS);
    }

    private static double waits(byte[] body) throws Exception {
        JsonNode answer = JACKSON.readTree(body);
        double sum = answer.at("/metadata/code").asInt();
        for (JsonNode row : answer.at("/response/list")) {
            sum += row.get("jumlah_antrean").asDouble()
                    + row.get("avg_waktu_task3").asDouble()
                    + row.get("avg_waktu_task4").asDouble()
                    + Instant.ofEpochMilli(row.get("insertdate").asLong()).getEpochSecond()
                    + row.get("kodepoli").asText().length();
        }
        return sum;
    }

    private static double queue(byte[] body) throws Exception {
        JsonNode response = JACKSON.readTree(body).get("response");
        return response.get("totalantrean").asDouble()
                + response.get("sisaantrean").asDouble()
                + response.get("namapoli").asText().replace("&amp;", "&").length();
    }

    private static double counters(byte[] body) throws Exception {
        double sum = 0;
        for (JsonNode category : JACKSON.readTree(body)) {
            for (JsonNode row : category.get("data")) {
                JsonNode statistic = row.get("statistic");
                for (String name : new String[] {
                    "submitted", "completed", "returnedFromFO", "returnedFromValidator", "unprocessed", "inReview"
                }) {
                    sum += statistic.get(name).asDouble();
                }
            }
        }
        return sum;
    }

    private static double permits(byte[] body) throws Exception {
        byte[] sealed =
                HexFormat.of().parseHex(JACKSON.readTree(body).get("data").asText());
        byte[] key = MessageDigest.getInstance("SHA-256").digest(HarderFeeds.SALT.getBytes(UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, sealed, 0, 12));
        double sum = 0;
        for (JsonNode row :
                JACKSON.readTree(cipher.doFinal(sealed, 12, sealed.length - 12)).get("items")) {
            String signed = row.get("tgl_signed_report").asText();
            String decided = row.get("tgl_penetapan").asText();
            boolean none = signed.isEmpty() || signed.equals("0000-00-00");
            sum += row.get("tgl_pengajuan").asText().length() + (none ? decided : signed).length();
        }
        return sum;
    }

    private static double metrics(byte[] body) {
        double sum = 0;
        for (String line : new String(body, UTF_8).lines().toList()) {
            if (line.startsWith("haproxy_backend_http_responses_total{")) {
                String code = line.substring(line.indexOf("code=\"") + 6, line.lastIndexOf('"'));
                boolean counts = code.equals("2xx") || code.equals("3xx") || code.equals("5xx");
                sum += counts ? Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) : 0;
            }
        }
        return sum;
    }

    private static double items(byte[] body) throws Exception {
        double sum = 0;
        for (JsonNode item : JACKSON.readTree(body).get("result")) {
            if (!item.get("lastclock").asText().equals("0")) {
                sum += Double.parseDouble(item.get("lastvalue").asText())
                        + Instant.ofEpochSecond(item.get("lastclock").asLong()).getEpochSecond();
            }
        }
        return sum;
    }

    private static double health(byte[] body) throws Exception {
        XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(body));
        double sum = 0;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (name.equals("successfulRequestCount") || name.equals("requestAverageDuration")) {
                    sum += Double.parseDouble(xml.getElementText());
                }
            }
        }
        return sum;
    }

    private static double week(byte[] body) throws Exception {
        double sum = 0;
        for (JsonNode day : JACKSON.readTree(body).get("trend")) {
            sum += day.get("total").asDouble() + day.get("date").asText().length();
        }
        return sum;
    }
}
