package org.pantau.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every directly walked expression says what the interpreter says, over documents of every shape. */
class DirectAgainstInterpreterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> DOCUMENTS = List.of(
            "{\"a\":1}",
            "{\"a\":{\"b\":2}}",
            "{\"a\":[{\"b\":1},{\"b\":2}]}",
            "{\"a\":[{\"b\":1}]}",
            "{\"a\":[{\"b\":[1]}]}",
            "{\"a\":[{\"b\":[]}]}",
            "{\"a\":[[{\"b\":1},{\"b\":2}],{\"b\":3}]}",
            "{\"a\":[]}",
            "{\"a\":[1]}",
            "{\"a\":[1,2]}",
            "{\"a\":[[1]]}",
            "{\"a\":null}",
            "{\"a\":{\"b\":null}}",
            "{\"a\":[null,{\"b\":null},{\"b\":4}]}",
            "{\"a\":\"\"}",
            "{\"a\":\"x\",\"name\":\"x\",\"b\":3}",
            "{\"a\":\"3\",\"b\":4.5}",
            "{\"a\":3.0,\"b\":0}",
            "{\"a\":true,\"b\":false}",
            "{\"a\":-1,\"b\":1000000}",
            "{\"a\":1795339200000}",
            "{\"a\":1795339200123.0,\"b\":-62135596800000}",
            "{\"a\":-1,\"b\":1795339200123.5}",
            "{\"a\":253402300799999,\"b\":253402300800000}",
            "{\"a\":-30610224000000,\"b\":-30610224000001}",
            "{\"a\":{\"a\":{\"a\":1,\"b\":[]},\"b\":[{\"a\":2}]},\"x\":[[{\"a\":[3,[4]]}],null]}",
            "{\"x\":{\"a\":[{\"b\":5}]},\"y\":{\"a\":{\"b\":6,\"a\":null}}}",
            "{}",
            "[]",
            "[1,2,3]",
            "[{\"a\":1}]",
            "[{\"a\":[1]}]",
            "[{\"a\":{\"b\":1}},{\"a\":{\"b\":2}}]",
            "[{\"a\":1,\"name\":\"x\"},{\"a\":2,\"name\":\"y\"}]",
            "[{\"name\":\"x\",\"labels\":{\"code\":\"2xx\"},\"a\":5},{\"name\":\"x\",\"labels\":{\"code\":\"5xx\"},\"a\":6}]",
            "[[{\"a\":1}],[{\"a\":2}]]",
            "\"text\"",
            "12",
            "null");

    private static final List<String> EXPRESSIONS = List.of(
            "$",
            "$$",
            "a",
            "a.b",
            "a.b.c",
            "$.a",
            "$.a.b",
            "$$.a",
            "$[0]",
            "$[-1]",
            "$[0].a",
            "a[0]",
            "a[0].b",
            "a[-1].b",
            "a.b[0]",
            "$[name=\"x\"]",
            "$[name=\"x\"].a",
            "$[name=\"x\" and labels.code=\"5xx\"]",
            "$[name=\"x\"][0].a",
            "a[b=1]",
            "a[b > 1].b",
            "`a`",
            "$day",
            "$list",
            "$one",
            "$doc.a",
            "$doc.a.b",
            "$missing",
            "$missing.a",
            "\"mpp\"",
            "12",
            "-1.5",
            "true",
            "null",
            "[]",
            "$ = []",
            "a + b",
            "a - b",
            "a.b + a.b",
            "a * 1000",
            "a / b",
            "a + 1 - 2 * 3",
            "a = 1",
            "a = \"3\"",
            "a != 1",
            "a = null",
            "a > 0",
            "a > 0 ? a",
            "a > 0 ? a : \"none\"",
            "a ? 1 : 2",
            "a <= b",
            "a in [1,2]",
            "a in [\"x\",\"3\"]",
            "a in a",
            "labels.code in [\"2xx\",\"3xx\"] ? a",
            "$string(a) in [\"1\",\"3\"]",
            "a and b",
            "a or b",
            "a = 1 or a = 2 and b",
            "a & \"/\" & b",
            "$string(a)",
            "$string(a.b)",
            "$number(a)",
            "$number(b)",
            "$exists(a)",
            "$exists(a.b)",
            "$exists($[0].a) or $ = []",
            "$not(a)",
            "$boolean(a)",
            "$fromMillis(a)",
            "$fromMillis(b)",
            "$fromMillis($number(a) * 1000)",
            "**.a",
            "**.a.b",
            "**.b[0]",
            "**.a[b > 1]",
            "a.**.b",
            "$.**.b",
            "$$.**.a",
            "$doc.**.b",
            "$number($doc.**.b)",
            "$exists(**.a)",
            "$exists(**.missing)",
            "$boolean(**.b)",
            "**.a = 1",
            "$num(a)",
            "$num(a, \"id\")",
            "(a + b) * 2",
            "$day = \"2026-11-22\"",
            "$day = $today");

    static Stream<String> expressions() {
        return EXPRESSIONS.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressions")
    void saysTheSame(String source) throws Exception {
        Expression direct = Expressions.compile(source);
        assertThat(direct).isNotInstanceOf(Interpreter.class);
        assertThat(direct.plain()).isEqualTo(!source.contains("**"));
        Expression interpreter = new Interpreter(source);
        List<String> differences = new ArrayList<>();
        for (String text : DOCUMENTS) {
            Object document = JSON.readValue(text, Object.class);
            String expected = outcome(interpreter, document);
            String actual = outcome(direct, document);
            if (!actual.equals(expected)) {
                differences.add(text + ": " + actual + " instead of " + expected);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String outcome(Expression expression, @Nullable Object document) throws Exception {
        Map<String, Object> bindings = JSON.readValue(
                "{\"day\":\"2026-11-22\",\"today\":\"2026-11-22\",\"list\":[1,2],\"one\":[1],\"doc\":{\"a\":{\"b\":7}}}",
                new TypeReference<>() {});
        try {
            return JSON.writeValueAsString(expression.evaluate(document, bindings));
        } catch (ExpressionException e) {
            return "fails";
        }
    }
}
