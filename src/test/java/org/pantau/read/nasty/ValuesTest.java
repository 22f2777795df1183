package org.pantau.read.nasty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.read.nasty.Said.cell;
import static org.pantau.read.nasty.Said.read;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.model.Decoder.Kind;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.read.FeedFixture;
import org.pantau.read.Reading;
import org.pantau.read.Readings;

/** What single values look like. What a plausible number is for its measure is for the normaliser to say. */
class ValuesTest {

    private static Readings value(String expression, String json, String... sentinels) {
        Feed feed = FeedFixture.json()
                .forService()
                .measure("pending", expression, Reduce.ERROR, null, null, sentinels)
                .measure("capacity", "m")
                .build();
        return read(feed, "{\"n\":" + json + ",\"m\":2}");
    }

    private static @Nullable Double number(Readings readings) {
        Object value = cell(readings, "pending");
        return value instanceof Number number ? (Double) number.doubleValue() : null;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "\" 3 \"", "3", "3.0", "[3]", "\"3.0\"", "\"+3\""})
    void nasty28EveryWritingOfThreeShouldBeThree(String json) {
        Readings readings = value("n", json);
        assertThat(number(readings)).isEqualTo(3);
        assertThat(readings.problems()).isEmpty();
    }

    @Test
    void nasty29AThousandsPointShouldNeedItsLocale() {
        assertThat(number(value("$num(n, \"id\")", "\"1.234\""))).isEqualTo(1234);
        assertThat(number(value("$num(n, \"en\")", "\"1.234\""))).isEqualTo(1.234);
        for (String expression : new String[] {"n", "$num(n)"}) {
            Readings undeclared = value(expression, "\"1.234\"");
            assertThat(cell(undeclared, "pending")).isNull();
            assertThat(undeclared.problems()).singleElement().asString().startsWith("f/0/pending: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$num(n, 'id') | 1.234,56 | 1234.56",
                "$num(n, 'id') | Rp 1.500 | 1500",
                "$num(n, 'id') | Rp. 1.500,- | 1500",
                "$num(n, 'id') | 85,5% | 85.5",
                "$num(n, 'id') | -1.234 | -1234",
                "$num(n, 'en') | 1,234.5 | 1234.5",
                "$num(n, 'id') | Rp 1.500,00 | 1500",
                "$num(n, 'id') | 0,500 | 0.5",
                "$number(n) | 1e3 | 1000",
                "$number($substring(n, 0)) | 12 | 12",
                "$dur(n) | 0,125 jam | 450000",
                "$dur(n) | 12 menit | 720000",
                "$dur(n) | 1 jam 20 menit | 4800000",
                "$dur(n) | 00:12:30 | 750000",
                "$dur(n) | 1,5 jam | 5400000"
            })
    void nasty30IndonesianNumbersAndDurationsShouldBeRead(String expression, String text, double expected) {
        Readings readings = value(expression.replace('\'', '"'), "\"" + text + "\"");
        assertThat(readings.problems()).isEmpty();
        assertThat(number(readings)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$num(n, 'id') | 1.234,56 buah",
                "$num(n, 'id') | 12.34.56",
                "$num(n, 'id') | 1,234.5",
                "$num(n, 'en') | 1.234,5",
                "$num(n, 'xx') | 1.5",
                "$num(n, 'id') | 0.500",
                "$num(n, 'en') | 0,500",
                "$num(n, 'en') | Rp 1.500,-",
                "$num(n, 'id') | 1 500",
                "$num(n, 'id') | −5",
                "n | −5",
                "n | １２",
                "$num(n, 'id') | １２",
                "n | (5)",
                "n | 5-",
                "$number(n) | 3d",
                "$number(n) & '' | 7.5F",
                "$number($substring(n, 0)) | 3f",
                "$dur(n) | 1.500 detik",
                "$dur(n) | 2,250 ms",
                "$dur(n) | 12 windu",
                "$dur(n) | 12",
                "n | 12 menit",
                "n | A-000"
            })
    void nasty30LeftOversShouldLoseOneCell(String expression, String text) {
        Readings readings = value(expression.replace('\'', '"'), "\"" + text + "\"");
        assertThat(cell(readings, "pending")).isNull();
        assertThat(cell(readings, "capacity")).isEqualTo(2);
        assertThat(readings.problems()).singleElement().asString().startsWith("f/0/pending: ");
        assertThat(readings.problems().get(0)).doesNotContain(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"-\"", "\"N/A\"", "null", "\" \"", "\"null\""})
    void nasty31WhatSaysNothingShouldBeAGap(String json) {
        Readings readings = value("n", json);
        assertThat(cell(readings, "pending")).isNull();
        assertThat(readings.problems()).isEmpty();
        assertThat(cell(value("$num(n, \"id\")", json), "pending")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"NaN\"", "\"+Inf\"", "\"-Inf\"", "1e999"})
    void nasty32WhatIsNotFiniteShouldBeAGap(String json) {
        assertThat(cell(value("n", json), "pending")).isNull();
    }

    @Test
    void nasty32AQuantileOfAnEmptySummaryShouldBeAGap() {
        Feed feed = FeedFixture.metrics()
                .forService()
                .set("rows", "$[name=\"lama_seconds\" and labels.quantile=\"0.95\"]")
                .measure("wait", "value")
                .build();
        Readings readings = read(feed, "# TYPE lama_seconds summary\nlama_seconds{quantile=\"0.95\"} NaN\n");
        assertThat(cell(readings, "wait")).isNull();
        assertThat(readings.problems()).isEmpty();
    }

    @Test
    void nasty33DeclaredSentinelsShouldBeGaps() {
        for (String json : new String[] {"-1", "\"-1\"", "-1.0", "\" -1 \""}) {
            assertThat(cell(value("n", json, "-1"), "pending")).isNull();
        }
        assertThat(number(value("n", "-1"))).isEqualTo(-1);
    }

    @Test
    void nasty34TheMeanOfNoCasesShouldBeAGap() {
        Feed feed = FeedFixture.json()
                .forService()
                .measure("wait", "avg", Reduce.ERROR, "n", null)
                .build();
        assertThat(cell(read(feed, "{\"avg\":0,\"n\":0}"), "wait")).isNull();
        assertThat(cell(read(feed, "{\"avg\":0,\"n\":2}"), "wait")).isEqualTo(0);
    }

    @Test
    void nasty36IdentifiersShouldKeepEveryDigitInEveryFormat() {
        Feed json = FeedFixture.json().set("service", "id").build();
        assertThat(read(json, "{\"id\":12345678901234567890}").rows().get(0).code())
                .isEqualTo("12345678901234567890");
        Feed xml = FeedFixture.of(Feed.ReadKind.XML)
                .set("rows", "r")
                .set("service", "id")
                .build();
        assertThat(read(xml, "<r><id>0012345678901234567890</id></r>")
                        .rows()
                        .get(0)
                        .code())
                .isEqualTo("0012345678901234567890");
        Feed table = FeedFixture.of(Feed.ReadKind.TABLE).set("service", "id").build();
        assertThat(read(table, "id,n\n0012345678901234567890,1\n").rows().get(0).code())
                .isEqualTo("0012345678901234567890");
    }

    @Test
    void nasty37EntitiesShouldBeDecodedOnceAndOnlyWhereAskedFor() {
        String body =
                "{\"id\":\"a\",\"name\":\"Gigi &amp; Mulut &amp;lt; &apos;<script>\",\"n\":{\"x\":[\"&eacute;\"]}}";
        Feed raw = FeedFixture.json().set("service", "id").set("name", "name").build();
        assertThat(read(raw, body).rows().get(0).name()).isEqualTo("Gigi &amp; Mulut &amp;lt; &apos;<script>");
        Feed decoded = FeedFixture.json()
                .set("service", "n.x[0]")
                .set("name", "name")
                .decode(Kind.HTML_UNESCAPE)
                .build();
        Reading row = read(decoded, body).rows().get(0);
        assertThat(row.name()).isEqualTo("Gigi & Mulut &lt; '<script>");
        assertThat(row.code()).isEqualTo("é");
    }
}
