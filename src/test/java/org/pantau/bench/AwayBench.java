package org.pantau.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.pantau.store.StoreCounters;
import org.pantau.store.StoreState;

/**
 * PostgreSQL is killed and stays away for ten minutes, or as many as {@code --minutes N} says, while 2,000 feeds are polled
 * every 30 s: what memory and disk hold, how long the way back takes, and whether anything was lost.
 */
final class AwayBench {

    private static final int FEEDS = 2_000;
    private static final int MINUTES = 10;
    private static final int SECONDS_BEFORE = 60;
    private static final int SERVERS = 4;
    private static final double MEGA = 1e6;

    private final Rig rig;

    private AwayBench(Rig rig) {
        this.rig = rig;
    }

    static void run(List<String> options) throws Exception {
        int flag = options.indexOf("--minutes");
        int minutes = flag < 0 ? MINUTES : Integer.parseInt(options.get(flag + 1));
        try (Endpoints endpoints = Endpoints.start(SERVERS);
                Rig rig = Rig.start(World.of(FEEDS, "30s", "10s", i -> endpoints.base(i) + "/layanan/" + i))) {
            new AwayBench(rig).measure(minutes);
        }
    }

    private void measure(int minutes) throws IOException {
        rig.pass(SECONDS_BEFORE);
        say("before");
        Path program = program();
        Path away = program.resolveSibling("postgres.away");
        Files.move(program, away);
        kill();
        for (int minute = 1; minute <= minutes; minute++) {
            rig.pass(60);
            say("away for " + minute + " min");
        }
        Files.move(away, program);
        long back = System.nanoTime();
        await(() -> rig.store().state().ok());
        long taken = System.nanoTime();
        await(() -> rig.store().state().spool().entries() == 0);
        System.out.printf(
                Locale.ROOT,
                "away: PostgreSQL was back after %.1f s, everything on the disk written %.1f s later%n",
                (taken - back) / 1e9,
                (System.nanoTime() - taken) / 1e9);
        rig.pass(SECONDS_BEFORE);
        say("after");
        balance();
    }

    private void say(String when) {
        System.gc();
        StoreState state = rig.store().state();
        System.out.printf(
                Locale.ROOT,
                "away: %s: heap %.1f MB, %d samples in memory, on the disk %d entries, %d samples, %.1f MB in a file of %.1f MB%n",
                when,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGA,
                state.queuedSamples(),
                state.spool().entries(),
                state.spool().samples(),
                state.spool().bytes() / MEGA,
                fileBytes() / MEGA);
    }

    /** Every poll asked for is a row, and every sample accepted is written. */
    private void balance() {
        StoreCounters counters = rig.store().counters();
        long rows = rig.database()
                .pool()
                .query("select count(*) from sample join series s on s.id = series_id where s.measure = 'poll'")
                .execute()
                .await()
                .iterator()
                .next()
                .getLong(0);
        System.out.printf(
                Locale.ROOT,
                "away: slots due %d, polls stored %d, unstored %d, slots in the database %d; samples accepted %d, written %d,"
                        + " dropped %d, waiting %d%n",
                rig.ingest().counters().due.sum(),
                rig.ingest().counters().stored.sum(),
                rig.ingest().counters().unstored.sum(),
                rows,
                counters.accepted(),
                counters.written(),
                counters.dropped(),
                rig.store().state().queuedSamples());
    }

    private long fileBytes() {
        try {
            Path file = rig.folder().resolve("spool/spool.mv");
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Without its program it is not started again. */
    private Path program() throws IOException {
        try (Stream<Path> files = Files.walk(rig.folder().resolve("postgres"))) {
            return files.filter(file -> file.endsWith("bin/postgres"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void kill() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(rig.folder().resolve("postgres/cluster/postmaster.pid"))
                .get(0)
                .trim());
        boolean unused =
                ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        while (!condition.holds()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
