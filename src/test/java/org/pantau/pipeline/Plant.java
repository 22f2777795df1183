package org.pantau.pipeline;

import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.database.TestDatabase;
import org.pantau.live.Board;
import org.pantau.live.Figure;
import org.pantau.measure.FeedState;
import org.pantau.measure.ScopePath;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.net.address.NameResolver;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;
import org.pantau.query.FeedQuery;
import org.pantau.query.Present;
import org.pantau.query.PresentQuery;
import org.pantau.query.Window;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.series.CatalogueDescriber;

/** Ingest over a real database, from a start that remembers what was committed to a stop as sudden as a kill. */
final class Plant {

    static final ScopePath SERVICE = ScopePath.of("33.08/opd/antrean");

    private static final PipelineSettings SETTINGS =
            new PipelineSettings(Duration.ofMillis(20), Duration.ZERO, 1, Duration.ofMinutes(5), Duration.ofHours(1));

    final Board board;
    final Ingest ingest;
    private final Outside outside;
    private final TestDatabase database;

    /** What an ingest finds around it. */
    record Outside(Vertx vertx, InstantSource clock, NameResolver names) {}

    private Plant(Outside outside, TestDatabase database, Board board, Ingest ingest) {
        this.outside = outside;
        this.database = database;
        this.board = board;
        this.ingest = ingest;
    }

    static Plant started(Vertx vertx, TestDatabase database, Catalogue catalogue) {
        return started(new Outside(vertx, InstantSource.system(), NameResolver.system(vertx)), database, catalogue);
    }

    static Plant started(Outside outside, TestDatabase database, Catalogue catalogue) {
        Promise<Plant> started = Promise.promise();
        outside.vertx().runOnContext(here -> {
            Store store = new Store(
                    outside.vertx(),
                    database.pool(),
                    new CatalogueDescriber(catalogue),
                    StoreSettings.DEFAULT,
                    outside.clock());
            store.start()
                    .compose(ready -> new PresentQuery(database.pool())
                            .present(outside.clock().instant()))
                    .map(past -> rooms(outside, database, catalogue, store, past))
                    .onComplete(started);
        });
        return await(started.future());
    }

    private static Plant rooms(Outside outside, TestDatabase database, Catalogue catalogue, Store store, Present past) {
        InstantSource clock = outside.clock();
        Board board = new Board(catalogue, clock, "uji");
        board.restore(past.series(), past.statuses(), past.lastPolls(), clock.instant());
        Outgoing outgoing = new Outgoing(outside.vertx(), NetSettings.defaults("1"), outside.names());
        Poller poller = new Poller(outgoing, new Secrets(name -> null), clock, PollSettings.DEFAULT);
        Ingest ingest = new Ingest(
                outside.vertx(),
                SETTINGS,
                catalogue,
                feed -> poller,
                store,
                board,
                clock,
                new Ingest.Recalled(
                        past.feedMemory(), past.recentPeriods(), past.lastPolls(), past.daysRead(), past.troubles()));
        ingest.start();
        return new Plant(outside, database, board, ingest);
    }

    /** Stops asking, and forgets everything that is only in memory. */
    void kill() {
        Promise<Void> stopped = Promise.promise();
        outside.vertx().runOnContext(here -> ingest.stop().onComplete(stopped));
        done(stopped.future());
    }

    /** Waits, at most 30 s, until something holds; it is looked at on the ingest context. */
    void until(BooleanSupplier holds) {
        Promise<Void> held = Promise.promise();
        long timer = outside.vertx().setPeriodic(10, id -> {
            if (holds.getAsBoolean()) {
                held.tryComplete();
            }
        });
        try {
            done(held.future());
        } finally {
            outside.vertx().cancelTimer(timer);
        }
    }

    FeedPresent feed(String id) {
        return ingest.feed(id).orElseThrow();
    }

    /** What the board shows of the service; NaN for nothing. */
    double shown(String measure) {
        return board.view(SERVICE).node().figures().stream()
                .filter(figure -> figure.measure().equals(measure))
                .map(Figure::value)
                .filter(value -> value != null)
                .mapToDouble(value -> value)
                .findFirst()
                .orElse(Double.NaN);
    }

    List<FeedQuery.Poll> polls(String feed) {
        Instant now = outside.clock().instant();
        Window window = new Window(now.minusSeconds(600), now.plusSeconds(600));
        return await(
                new FeedQuery(database.pool()).polls(ScopePath.of("33.08/opd").feed(feed), window));
    }

    List<FeedState> states(String feed) {
        return polls(feed).stream().map(FeedQuery.Poll::state).toList();
    }

    /** A number out of the tables, past all of Pantau's own code. */
    double number(String sql, Object... values) {
        return await(database.pool()
                .preparedQuery(sql)
                .execute(Tuple.wrap(values))
                .map(rows -> rows.iterator().next().getDouble(0)));
    }

    double sum(String measure) {
        return number(
                "select coalesce(sum(value), 0)::float8 from sample join series on id = series_id"
                        + " where subject = $1 and measure = $2",
                SERVICE.value(),
                measure);
    }

    double dayValue(String measure) {
        return number(
                "select coalesce(max(value), -1)::float8 from period_value join series on id = series_id"
                        + " where subject = $1 and measure = $2",
                SERVICE.value(),
                measure);
    }

    static Catalogue catalogue(String feeds) {
        CatalogueReader.Reading reading = CatalogueReader.read("uji.yaml", """
                governments:
                  - code: "33.08"
                    name: Kabupaten Magelang
                    agencies:
                      - id: opd
                        name: OPD
                        services:
                          - {id: antrean, name: Antrean}
                feeds:
                """ + feeds);
        return reading.catalogue()
                .orElseThrow(() -> new AssertionError(reading.mistakes().toString()));
    }
}
