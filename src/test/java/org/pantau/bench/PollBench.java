package org.pantau.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.pantau.catalogue.Catalogue;
import org.pantau.pipeline.PipelineCounters;

/**
 * One poll of a 400-byte JSON endpoint with five measures: asked, read, normalised, written and published. Baseline in the
 * same run: a bare Vert.x HTTP loop over the same endpoints at the same rate, nothing read and nothing kept.
 */
final class PollBench {

    private static final int FEEDS = 1_000;
    private static final int WARM_UP_SECONDS = 90;
    private static final int SECONDS = 30;
    private static final int WINDOWS = 3;
    private static final int HANGING_FEEDS = 2_000;
    private static final double HANGING_SHARE = 0.3;
    /** So many that the limit of requests per host holds nobody up. */
    private static final int HANGING_PORTS = 100;

    private static final int HANGING_SECONDS = 125;
    private static final int HANGING_WARM_UP_SECONDS = 35;

    private PollBench() {}

    static void run(List<String> options) throws Exception {
        if (options.contains("--hang")) {
            hang();
            return;
        }
        try (Endpoints endpoints = Endpoints.start(20)) {
            bare(endpoints);
            polls(endpoints);
        }
        if (!options.contains("--rate")) {
            hang();
        }
    }

    private static void polls(Endpoints endpoints) throws Exception {
        Catalogue catalogue = World.of(FEEDS, "1s", "900ms", feed -> endpoints.base(feed) + "/feed/" + feed);
        try (Rig rig = Rig.start(catalogue)) {
            rig.pass(WARM_UP_SECONDS);
            // Several windows: the compiler goes on making code faster, and a roll-up falls into some.
            for (int i = 0; i < WINDOWS; i++) {
                window(rig);
            }
        }
    }

    private static void window(Rig rig) {
        PipelineCounters counters = rig.ingest().counters();
        long stored = counters.stored.sum();
        long missed = counters.missed.sum();
        long failed = counters.failed.sum();
        double jvm = Cpu.jvmMicros();
        double postgres = Cpu.postgresMicros();
        rig.ingest().lateness().reset();
        long began = System.nanoTime();
        rig.pass(SECONDS);
        double seconds = (System.nanoTime() - began) / 1e9;
        long polls = counters.stored.sum() - stored;
        double jvmEach = (Cpu.jvmMicros() - jvm) / polls;
        double postgresEach = (Cpu.postgresMicros() - postgres) / polls;
        System.out.printf(
                Locale.ROOT,
                "poll: %.0f polls/s, CPU per poll %.0f us (JVM %.0f + PostgreSQL %.0f), lateness p50 %.1f ms p99 %.1f ms,"
                        + " missed %d, failed %d, resident %.0f MB%n",
                polls / seconds,
                jvmEach + postgresEach,
                jvmEach,
                postgresEach,
                rig.ingest().lateness().millis(0.5),
                rig.ingest().lateness().millis(0.99),
                counters.missed.sum() - missed,
                counters.failed.sum() - failed,
                Cpu.residentBytes() / 1e6);
    }

    private static void hang() throws Exception {
        try (Endpoints endpoints = Endpoints.start(HANGING_PORTS + 20)) {
            int hanging = (int) (HANGING_FEEDS * HANGING_SHARE);
            // Hosts that hang are not hosts that answer: real ones do not share a server with the dead.
            Catalogue catalogue = World.of(
                    HANGING_FEEDS,
                    "30s",
                    "10s",
                    feed -> feed < hanging
                            ? endpoints.base(feed % HANGING_PORTS) + "/hang/" + feed
                            : endpoints.base(HANGING_PORTS + feed % 20) + "/feed/" + feed);
            try (Rig rig = Rig.start(catalogue)) {
                // The first round makes the code fast; slots count from the start, lateness from then on.
                rig.pass(HANGING_WARM_UP_SECONDS);
                rig.ingest().lateness().reset();
                rig.pass(HANGING_SECONDS - HANGING_WARM_UP_SECONDS);
                PipelineCounters counters = rig.ingest().counters();
                System.out.printf(
                        Locale.ROOT,
                        "poll --hang: %d feeds at 30 s, %d of them hang until their deadline of 10 s; in %d s: due %d, missed"
                                + " %d, held back %d, good %d, failed %d, lateness p99 %.1f ms, resident %.0f MB%n",
                        HANGING_FEEDS,
                        hanging,
                        HANGING_SECONDS,
                        counters.due.sum(),
                        counters.missed.sum(),
                        counters.heldBack.sum(),
                        counters.read.sum(),
                        counters.failed.sum(),
                        rig.ingest().lateness().millis(0.99),
                        Cpu.residentBytes() / 1e6);
            }
        }
    }

    private static void bare(Endpoints endpoints) throws Exception {
        Vertx vertx = Bench.vertx();
        HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(8));
        LongAdder done = new LongAdder();
        long asking = vertx.setPeriodic(10, id -> {
            for (int i = 0; i < FEEDS / 100; i++) {
                String base = endpoints.base((int) (Math.random() * FEEDS));
                int port = Integer.parseInt(base.substring(base.lastIndexOf(':') + 1));
                client.request(HttpMethod.GET, port, "127.0.0.1", "/feed/1")
                        .compose(request -> request.send())
                        .compose(response -> response.body())
                        .onSuccess(body -> done.increment());
            }
        });
        Rig.sleepSeconds(15);
        long before = done.sum();
        double cpu = Cpu.jvmMicros();
        Rig.sleepSeconds(15);
        long polls = done.sum() - before;
        System.out.printf(
                Locale.ROOT,
                "baseline: bare HTTP loop %.0f requests/s, CPU per request %.0f us%n",
                polls / 15.0,
                (Cpu.jvmMicros() - cpu) / polls);
        vertx.cancelTimer(asking);
        vertx.close().await();
    }
}
