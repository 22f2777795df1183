package org.pantau.read.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.measure.FeedState;

class LzStringTest {

    /** Made with the JavaScript library lz-string 1.5.0. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {"Q | ^^", "IZA | a", "IY1o | aaaaaaaaaa", "BIUwNmD2A0AEDukBOYAmQ | Hello, world", "JczI5Kg | ééé✓✓"
            })
    void shouldUnpackWhatTheLibraryPacks(String packed, String expected) throws Exception {
        assertThat(LzString.decompress(packed)).isEqualTo(expected);
    }

    @Test
    void shouldUnpackRunsAndNothing() throws Exception {
        assertThat(LzString.decompress("B418ZXTt-DFOS1b0c1oA")).isEqualTo("x".repeat(300));
        assertThat(LzString.decompress("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"B", "IY1", "!!!!", "é", "zzzz"})
    void shouldRefuseWhatIsCutShortOrNotPacked(String packed) {
        assertThatThrownBy(() -> LzString.decompress(packed))
                .isInstanceOfSatisfying(
                        DecodeFailure.class, e -> assertThat(e.state()).isEqualTo(FeedState.DECRYPT));
    }
}
