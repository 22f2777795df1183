package org.pantau.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.20.0.0/16, 10.20.255.255, true",
        "10.20.0.0/16, 10.21.0.0, false",
        "10.20.0.0/16, ::1, false",
        "10.20.4.0/22, 10.20.7.9, true",
        "10.20.4.0/22, 10.20.8.0, false",
        "10.20.0.7, 10.20.0.7, true",
        "10.20.0.7, 10.20.0.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "2001:db8::/32, 2001:db8:1::9, true",
        "2001:db8::/32, 2001:db9::, false",
        "10.0.0.0/8, ::ffff:10.1.1.1, true"
    })
    void shouldContainWhatItsLeadingBitsSay(String network, String address, boolean contained) {
        assertThat(Network.parse(network)
                        .orElseThrow()
                        .contains(Network.address(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "abc",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "::/129",
                "1/2/3"
            })
    void shouldNotTakeWhatIsNoRange(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @Test
    void guessesShouldCountForWhatOneSubscriberHas() {
        assertThat(Network.around("192.0.2.9")).isEqualTo("192.0.2.9");
        assertThat(Network.around("2001:db8:1:2:3::4"))
                .isEqualTo(Network.around("2001:db8:1:2:ffff::9"))
                .isNotEqualTo(Network.around("2001:db8:1:3::4"));
        assertThat(Network.around("::ffff:192.0.2.9")).isEqualTo("192.0.2.9");
        assertThat(Network.around("unknown")).isEqualTo("unknown");
    }
}
