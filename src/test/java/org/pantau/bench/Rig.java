package org.pantau.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.Database;
import org.pantau.database.DatabaseSettings;
import org.pantau.live.Board;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.pipeline.Ingest;
import org.pantau.pipeline.PipelineSettings;
import org.pantau.pipeline.Upkeep;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;
import org.pantau.query.TotalKeeper;
import org.pantau.store.Retention;
import org.pantau.store.RetentionSettings;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.pack.Packing;
import org.pantau.store.rollup.RollUp;
import org.pantau.store.series.CatalogueDescriber;
import org.pantau.store.spool.Spool;
import org.pantau.store.spool.SpoolException;
import org.pantau.store.spool.SpoolSettings;

/** Pantau without its HTTP edge over a new embedded database, as a benchmark needs it. */
record Rig(
        Vertx vertx,
        Path folder,
        Database database,
        Spool spool,
        Store store,
        Board board,
        Ingest ingest,
        Upkeep upkeep)
        implements AutoCloseable {

    static Rig start(Catalogue catalogue) throws IOException {
        Vertx vertx = Bench.vertx();
        Path folder = Files.createTempDirectory(Path.of("target"), "bench").toAbsolutePath();
        Promise<Rig> started = Promise.promise();
        vertx.runOnContext(any -> rooms(vertx, folder, catalogue).onComplete(started));
        return started.future().await();
    }

    private static Future<Rig> rooms(Vertx vertx, Path folder, Catalogue catalogue) {
        InstantSource clock = InstantSource.system();
        return Database.start(vertx, DatabaseSettings.embedded(folder))
                .compose(database -> database.migrate().map(database))
                .compose(database -> {
                    Spool spool = spool(folder, clock);
                    Store store = new Store(
                                    vertx,
                                    database.pool(),
                                    new CatalogueDescriber(catalogue),
                                    StoreSettings.DEFAULT,
                                    clock)
                            .spooling(spool);
                    return store.start().map(done -> {
                        Board board = new Board(catalogue, clock, "bench");
                        Outgoing outgoing = new Outgoing(vertx, NetSettings.defaults("bench"));
                        Poller poller = new Poller(outgoing, Secrets.ofProcess(), clock, PollSettings.DEFAULT);
                        Ingest ingest = new Ingest(
                                vertx,
                                PipelineSettings.DEFAULT,
                                catalogue,
                                feed -> poller,
                                store,
                                board,
                                clock,
                                new Ingest.Recalled(Map.of(), List.of(), Map.of(), Map.of(), Map.of()));
                        Upkeep upkeep = new Upkeep(
                                vertx,
                                store,
                                new RollUp(database.pool(), store.partitions()),
                                new Retention(database.pool(), store.partitions(), RetentionSettings.DEFAULT),
                                new Packing(database.pool(), store.partitions()),
                                new TotalKeeper(database.pool(), catalogue, store.partitions()::ensure)::run,
                                PipelineSettings.DEFAULT,
                                clock);
                        ingest.start();
                        upkeep.start();
                        return new Rig(vertx, folder, database, spool, store, board, ingest, upkeep);
                    });
                });
    }

    private static Spool spool(Path folder, InstantSource clock) {
        try {
            return Spool.open(folder.resolve("spool"), SpoolSettings.DEFAULT, clock);
        } catch (SpoolException e) {
            throw new IllegalStateException(e);
        }
    }

    void pass(int seconds) {
        sleepSeconds(seconds);
    }

    /** A benchmark measures over wall-clock time; nothing else here may wait this way. */
    static void sleepSeconds(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        Promise<Void> stopped = Promise.promise();
        vertx.runOnContext(any -> ingest.stop()
                .compose(done -> upkeep.stop())
                .compose(done -> store.drain())
                .otherwiseEmpty()
                .compose(done -> database.close())
                .onComplete(stopped));
        stopped.future().await();
        vertx.close().await();
        spool.close();
        delete(folder);
    }

    /** Removes a folder with all it holds. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A JDBC connection to an embedded database: what a baseline speaks. */
    static Connection jdbc(Database database, Path folder) throws IOException, SQLException {
        String address = database.toString();
        String password = Files.readString(folder.resolve("postgres/password")).trim();
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.substring(address.indexOf('@') + 1), "pantau", password);
    }
}
