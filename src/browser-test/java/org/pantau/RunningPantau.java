package org.pantau;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole program with its embedded database, in this process, on a free port. */
final class RunningPantau implements AutoCloseable {

    /** Password of {@code admin} where a catalogue of one's own is watched. */
    static final String PASSWORD = "kata-sandi-percobaan-42";

    private final Vertx vertx;
    private final Server.Running running;

    private RunningPantau(Vertx vertx, Server.Running running) {
        this.vertx = vertx;
        this.running = running;
    }

    static RunningPantau demonstration(Path data) throws Blocking.FailedException {
        return start(List.of("--port", "0", "--data", data.toString()));
    }

    /** @param port 0 for any free one */
    static RunningPantau watching(Path catalogue, Path data, int port) throws Blocking.FailedException {
        return start(List.of(
                "--catalogue", catalogue.toString(), "--port", Integer.toString(port), "--data", data.toString()));
    }

    private static RunningPantau start(List<String> words) throws Blocking.FailedException {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--host", "127.0.0.1"));
        Settings settings = Settings.read(all, Map.of("PANTAU_ADMIN_PASSWORD", PASSWORD))
                .settings()
                .orElseThrow();
        Vertx vertx = Main.vertx();
        Promise<Server.Running> started = Promise.promise();
        vertx.runOnContext(
                any -> Server.start(vertx, settings, InstantSource.system()).onComplete(started));
        return new RunningPantau(vertx, Blocking.await(started.future()));
    }

    int port() {
        return running.port();
    }

    String address() {
        return "http://127.0.0.1:" + running.port();
    }

    @Override
    public void close() {
        Promise<Boolean> stopped = Promise.promise();
        vertx.runOnContext(any -> running.server().stop().onComplete(done -> stopped.complete(done.succeeded())));
        try {
            boolean unused = Blocking.await(stopped.future());
        } catch (Blocking.FailedException e) {
            throw new IllegalStateException(e);
        } finally {
            Main.closeQuietly(vertx);
        }
    }
}
