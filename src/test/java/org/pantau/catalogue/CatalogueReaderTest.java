package org.pantau.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.catalogue.CatalogueReader.Reading;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.Confirm;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.model.Rules;
import org.pantau.catalogue.model.Service;
import org.pantau.catalogue.model.Targets;
import org.pantau.catalogue.yaml.Mistake;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;
import org.pantau.measure.Unit;
import org.pantau.measure.time.Period;
import org.pantau.measure.time.ServiceHours;

class CatalogueReaderTest {

    private static final Path EXAMPLE = Path.of("examples/kabupaten-magelang.yaml");

    private static final String SMALLEST = """
            governments:
              - code: 33.08
                name: Kabupaten Magelang
                agencies:
                  - id: opd
                    name: OPD
                    services:
                      - {id: satu, name: Satu}
            feeds:
              - id: sumber
                service: 33.08/opd/satu
                request: {url: "http://127.0.0.1:1/"}
                read: json
                measures: {pending: antrean}
            """;

    @Test
    void exampleIsAValidCatalogue() {
        Catalogue catalogue = valid(CatalogueReader.read(EXAMPLE));

        assertThat(catalogue.services())
                .extracting(Service::path)
                .extracting(ScopePath::value)
                .containsExactly(
                        "33.08/disdukcapil/ktp-el",
                        "33.08/disdukcapil/kartu-keluarga",
                        "33.08/rsud-muntilan/rawat-jalan");
        assertThat(catalogue.top()).isEqualTo(ScopePath.of("33.08"));
        assertThat(catalogue.shared()).isEqualTo(Map.of("siak", "SIAK Terpusat"));
        assertThat(catalogue.calendar().isHoliday(LocalDate.of(2026, 3, 27))).isTrue();
        assertThat(catalogue.calendar().isHoliday(LocalDate.of(2026, 8, 17))).isTrue();
    }

    @Test
    void everyKeyOfTheExampleIsRead() {
        Catalogue catalogue = valid(CatalogueReader.read(EXAMPLE));
        ScopePath ktp = ScopePath.of("33.08/disdukcapil/ktp-el");

        Service service = catalogue.service(ktp).orElseThrow();
        assertThat(service.targets()).isEqualTo(new Targets(Duration.ofMillis(800), 0.995));
        assertThat(service.dependsOn()).containsExactly("siak");
        assertThat(service.hours()
                        .openAt(Instant.parse("2026-11-23T01:00:00Z"), ZoneId.of("Asia/Jakarta"), catalogue.calendar()))
                .isTrue();

        Feed counting = catalogue.feed("dukcapil-layanan").orElseThrow();
        assertThat(counting.agency()).isEqualTo(ScopePath.of("33.08/disdukcapil"));
        assertThat(counting.service()).isNull();
        assertThat(counting.serviceFor("101")).contains(ktp);
        assertThat(counting.auth())
                .isEqualTo(
                        new AuthSpec(AuthSpec.Kind.APIKEY, Map.of("header", "x-api-key", "value", "env:DUKCAPIL_KEY")));
        Mapping handling = mapping(counting, "handling");
        assertThat(handling.unit()).isEqualTo(Unit.MINUTE);
        assertThat(handling.weight()).isNotNull();
        assertThat(mapping(counting, "received").of()).isEqualTo("permohonan");

        Feed probe = catalogue.feed("dukcapil-online").orElseThrow();
        assertThat(probe.origin()).isEqualTo(Origin.MEASURED);
        assertThat(probe.expect()).isEqualTo(new Expect(List.of(200), "Dukcapil", Duration.ofDays(14), null));
        assertThat(mapping(catalogue.feed("rsud-metrics").orElseThrow(), "served")
                        .reduce())
                .isEqualTo(Reduce.SUM);
    }

