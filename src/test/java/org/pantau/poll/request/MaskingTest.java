package org.pantau.poll.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refused: s3cr3t/kunci+1=       | refused: ***
            ?q=s3cr3t%2Fkunci%2B1%3D&d=1   | ?q=***&d=1
            no secret here                 | no secret here
            s3cr3t/kunci+1=tail            | ***tail
            """)
    void shouldHideWhatWasNotedHoweverItIsWritten(String text, String masked) {
        Masking masking = new Masking();
        masking.hide("s3cr3t/kunci+1=");

        assertThat(masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://a/x?apikey=abc&d=1      | http://a/x?apikey=***&d=1
            http://a/x?d=1&Access_Token=b  | http://a/x?d=1&Access_Token=***
            http://user:pw@a/x             | http://***@a/x
            http://a/x?day=1#sig           | http://a/x?day=1#sig
            """)
    void shouldHideWhatAddressesUsuallyCarry(String text, String masked) {
        assertThat(new Masking().mask(text)).isEqualTo(masked);
    }

    @Test
    void shouldHideALongerSecretWhole() {
        Masking masking = new Masking();
        masking.hide("kunci");
        masking.hide("kunci-panjang");
        masking.hide("ab");

        assertThat(masking.mask("kunci-panjang, kunci, ab")).isEqualTo("***, ***, ab");
    }
}
