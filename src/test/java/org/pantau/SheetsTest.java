package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.operate.manual.ReportForm;
import org.pantau.operate.sheet.ReportSheet;

/** Reports that come as files: what is honest is taken, what is broken is named by its cell, and nothing is half saved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SheetsTest {

    private static final String CATALOGUE = """
            governments:
              - code: "33.08"
                name: Kabupaten Magelang
                agencies:
                  - id: dinkes
                    name: Dinas Kesehatan
                    services:
                      - {id: antrean, name: Antrean Puskesmas}
                      - {id: rujukan, name: Rujukan}
            feeds:
              - id: berkas
                agency: 33.08/dinkes
                report: {by: file, owner: Siti Aminah, deputy: Budi, token: "env:TOKEN_YANG_TIDAK_ADA"}
                measures: {received: {of: kunjungan}, pending: {}}
              - id: lain
                service: 33.08/dinkes/rujukan
                report: {by: file, owner: Siti Aminah, deputy: Budi}
                measures: {served: {of: kunjungan}}
            """;
    static final ReportForm FORM = form("berkas");

    private int minutes;
    private Whole pantau;
    private String admin;

    static ReportForm form(String feed) {
        var catalogue = CatalogueReader.read("k.yaml", CATALOGUE).catalogue().orElseThrow();
        return ReportForm.of(catalogue.feed(feed).orElseThrow(), catalogue).orElseThrow();
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        pantau = new Whole(folder, CATALOGUE);
        admin = pantau.admin();
    }

    @BeforeEach
    void clean() {
        // Later, so that nobody has sent too often.
        minutes++;
        pantau.clock.set("2026-11-23T03:%02d:00Z".formatted(minutes));
        for (String sql : List.of(
                "delete from report_submission",
                "delete from push_key",
                // Nobody may, but whoever owns the table.
                "alter table audit disable trigger user",
                "delete from audit",
                "alter table audit enable trigger user")) {
            Object unused = await(pantau.database.pool().query(sql).execute());
        }
    }

    @AfterAll
    void stop() {
        pantau.close();
    }

    private Whole.Said send(byte[] file, String query) {
        return pantau.send(
                "POST",
                "/api/v1/reports/berkas/file" + query,
                file,
                Map.of("cookie", admin, "content-type", "application/octet-stream"));
    }

    static byte[] csv(String... rows) {
        return ("Tanggal;Kode layanan;Layanan;Masuk (kunjungan);Menunggu di akhir hari\n" + String.join("\n", rows))
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] book(Consumer<Worksheet> writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Uji", "1.0")) {
            Worksheet sheet = book.newWorksheet("Laporan");
            sheet.value(0, 0, "Tanggal");
            sheet.value(0, 1, "Kode layanan");
            sheet.value(0, 2, "Masuk");
            sheet.value(0, 3, "Menunggu di akhir hari");
            writer.accept(sheet);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    @Test
    void templateShouldBeFilledInPreviewedSavedAndCorrected() {
        Whole.Said template = pantau.get("/api/v1/reports/berkas/template?days=3", admin);
        assertThat(template.status()).isEqualTo(200);
        assertThat(template.response()
                        .headers()
                        .firstValue("content-disposition")
                        .orElseThrow())
                .contains("berkas.xlsx");
        assertThat(send(template.response().body(), "?preview=true").status())
                .as("an empty template says nothing")
                .isEqualTo(422);

        byte[] first = csv("23/11/2026;antrean;;31;4", "20/11/2026;antrean;;28;", "23/11/2026;rujukan;;-;tidak ada");
        JsonObject preview = send(first, "?preview=true").ok();
        assertThat(preview.getBoolean("saved")).isFalse();
        assertThat(preview.getJsonObject("counts").encode())
                .isEqualTo("{\"new\":3,\"corrected\":0,\"same\":0,\"empty\":3}");
        assertThat(pantau.submissions()).isZero();

        assertThat(send(first, "").ok().getBoolean("saved")).isTrue();
        JsonObject again = send(first, "").ok();
        assertThat(again.getBoolean("saved")).isFalse();
        assertThat(again.getJsonObject("counts").getInteger("same")).isEqualTo(3);
        JsonObject corrected = send(csv("23/11/2026;antrean;;33;4", "20/11/2026;antrean;;28;"), "")
                .ok();

        assertThat(corrected.getJsonObject("counts").getInteger("corrected")).isEqualTo(1);
        assertThat(corrected.getJsonArray("rows").getJsonObject(0).getInteger("before"))
                .isEqualTo(31);
        assertThat(pantau.submissions()).isEqualTo(4);
        JsonObject back = send(first, "").ok();
        assertThat(back.getBoolean("saved"))
                .as("the first file again takes the correction back")
                .isTrue();
        var values = await(pantau.database
                .pool()
                .query("select p.value, p.first_value, s.origin from period_value p join series s on s.id = p.series_id"
                        + " where s.subject = '33.08/dinkes/antrean' order by p.start")
                .execute());
        assertThat(values).extracting(row -> row.getDouble(0)).containsExactly(28.0, 31.0);
    }

    @Test
    void linkShouldLetAProgramSendAndOpenNothingElse() {
        String token = pantau.json(
                        "POST", "/api/v1/reports/berkas/links", admin, new JsonObject().put("holder", "Server vendor"))
                .ok()
                .getString("token");
        Map<String, String> bearer = Map.of("authorization", "Bearer " + token);

        assertThat(pantau.send("POST", "/api/v1/reports/berkas/file", csv("23/11/2026;antrean;;31;4"), bearer)
                        .ok()
                        .getBoolean("saved"))
                .isTrue();
        assertThat(pantau.send("POST", "/api/v1/reports/lain/file", csv("23/11/2026;rujukan;;31;4"), bearer)
                        .status())
                .isEqualTo(401);
        assertThat(pantau.send("GET", "/api/v1/form", null, bearer).status()).isEqualTo(401);
        assertThat(pantau.send("POST", "/api/v1/reports/berkas/file", csv(), Map.of())
                        .status())
                .isEqualTo(401);
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of("12", 12.0),
                Arguments.of(" 12 ", 12.0),
                Arguments.of("1.234", 1234.0),
                Arguments.of("1.234.567", 1234567.0),
                Arguments.of("0", 0.0),
                Arguments.of("", null),
                Arguments.of("-", null),
                Arguments.of("tidak ada", null),
                Arguments.of("N/A", null));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void honestCellsShouldBeTaken(String cell, Double value) {
        ReportSheet sheet = ReportSheet.read(csv("23/11/2026;antrean;;" + cell + ";7"), FORM, now());

        assertThat(sheet.values())
                .filteredOn(each -> each.said().measure().equals("received"))
                .extracting(each -> each.said().value())
                .isEqualTo(value == null ? List.of() : List.of(value));
    }

    static Stream<Arguments> days() {
        return Stream.of("23/11/2026", "23-11-2026", "2026-11-23", "23 November 2026", "23 Nov 2026", "23.11.2026")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("days")
    void daysShouldBeReadAsTheyAreWritten(String day) {
        assertThat(ReportSheet.read(csv(day + ";antrean;;1;"), FORM, now())
                        .values()
                        .get(0)
                        .day())
                .isEqualTo(LocalDate.of(2026, 11, 23));
    }

    static Stream<Arguments> flawed() {
        return Stream.of(
                flaw("23/11/2026;antrean;;1.234,5;", "D2", "tertulis: '1.234,5'"),
                flaw("23/11/2026;antrean;;12,5;", "D2", "bilangan bulat"),
                flaw("23/11/2026;antrean;;12.5;", "D2", "bilangan bulat"),
                flaw("23/11/2026;antrean;;dua;", "D2", "tertulis: 'dua'"),
                flaw("23/11/2026;antrean;;12 orang;", "D2", "tertulis: '12 orang'"),
                flaw("23/11/2026;antrean;;-3;", "D2", "bilangan bulat"),
                flaw("23/11/2026;antrean;;1e12;", "D2", "bilangan bulat"),
                flaw("23/11/2026;antrean;;99999999999;", "D2", "bilangan bulat"),
                flaw("24/11/2026;antrean;;1;", "A2", "hari yang sudah dimulai"),
                flaw("23/11/2024;antrean;;1;", "A2", "400 hari terakhir"),
                flaw("11/23/2026;antrean;;1;", "A2", "tanggal seperti 24/11/2026"),
                flaw("30/02/2026;antrean;;1;", "A2", "tanggal seperti 24/11/2026"),
                flaw(";antrean;;1;", "A2", "kosong"),
                flaw("23/11/2026;antrian;;1;", "B2", "mungkin antrean"),
                flaw("23/11/2026;;;1;", "B2", "kosong"),
                flaw("23/11/2026;antrean;;1;\n23/11/2026;antrean;;2;", "B3", "baris 2"));
    }

    private static Arguments flaw(String rows, String cell, String expected) {
        return Arguments.of(rows, cell, expected);
    }

    @ParameterizedTest
    @MethodSource("flawed")
    void brokenCellsShouldBeNamedAndSaveNothing(String rows, String cell, String expected) {
        Whole.Said said = send(csv(rows), "");

        assertThat(said.status()).as(said.text()).isEqualTo(422);
        JsonObject error = said.json().getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("field")).isEqualTo(cell);
        assertThat(error.getString("expected")).contains(expected);
        assertThat(pantau.submissions()).isZero();
    }

    @Test
    void tooLargeFilesShouldBeRefusedUnread() {
        assertThat(send(new byte[3 * 1024 * 1024], "").status()).isEqualTo(413);
    }

    static java.time.Instant now() {
        return java.time.Instant.parse("2026-11-23T03:00:00Z");
    }
}
