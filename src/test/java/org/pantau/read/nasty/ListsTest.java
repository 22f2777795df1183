package org.pantau.read.nasty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.read.nasty.Said.NUMBER;
import static org.pantau.read.nasty.Said.cell;
import static org.pantau.read.nasty.Said.read;
import static org.pantau.read.nasty.Said.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.model.Decoder.Kind;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.catalogue.model.ReadOptions.Table;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.read.Excerpt;
import org.pantau.read.FeedFixture;
import org.pantau.read.Reader;
import org.pantau.read.Reading;
import org.pantau.read.Readings;

/** Rows: one or many, twice, none, cut, deep, and the odd shapes of JSON, tables and XML. */
class ListsTest {

    @Test
    void nasty61And73OneRowShouldBeReadLikeAListOfOne() {
        Feed json = rows(FeedFixture.json());
        Readings one = read(json, "{\"rows\":{\"id\":101.0,\"n\":3}}");
        assertThat(one.rows())
                .isEqualTo(read(json, "{\"rows\":[{\"id\":101,\"n\":3}]}").rows());
        assertThat(one.rows().get(0).code()).isEqualTo("101");
        Feed xml = FeedFixture.of(ReadKind.XML)
                .set("rows", "data.row")
                .set("service", "id")
                .measure("pending", "n")
                .build();
        assertThat(read(xml, "<data><row><id>1</id><n>3</n></row></data>").rows())
                .extracting(Reading::code)
                .containsExactly("1");
        assertThat(read(xml, "<data><row><id>1</id><n>3</n></row><row><id>2</id><n>4</n></row></data>")
                        .rows())
                .extracting(Reading::code)
                .containsExactly("1", "2");
        Feed statistics = FeedFixture.json()
                .forService()
                .measure("received", "$sum(statistics.(total_registration ? total_registration : total_registrations))")
                .build();
        assertThat(cell(
                        read(statistics, "{\"statistics\":[{\"total_registration\":2},{\"total_registration\":3}]}"),
                        "received"))
                .isEqualTo(5);
        assertThat(cell(read(statistics, "{\"statistics\":{\"total_registrations\":5}}"), "received"))
                .isEqualTo(5);
    }

    private static Feed rows(FeedFixture fixture) {
        return fixture.set("rows", "rows")
                .set("service", "id")
                .measure("pending", "n")
                .build();
    }

    @Test
    void nasty62RowsOfOneServiceShouldKeepAnIdentityEach() {
        Feed feed = FeedFixture.json()
                .set("service", "id")
                .set("name", "name")
                .measure("served", "n", Reduce.SUM, null, null)
                .build();
        String body =
                "[{\"id\":1,\"name\":\"a\",\"n\":1},{\"id\":1,\"name\":\"b\",\"n\":2},{\"id\":1,\"name\":\"b\",\"n\":3}]";
        assertThat(read(feed, body).rows()).extracting(Reading::identity).containsExactly("a", "b", "b#2");
    }

    @Test
    void nasty62TheSameSeriesTwiceShouldCountForNeither() {
        Feed feed = FeedFixture.metrics()
                .forService()
                .set("rows", "$[name=\"a_total\"]")
                .measure("served", "value", Reduce.SUM, null, null)
                .build();
        Readings readings = read(feed, "a_total{x=\"1\"} 5\na_total{x=\"2\"} 6\na_total{x=\"1\"} 7\n");
        assertThat(readings.rows()).extracting(Reading::identity).containsExactly("a_total{x=2}");
        assertThat(readings.problems()).hasSize(2).allMatch(problem -> problem.contains("the same series twice"));
    }

    @Test
    void nasty63And64ARowWithoutACodeShouldBeSaidAndLeftOut() {
        Feed feed =
                FeedFixture.json().set("service", "id").measure("pending", "n").build();
        Readings readings = read(feed, "[{\"n\":1},{\"id\":\"x\",\"n\":2}]");
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("x");
        assertThat(readings.problems()).containsExactly("f/0/service: the row names no service");
    }

    @Test
    void nasty68AnEmptyListShouldNotBeZeroUnlessTheMappingSaysSo() {
        Readings silent = read(
                FeedFixture.json().set("service", "id").measure("pending", "n").build(), "[]");
        assertThat(silent.outcome()).isEqualTo(Outcome.OK);
        assertThat(silent.rows()).isEmpty();
        assertThat(silent.zero()).isFalse();
        assertThat(read(FeedFixture.json().forService().set("zero", "$ = []").build(), "[]")
                        .zero())
                .isTrue();
    }

