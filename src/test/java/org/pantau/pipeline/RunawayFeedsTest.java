package org.pantau.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pantau.database.TestDatabase;
import org.pantau.measure.FeedState;
import org.pantau.query.FeedQuery;

/** Feeds whose expressions never end, beside feeds that are well: those must not notice. */
class RunawayFeedsTest {

    private static final int EVERY_SECONDS = 4;
    /** A plain one, an interpreted one, and one whose every row asks for more than there is. */
    private static final List<String> WELL = List.of("polos", "tafsir", "panjang");

    private static final List<String> RUNAWAYS = List.of(
            "($f := function($n) { $f($n + 1) }; $f(1))",
            "$count($map([1..10000], function($i) { $map([1..10000], function($j) { $i * $j }) }))",
            "$count($doc.data[n in $doc.data[n in $doc.data[n in $doc.data.n].n].n])");

    private Vertx vertx;
    private TestDatabase database;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
    }

    @AfterEach
    void stop() {
        database.close();
        done(vertx.close());
    }

    @Tag("long") // on a machine busy with other tests a slot may come late through no feed's fault
    @Test
    void shouldDelayNoOtherFeed() {
        String body = IntStream.range(0, 1_000)
                .mapToObj(row -> "{\"n\":" + row + "}")
                .collect(Collectors.joining(",", "{\"antrean\":7,\"data\":[", "]}"));
        int port = await(vertx.createHttpServer()
                        .requestHandler(request -> request.response().end(body))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        StringBuilder feeds = new StringBuilder();
        feeds.append(feed("polos", port, "antrean", "$"));
        feeds.append(feed("tafsir", port, "$sum([antrean, 0])", "$"));
        feeds.append(feed("panjang", port, "$pad(\"x\", 500000000)", "data"));
        for (int i = 0; i < RUNAWAYS.size(); i++) {
            feeds.append(feed("lari-" + i, port, RUNAWAYS.get(i), "data"));
        }
        Plant plant = Plant.started(vertx, database, Plant.catalogue(feeds.toString()));

        plant.until(() -> IntStream.range(0, RUNAWAYS.size())
                        .allMatch(i -> plant.feed("lari-" + i).failures() >= 1)
                && WELL.stream().allMatch(well -> plant.feed(well).lastOk() != null));
        plant.kill();
        PipelineCounters counters = plant.ingest.counters();
        plant.until(() -> counters.asked.sum() + counters.missed.sum()
                == counters.stored.sum() + counters.unstored.sum()); // what was under way is committed, or given up

        for (int i = 0; i < RUNAWAYS.size(); i++) {
            assertThat(plant.states("lari-" + i)).isNotEmpty().containsOnly(FeedState.UNREADABLE);
        }
        for (String well : WELL) {
            List<FeedQuery.Poll> polls = plant.polls(well);
            assertThat(polls).isNotEmpty().allMatch(poll -> poll.state() == FeedState.OK);
            for (int i = 1; i < polls.size(); i++) {
                assertThat(Duration.between(polls.get(i - 1).at(), polls.get(i).at()))
                        .isEqualTo(Duration.ofSeconds(EVERY_SECONDS));
            }
        }
    }

    private static String feed(String id, int port, String value, String rows) {
        return """
                  - id: %s
                    service: 33.08/opd/antrean
                    every: %ds
                    timeout: 4s
                    request: {url: "http://127.0.0.1:%d/"}
                    read: json
                    rows: %s
                    measures: {pending: {value: '%s', reduce: sum}}
                """.formatted(id, EVERY_SECONDS, port, rows, value);
    }
}
