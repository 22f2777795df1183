package org.pantau.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

    private static final Map<String, Object> NOW =
            Map.of("now", Instant.parse("2026-11-22T16:30:00Z"), "day", "2026-11-22");

    private static @Nullable Object run(String source, Object input) throws ExpressionException {
        return Expressions.compile(source).evaluate(input, NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$boolean(metadata.message ~> /no content|tidak ada/i)",
                "**.serviceEvents",
                "[tgl_signed_report, tgl_penetapan][$ and $not($ in [\"\",\"0000-00-00\"])][0]",
                "$sum(trend.total)",
                "$map(items, function($i) { $i.total })",
                "{\"a\": 1}",
                "[1..10]"
            })
    void whatNeedsTheInterpreterIsNotPlain(String source) throws Exception {
        assertThat(Expressions.compile(source).plain()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a.", "$sum(", "a = = b", "[1..n]", "[1..9000000]", "a ~> ", "\"open"})
    void whatIsNoExpressionIsRefused(String source) {
        assertThatThrownBy(() -> Expressions.compile(source)).isInstanceOf(ExpressionException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := function($n) { $f($n + 1) }; $f(1))",
                "($f := function($n) { 1 + $f($n + 1) }; $f(1))",
                "($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f(\"xxxxxxxx\", 40))",
                "$pad(\"x\", 500000000)",
                "$replace($pad(\"\", 10000, \"a\"), \"a\", $pad(\"\", 10000, \"b\"))",
                "$join($map([1..10000], function($i) { $pad(\"x\", 10000) }))",
                "$count($map([1..10000], function($i) { $map([1..10000], function($j) { $i * $j }) }))",
                "$split($pad(\"\", 10000, \"a\") & $pad(\"\", 10000, \"a\") & \"a\", /a/)",
                "$contains($join($map([1..100], function($i) { $pad(\"\", 1000, \"a\") })), /(a*)*b/)",
                "$eval(\"1\")"
            })
    void runawayExpressionsEndSoon(String source) throws Exception {
        Expression expression = Expressions.compile(source);
        long begin = System.nanoTime();
        assertThatThrownBy(() -> expression.evaluate(Map.of(), Map.of())).isInstanceOf(ExpressionException.class);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$number(a)",
                "a + 1",
                "a > 1",
                "$num(a, \"id\")",
                "$tgl(a, \"yyyy-MM-dd\")",
                "$dur(a)",
                "$toMillis(a)",
                "$sum(a)",
                "$map([a], function($v) { $number($v) })"
            })
    void messagesNeverRepeatTheData(String source) throws Exception {
        Expression expression = Expressions.compile(source);
        assertThatThrownBy(() -> expression.evaluate(Map.of("a", "3308014501900001x"), Map.of()))
                .isInstanceOf(ExpressionException.class)
                .message()
                .isNotBlank()
                .doesNotContain("3308014501900001");
    }

    @Test
    void identifiersKeepEveryDigit() throws Exception {
        Map<String, Object> document = Map.of("id", new BigInteger("12345678901234567890"), "long", 9007199254740993L);
        assertThat(run("id", document)).isEqualTo(new BigInteger("12345678901234567890"));
        assertThat(run("$string(id)", document)).isEqualTo("12345678901234567890");
        assertThat(run("$string(long)", document)).isEqualTo("9007199254740993");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "1.234 | id | 1234",
                "1.234 | en | 1.234",
                "1.234,56 | id | 1234.56",
                "1,234.56 | en | 1234.56",
                "Rp 1.500 | id | 1500",
                "'85,5%' | id | 85.5",
                "' 3 ' | id | 3",
                "3 | en | 3",
                "-12 | id | -12",
                "'' | id | nothing",
                "- | id | nothing",
                "N/A | en | nothing"
            })
    void num(String text, String locale, @Nullable String expected) throws Exception {
        Object value = run("$num(a, \"" + locale + "\")", Map.of("a", text));
        assertThat(value == null ? null : String.valueOf(value)).isEqualTo(expected);
        assertThat(run("($x := $num(a, \"" + locale + "\"); $x)", Map.of("a", text)))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12 menit", "1.23", "1,2,3", "Rp", "1.2345", "abc"})
    void numRefusesWhatIsLeftOver(String text) {
        assertThatThrownBy(() -> run("$num(a, \"id\")", Map.of("a", text))).isInstanceOf(ExpressionException.class);
    }

    @Test
    void numWithoutALocaleRefusesWhatIsAmbiguous() throws Exception {
        assertThat(run("$num(a)", Map.of("a", "87.50"))).isEqualTo(87.5);
        assertThatThrownBy(() -> run("$num(a)", Map.of("a", "1.234"))).hasMessageContaining("ambiguous");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "22-11-2026 | dd-MM-yyyy | 2026-11-22",
                "16-03-2021 11:32:49 WIB | dd-MM-yyyy HH:mm:ss | 2021-03-16T11:32:49+07:00",
                "16-03-2021 11:32:49 WITA | dd-MM-yyyy HH:mm:ss | 2021-03-16T11:32:49+08:00",
                "2026-11-22 09:10:00 | yyyy-MM-dd HH:mm:ss | 2026-11-22T09:10:00+07:00",
                "Januari 2026 | MMMM yyyy | 2026-01-01",
                "'Sabtu, 22 Agustus 2026' | d MMMM yyyy | 2026-08-22",
                "5 Nop 2026 | d MMM yyyy | 2026-11-05",
                "2026-11-22 24:00 | yyyy-MM-dd HH:mm | 2026-11-23T00:00:00+07:00",
                "0000-00-00 | yyyy-MM-dd | nothing",
                "- | yyyy-MM-dd | nothing"
            })
    void tgl(String text, String pattern, @Nullable String expected) throws Exception {
        assertThat(run("$tgl(a, \"" + pattern + "\")", Map.of("a", text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2026-02-29 | yyyy-MM-dd", "11-22-2026 | dd-MM-yyyy", "22 Foo 2026 | d MMM yyyy"})
    void tglIsStrict(String text, String pattern) {
        assertThatThrownBy(() -> run("$tgl(a, \"" + pattern + "\")", Map.of("a", text)))
                .isInstanceOf(ExpressionException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00:12:30 | 750000",
                "1 jam 20 menit | 4800000",
                "12,5 menit | 750000",
                "90 detik | 90000",
                "PT1H | 3600000",
                "2 hari | 172800000"
            })
    void dur(String text, double millis) throws Exception {
        assertThat(run("$dur(a)", Map.of("a", text)))
                .isInstanceOfSatisfying(
                        Number.class, number -> assertThat(number.doubleValue()).isEqualTo(millis));
    }

    @Test
    void todayIsTheDayInTheZone() throws Exception {
        assertThat(run("$today(\"Asia/Jakarta\")", Map.of())).isEqualTo("2026-11-22");
        assertThat(run("$today(\"Asia/Jayapura\")", Map.of())).isEqualTo("2026-11-23");
        assertThat(run("($d := $now(); $d)", Map.of())).isEqualTo("2026-11-22T16:30:00Z");
    }

    @Test
    void oneExpressionServesManyThreads() throws Exception {
        Expression expression = Expressions.compile("$sum($map(a, function($v) { $v * $factor }))");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Object>> runs = IntStream.range(0, 200)
                    .<Callable<Object>>mapToObj(i -> () -> {
                        Object sum = expression.evaluate(Map.of("a", List.of(1, 2, 3)), Map.of("factor", i));
                        return ((Number) Objects.requireNonNull(sum)).intValue() == 6 * i;
                    })
                    .toList();
            for (Future<Object> run : threads.invokeAll(runs)) {
                assertThat(run.get()).isEqualTo(true);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each of these kept a backtracking engine busy for minutes or for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"/(.*a){12}$/", "/(a+)+$/", "/(a|aa)+$/", "/(a*)*b/", "/.*.*.*.*x/"})
    void noRegularExpressionShouldRunAway(String regex) throws Exception {
        Map<String, Object> text = Map.of("s", "a".repeat(5_000) + "!");
        for (String source : new String[] {
            "$exists(s ~> " + regex + ")", "$contains(s, " + regex + ")", "$count($match(s, " + regex + ")) > 0"
        }) {
            Expression expression = Expressions.compile(source);
            assertThat(expression.evaluate(text, Map.of())).isEqualTo(false);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "(s ~> /b(\\w)/i).match | Bc",
                "(s ~> /b(\\w)/i).groups[0] | c",
                "$exists(s ~> /zz/) | false",
                "$exists(missing ~> /zz/) | false",
                "$boolean(s ~> /(?:zz)?Bc/) | true",
                "$match(s, /\\w/)[1].match | B",
                "$count($match(s, /\\w/, 2)) | 2",
                "$contains(s, /c-D/) | true",
                "$contains(s, \"c-\") | true",
                "s.$contains(/a/) | true",
                "$split(s, /-/)[1] | DE",
                "$split(s, \"-\")[0] | aBc",
                "$count($split(s, /[a-z]/, 1)) | 1",
                "$replace(s, /(B)(c)/, \"$2$1$$\") | acB$-DE",
                "$replace(s, /[a-z]/, \"\") | B-DE",
                "$replace(s, \"-\", \"+\") | aBc+DE",
                "6 / 3 / 2 | 1",
                "(6) / 2 & '/x/' | 3/x/",
                "/* /a */ s | aBc-DE",
                "`a/b` / 2 | 4",
                "s ~> /a\\/b/ ? 1 : 2 | 2"
            })
    void regularExpressionsShouldDoWhatJsonataSays(String source, String expected) throws Exception {
        Object value = run(source, Map.of("s", "aBc-DE", "a/b", 8));
        assertThat(String.valueOf(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s ~> /(?=a)/", "s ~> /(a)\\1/", "s ~> /((a{100}){100}){100}/", "s ~> /a", "s ~> //"})
    void whatRe2DoesNotKnowShouldBeRefused(String source) {
        assertThatThrownBy(() -> Expressions.compile(source)).isInstanceOf(ExpressionException.class);
    }
}
