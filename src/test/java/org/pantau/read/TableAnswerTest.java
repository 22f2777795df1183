package org.pantau.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.model.Decoder.Kind;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.catalogue.model.ReadOptions.Table;
import org.pantau.measure.FeedState;

/** CSV, its relatives, and workbooks. */
class TableAnswerTest {

    private static final Table PLAIN = Table.USUAL;

    private static FeedFixture feed(Table layout, String service, String value) {
        return FeedFixture.table(layout).set("service", service).measure("received", value);
    }

    private static Readings read(Feed feed, byte[] body) {
        return Reader.read(feed, FeedFixture.answer(200, "", body));
    }

    private static Readings read(Feed feed, String body) {
        return read(feed, body.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {"id,n~a,1", "id;n~a;1", "id\tn~a\t1", "id|n~a|1", "\"id, x\";id;n~y;a;1", "id,n~\"a\",\"1\"~"})
    void shouldFindTheDelimiterInTheFirstLine(String body) {
        Readings readings = read(feed(PLAIN, "id", "n").build(), body.replace('~', '\n'));
        assertThat(readings.problems()).isEmpty();
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("a");
        assertThat(readings.rows().get(0).cells()).containsEntry("received", Reading.Cell.of(1));
    }

    @Test
    void shouldTakeTheDelimiterSkippedLinesAndCommentsThatAreDeclared() {
        Table layout = new Table(';', 2, 1, '%', null);
        Readings readings = read(feed(layout, "id", "n").build(), "Laporan, 2026\n\n% a,b,c,d\nid;n\n%x;9\na;1\n");
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("a");
    }

    @Test
    void shouldNameColumnsThatAreTwiceThereEmptyOrMissing() {
        Feed feed = FeedFixture.table(PLAIN)
                .forService()
                .set("success", "$join(columns, \"/\") = \"n/n_2/C/x y\"")
                .measure("received", "n_2")
                .measure("served", "C")
                .build();
        Readings readings = read(feed, "n,n,,\"x\n y\"\n1,2,3,4\n");
        assertThat(readings.rows().get(0).cells())
                .isEqualTo(Map.of("received", Reading.Cell.of(2), "served", Reading.Cell.of(3)));
        Feed letters = feed(new Table(null, 0, 0, null, null), "A", "B").build();
        assertThat(read(letters, "a,1\nb,2\n").rows()).extracting(Reading::code).containsExactly("a", "b");
    }

    @Test
    void shouldSayWhereAHeaderIsMissing() {
        assertThat(read(feed(new Table(null, 0, 2, null, null), "a", "b").build(), "a,b\n")
                        .outcome()
                        .reason())
                .isEqualTo("a table without its header");
    }

    @Test
    void shouldKeepAHeaderWithoutRowsApartFromZero() {
        Readings readings = read(feed(PLAIN, "id", "n").build(), "id,n\n");
        assertThat(readings.outcome().ok()).isTrue();
        assertThat(readings.rows()).isEmpty();
        assertThat(readings.zero()).isFalse();
    }

    @Test
    void shouldReadItPackedAndInItsEncoding() throws IOException {
        byte[] windows = "id,n\nKésehatan,1\n".getBytes(Charset.forName("windows-1252"));
        assertThat(read(feed(PLAIN, "id", "n").build(), windows).rows())
                .extracting(Reading::code)
                .containsExactly("Késehatan");
        Feed packed = feed(PLAIN, "id", "n")
                .decode(Kind.GZIP)
                .decode(Kind.CHARSET, "name", "windows-1252")
                .build();
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (var out = new java.util.zip.GZIPOutputStream(gzip)) {
            out.write(windows);
        }
        assertThat(read(packed, gzip.toByteArray()).rows())
                .extracting(Reading::code)
                .containsExactly("Késehatan");
        byte[] cut = Arrays.copyOf(gzip.toByteArray(), gzip.size() - 9);
        assertThat(read(packed, cut).outcome().state()).isEqualTo(FeedState.UNREADABLE);
        assertThat(read(feed(PLAIN, "id", "n").build(), "\uFEFFid,n\na,1\n").rows())
                .hasSize(1);
    }

    @Test
    void shouldHandOverRowsOneByOneBeyondWhatIsKeptWhole() {
        Feed feed = FeedFixture.table(PLAIN)
                .set("service", "id")
                .measure("served", "n", Reduce.SUM, null, null)
                .build();
        byte[] body = ("id,n\n" + "a,1\n".repeat(60_000)).getBytes(UTF_8);
        AtomicLong rows = new AtomicLong();
        assertThat(Reader.stream(feed, FeedFixture.answer(200, "", body), 100_000, row -> rows.incrementAndGet())
                        .outcome()
                        .ok())
                .isTrue();
        assertThat(rows).hasValue(60_000);
        assertThat(read(feed, body).outcome().state()).isEqualTo(FeedState.TOO_BIG);
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Uji", "1.0")) {
            Worksheet cover = book.newWorksheet("Sampul");
            cover.value(0, 0, "Rekap");
            Worksheet sheet = book.newWorksheet("Rekap");
            sheet.value(0, 0, "Laporan layanan");
            List<String> header = List.of("Layanan", "Tanggal", "Masuk", "Rerata", "Kode");
            for (int i = 0; i < header.size(); i++) {
                sheet.value(1, i, header.get(i));
            }
            sheet.value(2, 0, "KTP-el ");
            sheet.value(2, 1, LocalDate.of(2026, 11, 22));
            sheet.style(2, 1).format("yyyy-mm-dd").set();
            sheet.value(2, 2, 41);
            sheet.value(2, 3, 12.5);
            sheet.value(2, 4, "007");
            sheet.value(3, 0, "Akta");
            sheet.value(3, 1, LocalDateTime.of(2026, 11, 22, 9, 10));
            sheet.style(3, 1).format("dd/mm/yyyy hh:mm").set();
            sheet.value(3, 2, 1234);
            sheet.style(3, 2).format("#,##0 \"dokumen\"").set();
            sheet.value(5, 0, "Total");
            sheet.formula(5, 2, "SUM(C3:C4)");
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"Rekap", "2"})
    void shouldReadASheetOfAWorkbook(String sheet) throws IOException {
        Feed feed = FeedFixture.table(new Table(null, 1, 1, null, sheet))
                .set("rows", "$[Layanan != \"Total\"]")
                .set("service", "Layanan")
                .set("name", "Kode")
                .set("at", "Tanggal")
                .measure("received", "Masuk")
                .measure("wait", "Rerata")
                .build();
        Readings readings = read(feed, workbook());
        assertThat(readings.outcome().reason()).isEmpty();
        assertThat(readings.problems()).isEmpty();
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("KTP-el", "Akta");
        assertThat(readings.rows()).extracting(Reading::at).containsExactly("2026-11-22", "2026-11-22 09:10");
        assertThat(readings.rows().get(0).name()).isEqualTo("007");
        assertThat(readings.rows().get(0).cells())
                .isEqualTo(Map.of("received", Reading.Cell.of(41), "wait", Reading.Cell.of(12.5)));
        assertThat(readings.rows().get(1).cells().get("received")).isEqualTo(Reading.Cell.of(1234));
    }

    @Test
    void shouldSayWhichSheetIsMissingAndWhatIsDamaged() throws IOException {
        Feed missing = feed(new Table(null, 0, 1, null, "Lain"), "a", "b").build();
        assertThat(read(missing, workbook()).outcome().reason()).isEqualTo("no sheet called 'Lain'");
        Feed feed = feed(PLAIN, "a", "b").build();
        byte[] whole = workbook();
        assertThat(read(feed, Arrays.copyOf(whole, whole.length / 2)).outcome().state())
                .isEqualTo(FeedState.UNREADABLE);
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0};
        assertThat(read(feed, old).outcome().reason()).contains("expected xlsx or CSV");
    }

    @Test
    void shouldReadErrorsInJsonWhereATableWasExpected() {
        Feed feed = FeedFixture.of(ReadKind.TABLE)
                .forService()
                .set("gateway", "$exists(fault)")
                .build();
        assertThat(read(feed, "{\"fault\":{}}").outcome().state()).isEqualTo(FeedState.GATEWAY);
    }
}
