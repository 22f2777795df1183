package org.pantau.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.Sample;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Normaliser;
import org.pantau.pipeline.ReadAhead;

/** What becomes of numbers whose pages did not all come. */
class PartialReadTest {

    private final Loopback loopback = new Loopback();

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void nasty65ASumOverAPartOfThePagesShouldBeNoValueAndSaySo() {
        Normalised partial = normalised(sum(true));

        assertThat(values(partial)).isEmpty();
        assertThat(partial.problems())
                .containsExactly(
                        "sumber/*/pages: partial: page 2 is missing: HTTP 502",
                        "sumber/*/pending: no value, for a sum over a part of the rows is none");
        assertThat(values(normalised(sum(false)))).containsExactly(10.0);
    }

    private Feed sum(boolean broken) {
        int port = loopback.http(request -> {
            int page = Integer.parseInt(request.getParam("page"));
            if (broken && page == 2) {
                request.response().setStatusCode(502).end();
            } else {
                request.response()
                        .end("{\"total\":4,\"data\":[{\"n\":" + (2 * page - 1) + "},{\"n\":" + 2 * page + "}]}");
            }
        });
        return FeedText.ofService("""
                read: json
                rows: data
                request: {url: "http://127.0.0.1:%d/?page={page}", pages: {page: 1, size: 2, total: total}}
                measures: {pending: {value: n, reduce: sum}}
                """.formatted(port));
    }

    private Normalised normalised(Feed feed) {
        List<Answer> answers = loopback.ask(feed);
        return new Normaliser(feed, feed.path())
                .step(Memory.EMPTY, answers, ReadAhead.readAll(feed, answers), loopback.now(), loopback.now());
    }

    private static List<Double> values(Normalised normalised) {
        return normalised.samples().stream()
                .filter(sample -> sample.series().measure().equals("pending"))
                .map(Sample::value)
                .toList();
    }
}