    @Test
    void nasty69ManyRowsOfManyColumnsShouldKeepOnlyWhatIsMapped() {
        StringBuilder body = new StringBuilder("id,n");
        for (int i = 0; i < 198; i++) {
            body.append(",c").append(i);
        }
        for (int row = 0; row < 10_000; row++) {
            body.append('\n').append(row % 7).append(",1").append(",rahasia".repeat(198));
        }
        Feed feed = FeedFixture.of(ReadKind.TABLE)
                .set("service", "id")
                .set("name", "c7")
                .keep("id", "n")
                .measure("served", "n", Reduce.SUM, null, null)
                .build();
        Readings readings = read(feed, body.append('\n').toString());
        assertThat(readings.rows()).hasSize(10_000);
        assertThat(readings.toString()).doesNotContain("rahasia");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"n\":1,\"n\":2}", "{\"n\":1}{\"n\":2}", "{\"n\":NaN}", "{'n':1}", "{\"n\":1,}", "{\"n\":01}"})
    void nasty71WhatIsNotStrictJsonShouldBeUnreadable(String body) {
        assertThat(state(NUMBER, body)).isEqualTo(FeedState.UNREADABLE);
    }

    @Test
    void nasty71DepthAndNumbersBeyondUseShouldBeUnreadable() {
        assertThat(state(NUMBER, "[".repeat(10_000) + "]".repeat(10_000))).isEqualTo(FeedState.UNREADABLE);
        assertThat(state(NUMBER, "{\"n\":" + "9".repeat(2000) + "}")).isEqualTo(FeedState.UNREADABLE);
        assertThat(state(FeedFixture.of(ReadKind.XML).build(), "<a>".repeat(10_000) + "</a>".repeat(10_000)))
                .isEqualTo(FeedState.UNREADABLE);
    }

    @Test
    void nasty72PerformanceDataShouldBeTextOrObject() {
        Feed feed = FeedFixture.json()
                .forService()
                .measure(
                        "pending",
                        "perf[0].value ? perf[0].value : $number($match(perf[0], /load1=([\\d.]+)/).groups[0])")
                .build();
        assertThat(cell(read(feed, "{\"perf\":[\"load1=2.49;5;10;0;\"]}"), "pending"))
                .isEqualTo(2.49);
        assertThat(cell(read(feed, "{\"perf\":[{\"label\":\"load1\",\"value\":2.49}]}"), "pending"))
                .isEqualTo(2.49);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"option": "zonasi", "total_registration": 40}, {"option": "prestasi", "total_registration": "12"}] | 52
            [{"option": "zonasi", "total_registration": 40}]                                                    | 40
            {"total_registrations": 52, "verified": 30, "not_verified": 20, "canceled": 2}                      | 52
            []                                                                                                  |
            null                                                                                                |
            """)
    void nasty73StatisticsShouldBeAListOrAnObject(String statistics, @Nullable Integer expected) {
        Feed feed = FeedFixture.json()
                .forService()
                .set(
                        "rows",
                        "result.{\"jumlah\": $type(statistics) = \"object\" ? statistics.total_registrations"
                                + " : $sum(statistics.$num(total_registration)), \"ada\": $count(statistics)}")
                .measure("received", "ada > 0 ? jumlah")
                .build();
        assertThat(cell(read(feed, "{\"code\": 200, \"result\": {\"statistics\": " + statistics + "}}"), "received"))
                .isEqualTo(expected);
    }

    @Test
    void nasty74HaproxysHeaderAndTrailingCommaShouldBeRead() {
        Feed feed = FeedFixture.of(ReadKind.TABLE)
                .set("rows", "$[svname=\"BACKEND\"]")
                .set("service", "pxname")
                .measure("served", "stot")
                .build();
        Readings readings = read(feed, "# pxname,svname,stot,\nweb,FRONTEND,9,\nweb,BACKEND,7,\nweb,srv1,7,\n");
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("web");
        assertThat(cell(readings, "served")).isEqualTo(7);
        assertThat(readings.problems()).isEmpty();
    }

    @Test
    void nasty74SemicolonsDecimalCommasQuotesHeadersAndTotalsShouldBeRead() {
        Feed feed = FeedFixture.table(new Table(null, 1, 2, null, null))
                .set("rows", "$[Layanan != \"Total\"]")
                .set("service", "Layanan")
                .measure("received", "$num(`Permohonan Masuk`, \"id\")")
                .measure("served", "$num(`Permohonan Selesai`, \"id\")")
                .measure("wait", "$num(Lama, \"id\")")
                .build();
        Readings readings = read(feed, """
                Rekap November 2026
                Layanan;Permohonan;;Lama;
                ;Masuk;Selesai;;
                "Akta;
                Kelahiran";1.234;1.200;12,5;
                KTP-el;5;4;0,5;
                ;;;;
                Total;1.239;1.204;;
                """);
        assertThat(readings.problems()).isEmpty();
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("Akta;\nKelahiran", "KTP-el");
        assertThat(cell(readings, "received")).isEqualTo(1234);
        assertThat(cell(readings, "wait")).isEqualTo(12.5);
        assertThat(cell(readings.rows().get(1), "served")).isEqualTo(4);
    }

    @Test
    void nasty74ARowWithCellsTooManyShouldBeLostAndSaid() {
        Feed feed = FeedFixture.of(ReadKind.TABLE)
                .set("service", "a")
                .measure("served", "b")
                .build();
        Readings readings = read(feed, "a,b\nx,1\ny,z,2\nw,3\n");
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("x", "w");
        assertThat(readings.problems()).containsExactly("f/1/*: more cells than the header has names");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><a>&b;</a>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><a/>",
                "<a>&unknown;</a>"
            })
    void nasty75DocumentTypesAndEntitiesShouldBeRefused(String body) {
        Readings readings = read(FeedFixture.of(ReadKind.XML).forService().build(), body);
        assertThat(readings.outcome().state()).isEqualTo(FeedState.UNREADABLE);
        assertThat(readings.outcome().reason()).contains("refused");
    }

    @Test
    void nasty75CdataAndChangedNamespacesShouldStillMatch() {
        Feed feed = FeedFixture.of(ReadKind.XML)
                .forService()
                .set("rows", "r")
                .measure("pending", "n")
                .measure("capacity", "`@max`")
                .build();
        for (String body : new String[] {
            "<r max=\"9\"><n><![CDATA[ 7 ]]></n></r>",
            "<r xmlns=\"urn:baru\" max=\"9\"><n>7</n></r>",
            "<p:r xmlns:p=\"urn:x\" p:max=\"9\"><p:n>7</p:n></p:r>"
        }) {
            Readings readings = read(feed, body);
            assertThat(cell(readings, "pending")).isEqualTo(7);
            assertThat(cell(readings, "capacity")).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @CsvSource({"JSON", "NDJSON", "XML", "TABLE", "TEXT", "METRICS"})
    void nasty78And79PersonalDataShouldBeInNoExcerptReasonOrProblem(ReadKind kind) {
        String nik = "3308014501900001";
        List<String> bodies = new ArrayList<>(List.of(
                "{\"nik\":\"" + nik + "\",\"nama\":\"Siti\"",
                "<r><nik>" + nik + "</nik><nama>Siti",
                "nik;nama\n" + nik + ";\"Siti",
                "# x\nnik{nama=\"Siti\"} " + nik + "x",
                "nama Siti " + nik));
        Feed feed = kind == ReadKind.TEXT
                ? FeedFixture.text("^(?<n>\\d+)$").build()
                : FeedFixture.of(kind).forService().measure("pending", "nama").build();
        for (String body : bodies) {
            Readings readings = read(feed, body);
            assertThat(readings.outcome().reason() + readings.problems() + Excerpt.of(body.getBytes(UTF_8)))
                    .doesNotContain(nik)
                    .doesNotContainIgnoringCase("siti");
        }
    }

    @Test
    void nasty79ColumnsNotKeptShouldBeGoneFromRowsAndDocument() {
        Feed feed = FeedFixture.json()
                .set("rows", "data")
                .set("service", "id")
                .set("name", "$doc.data.nama")
                .keep("id", "n")
                .measure("pending", "n")
                .build();
        Reading row = read(feed, "{\"data\":[{\"id\":1,\"n\":2,\"nama\":\"Siti\"}]}")
                .rows()
                .get(0);
        assertThat(row.name()).isNull();
        assertThat(row.cells()).containsKey("pending");
    }

    @Test
    void jsonpShouldBeUnwrapped() {
        Feed feed = FeedFixture.json()
                .forService()
                .decode(Kind.JSONP)
                .measure("pending", "n")
                .build();
        for (String body : new String[] {"cb({\"n\":3})", "/**/ a.b[0]({\"n\":3});\n", "{\"n\":3}"}) {
            assertThat(cell(read(feed, body), "pending")).isEqualTo(3);
        }
        assertThat(state(feed, "cb({\"n\":3}")).isEqualTo(FeedState.UNREADABLE);
    }

    @Test
    void ndjsonShouldBeReadByDeclarationOrByItsType() {
        String body = "{\"id\":1,\"n\":2}\n\n{\"id\":2,\"n\":3}";
        Feed declared = FeedFixture.of(ReadKind.NDJSON)
                .set("service", "id")
                .measure("pending", "n")
                .build();
        assertThat(read(declared, body).rows()).extracting(Reading::code).containsExactly("1", "2");
        Feed json =
                FeedFixture.json().set("service", "id").measure("pending", "n").build();
        assertThat(Reader.read(json, FeedFixture.answer(200, "application/x-ndjson", body.getBytes(UTF_8)))
                        .rows())
                .hasSize(2);
    }
}
