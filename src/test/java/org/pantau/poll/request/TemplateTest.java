package org.pantau.poll.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final Map<String, String> VALUES = Map.of("base", "http://a", "day", "2026-11-23", "poli_1", "x");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain                          | plain
            {base}/x?d={day}               | http://a/x?d=2026-11-23
            {day}{day}                     | 2026-11-232026-11-23
            {"a": {"b": 1}, "d": "{day}"}  | {"a": {"b": 1}, "d": "2026-11-23"}
            {}{ day }{1day}                | {}{ day }{1day}
            {poli_1}                       | x
            """)
    void shouldReplaceNamesOnly(String text, String filled) {
        assertThat(new Template(text, VALUES.keySet()).fill(VALUES)).isEqualTo(filled);
    }

    @Test
    void shouldNameWhatNobodyKnows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Template("{base}/{tanggal}", Set.of("base")))
                .withMessageContaining("{tanggal}")
                .withMessageContaining("base");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"n": "{x}"} | a"b\\c  | a\\"b\\\\c
            [{x}]        | 7       | 7
            <n>{x}</n>   | <&>"'   | &lt;&amp;&gt;&quot;&apos;
            n={x}        | a&b "c" | a&b "c"
            """)
    void shouldKeepABodysStructureWhateverTheValue(String body, String value, String written) {
        assertThat(Template.inBody(body, "").apply(value)).isEqualTo(written);
    }

    @Test
    void shouldEscapeControlCharactersInJson() {
        assertThat(Template.inBody("{}", "application/json").apply("a\nb\u0001"))
                .isEqualTo("a\\u000ab\\u0001");
    }

    @ParameterizedTest
    @CsvSource({"'a b', a%20b", "a/b?c&d, a%2Fb%3Fc%26d", "poli-01, poli-01", "é, %C3%A9"})
    void shouldWriteValuesIntoAddressesSafely(String value, String written) {
        assertThat(Template.inUrl(value)).isEqualTo(written);
    }
}
