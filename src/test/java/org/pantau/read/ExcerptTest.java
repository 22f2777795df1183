package org.pantau.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"nik\":\"3308014501900001\",\"n\":12,\"ok\":true,\"x\":null,\"l\":[1,\"Siti\"]} | {\"nik\":\"…\",\"n\":0,\"ok\":false,\"x\":null,\"l\":[0,\"…\"]}",
                "{\"3308014501900001\":{\"a\":1}} | {\"…\":{\"a\":0}}",
                "{\"a\":1,\"b\":\"Sit | {\"a\":0,\"b\":\"…\" … unreadable from here",
                "<html><p class=\"x\">Siti</p></html> | <html…><p…></p…></html…>",
                "Siti 081 | text of 8 bytes: a 9",
                "^^ | ^^"
            })
    void keepsTheStructureAndMasksValues(String body, String expected) {
        assertThat(Excerpt.of(body.getBytes(UTF_8))).isEqualTo(expected);
    }

    @Test
    void isShort() {
        String body = "[" + "{\"name\":\"x\"},".repeat(1000) + "1]";
        assertThat(Excerpt.of(body.getBytes(UTF_8))).hasSizeLessThanOrEqualTo(Excerpt.MAX_LENGTH);
    }
}
