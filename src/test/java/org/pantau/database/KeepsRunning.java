package org.pantau.database;

import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process of its own that writes one row into an embedded database and then runs until it is killed. */
final class KeepsRunning {

    static final String WRITTEN = "written";

    private KeepsRunning() {}

    public static void main(String[] arguments) throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        Database database = await(Database.start(vertx, DatabaseSettings.embedded(Path.of(arguments[0]))));
        int applied = await(database.migrate());
        done(database.pool()
                .query("insert into feed_memory (feed, slot, memory) values ('" + arguments[1] + "', now(), '" + applied
                        + "')")
                .execute());
        System.out.println(WRITTEN);
        new CountDownLatch(1).await();
    }
}