    @Test
    void leftOutKeysTakeTheirDefaults() {
        Catalogue catalogue = valid(CatalogueReader.read("k.yaml", SMALLEST));

        assertThat(catalogue.government(ScopePath.of("33.08")).orElseThrow().zone())
                .isEqualTo(ZoneId.of("Asia/Jakarta"));
        assertThat(catalogue.government(ScopePath.of("33.08")).orElseThrow().population())
                .isNull();
        Service service = catalogue.services().iterator().next();
        assertThat(service.hours()).isEqualTo(ServiceHours.ALWAYS);
        assertThat(service.targets()).isEqualTo(Targets.NONE);
        assertThat(service.standard()).isNull();
        assertThat(service.sector()).isNull();
        Feed feed = catalogue.feeds().iterator().next();
        assertThat(feed.every()).isEqualTo(Duration.ofSeconds(60));
        assertThat(feed.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(feed.due()).isNull();
        assertThat(feed.zone()).isEqualTo(ZoneId.of("Asia/Jakarta"));
        assertThat(feed.vars()).isEmpty();
        assertThat(feed.request().method()).isEqualTo("GET");
        assertThat(feed.request().headers()).isEmpty();
        assertThat(feed.request().body()).isNull();
        assertThat(feed.request().days()).isNull();
        assertThat(feed.auth()).isEqualTo(AuthSpec.NONE);
        assertThat(feed.read()).isEqualTo(ReadKind.JSON);
        assertThat(feed.rules()).isEqualTo(Rules.NONE);
        assertThat(feed.rows().rows().source()).isEqualTo("$");
        assertThat(feed.services()).isEmpty();
        assertThat(feed.keepColumns()).isEmpty();
        assertThat(feed.expect()).isEqualTo(Expect.ANY_2XX);
        assertThat(feed.confirm()).isEqualTo(new Confirm(2, 1));
        assertThat(feed.origin()).isEqualTo(Origin.REPORTED);
        assertThat(feed.dependsOn()).isEmpty();
        assertThat(feed.line()).isEqualTo(10);
        Mapping mapping = mapping(feed, "pending");
        assertThat(mapping.semantics()).isEqualTo(Semantics.GAUGE);
        assertThat(mapping.unit()).isEqualTo(Unit.COUNT);
        assertThat(mapping.period()).isEqualTo(Period.DAY);
        assertThat(mapping.grace()).isEqualTo(Duration.ofHours(6));
        assertThat(mapping.reduce()).isEqualTo(Reduce.ERROR);
        assertThat(mapping.weight()).isNull();
        assertThat(mapping.sentinels()).isEmpty();
    }

    @Test
    void harderRequestIsRead() {
        Catalogue catalogue = valid(CatalogueReader.read("k.yaml", """
                measures: {antrean_obat: {name: Antrean obat, kind: level, good: down}}
                governments:
                  - {code: "73.71", name: Kota Makassar, zone: WITA, agencies: [{id: rs, name: RS, services: [{id: poli, name: Poli}]}]}
                feeds:
                  - id: antrean
                    agency: 73.71/rs
                    due: hari kerja 15.30
                    vars: {consId: "1311R002"}
                    request:
                      url: "http://127.0.0.1:1/{poli}/{day}"
                      json: {id: 1, params: [a, "{poli}", true, null, 1.5]}
                      for_each: {poli: ["001", 002], day: {window: [today, -3d], past_every: 2h, history: 90d, format: dd/MM/yyyy}}
                    auth:
                      kind: hmac
                      sign: "{consId}&{epoch}"
                      secret: env:BPJS_SECRET
                      headers: {X-cons-id: "{consId}", X-signature: "{sig}", user_key: env:BPJS_KEY}
                    read: json
                    row: {service: kodepoli, at: tanggal}
                    measures:
                      received: {value: n, semantics: per_period, period: month, of: kunjungan, part_of: kunjungan_rs, sentinel: [-1, N/A]}
                      antrean_obat: obat
                """));
        Feed feed = catalogue.feeds().iterator().next();

        assertThat(feed.zone()).isEqualTo(ZoneId.of("Asia/Makassar"));
        assertThat(feed.due()).isNotNull();
        assertThat(feed.request().method()).isEqualTo("POST");
        assertThat(feed.request().headers()).isEqualTo(Map.of("Content-Type", "application/json"));
        assertThat(feed.request().body()).isEqualTo("{\"id\":1,\"params\":[\"a\",\"{poli}\",true,null,1.5]}");
        assertThat(feed.request().keys()).containsExactly(new RequestSpec.Key("poli", List.of("001", "002")));
        assertThat(feed.request().days())
                .isEqualTo(new RequestSpec.Days("day", true, 3, Duration.ofHours(2), 90, "dd/MM/yyyy"));
        assertThat(feed.auth().settings())
                .containsEntry("alg", "HmacSHA256")
                .containsEntry("encode", "base64")
                .containsEntry("header.X-signature", "{sig}");
        assertThat(mapping(feed, "received").sentinels()).containsExactly("-1", "N/A");
        assertThat(mapping(feed, "received").period()).isEqualTo(Period.MONTH);
        assertThat(catalogue.measures().get("antrean_obat").kind()).isEqualTo(Kind.LEVEL);
        assertThat(feed.serviceFor("poli")).contains(ScopePath.of("73.71/rs/poli"));
        assertThat(feed.serviceFor("73.71/rs/poli")).contains(ScopePath.of("73.71/rs/poli"));
        assertThat(feed.serviceFor("lain")).isEmpty();
    }

    @Test
    void folderIsReadAsOneCatalogueAndMistakesNameTheFile(@TempDir Path folder) throws IOException {
        int feeds = SMALLEST.indexOf("feeds:");
        Files.writeString(folder.resolve("b.yml"), SMALLEST.substring(feeds));
        Files.writeString(folder.resolve("a.yaml"), SMALLEST.substring(0, feeds));
        Files.writeString(folder.resolve("catatan.txt"), "bukan katalog");
        assertThat(valid(CatalogueReader.read(folder)).feeds()).hasSize(1);

        Files.writeString(folder.resolve("c.yaml"), SMALLEST.substring(feeds).replace("read: json", "read: xml"));

        String b = folder.resolve("b.yml").toString();
        String c = folder.resolve("c.yaml").toString();
        assertThat(CatalogueReader.read(folder).mistakes())
                .extracting(Mistake::toString)
                .containsExactly(
                        c + ":2: feeds[sumber].id: 'sumber' is already declared at " + b + ":2, expected it once",
                        c + ":5: feeds[sumber].read: 'xml' is not supported, expected json, metrics or probe");
    }

    @Test
    void allMistakesAreReportedTogether() {
        String bad = SMALLEST.replace("name: OPD", "nama: OPD")
                .replace("read: json", "raed: json")
                .replace("{pending: antrean}", "{served: {value: x}}")
                .replace("33.08/opd/satu", "33.08/opd/sat");

        assertThat(CatalogueReader.read("k.yaml", bad).mistakes())
                .extracting(Mistake::toString)
                .containsExactly(
                        "k.yaml:5: governments[33.08].agencies[opd].name: missing, expected the agency's name",
                        "k.yaml:6: governments[33.08].agencies[opd].nama: unknown key, did you mean name?",
                        "k.yaml:10: feeds[sumber].read: missing, expected json, metrics or probe",
                        "k.yaml:11: feeds[sumber].service: '33.08/opd/sat' is not under governments:, did you mean 33.08/opd/satu?",
                        "k.yaml:13: feeds[sumber].raed: unknown key, did you mean read?",
                        "k.yaml:14: feeds[sumber].measures.served: semantics is missing, served is a count, expected one of"
                                + " since_start, since_boundary, per_period, delta_read",
                        "k.yaml:14: feeds[sumber].measures.served.of: missing, expected what is counted, such as permohonan,"
                                + " dokumen, kunjungan or transaksi");
    }

    @Test
    void unusableFilesAreMistakes(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("tidak-ada.yaml");
        assertThat(messages(CatalogueReader.read(missing)))
                .containsExactly(missing + ": not found, expected a YAML file or a folder of them");
        assertThat(messages(CatalogueReader.read(folder)))
                .containsExactly(folder + ": holds no catalogue, expected *.yaml or *.yml files");
        Path binary = Files.write(folder.resolve("biner.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(messages(CatalogueReader.read(binary)))
                .containsExactly(binary + ": is not UTF-8 text, expected a YAML file");
    }

    private static List<String> messages(Reading reading) {
        assertThat(reading.catalogue()).isEmpty();
        return reading.mistakes().stream().map(Mistake::toString).toList();
    }

    private static Catalogue valid(Reading reading) {
        assertThat(reading.mistakes()).isEmpty();
        return reading.catalogue().orElseThrow();
    }

    private static Mapping mapping(Feed feed, String measure) {
        return feed.measures().stream()
                .filter(mapping -> mapping.measure().name().equals(measure))
                .findFirst()
                .orElseThrow();
    }
}
