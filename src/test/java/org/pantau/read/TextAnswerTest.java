package org.pantau.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;

class TextAnswerTest {

    private static Readings read(Feed feed, String body) {
        return Reader.read(feed, FeedFixture.answer(200, "", body.getBytes(UTF_8)));
    }

    @Test
    void shouldReadTheStatusOfNginx() {
        Feed feed = FeedFixture.text(
                        "(?s)Active connections: (?<active>\\d+).*?requests\\s+\\d+ \\d+ (?<requests>\\d+)")
                .forService()
                .measure("occupied", "active")
                .measure("served", "requests")
                .build();
        Readings readings =
                read(feed, "Active connections: 2 \nserver accepts handled requests\n 13 13 17 \nReading: 0\n");
        assertThat(readings.rows()).hasSize(1);
        assertThat(readings.rows().get(0).cells())
                .isEqualTo(Map.of("occupied", Reading.Cell.of(2), "served", Reading.Cell.of(17)));
    }

    @Test
    void shouldMakeARowOfEachMatch() {
        Feed feed = FeedFixture.text("(?m)^(?<loket>\\w+)\\s*:\\s*(?<sisa>\\d+)?$")
                .set("service", "loket")
                .measure("pending", "sisa")
                .build();
        Readings readings = read(feed, "A: 3\nB :4\n# C\nD:\n");
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("A", "B", "D");
        assertThat(readings.rows().get(2).cells()).containsEntry("pending", Reading.Cell.of(null));
    }

    @Test
    void shouldReadAPageThatHoldsWhatIsSearchedForAndRefuseAnyOther() {
        Feed feed = FeedFixture.text("Aduan masuk</b>: (?<n>\\d+)")
                .forService()
                .measure("pending", "n")
                .build();
        assertThat(read(feed, "<html><b>Aduan masuk</b>: 12</html>").rows()).hasSize(1);
        assertThat(read(feed, "<html>Login</html>").outcome().state()).isEqualTo(FeedState.NOT_DATA);
        assertThat(read(feed, "berubah").outcome())
                .isEqualTo(new Outcome(FeedState.UNREADABLE, "nothing in the text matches the pattern"));
        assertThat(read(feed, "{\"fault\":{\"code\":\"900901\",\"message\":\"x\"}}")
                        .outcome()
                        .state())
                .isEqualTo(FeedState.GATEWAY);
    }
}
