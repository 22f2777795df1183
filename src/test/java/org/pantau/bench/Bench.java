package org.pantau.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code ./pantau bench [NAME] [options]}: runs one benchmark, or all of them one after the other. */
public final class Bench {

    /** One benchmark; prints its own figures. */
    interface Benchmark {
        void run(List<String> options) throws Exception;
    }

    private static final Map<String, Benchmark> BENCHMARKS = new TreeMap<>(Map.of(
            "poll",
            PollBench::run,
            "store",
            StoreBench::run,
            "live",
            LiveBench::run,
            "query",
            QueryBench::run,
            "read",
            ReadBench::run,
            "forms",
            FormsBench::run,
            "away",
            AwayBench::run));

    private Bench() {}

    /** As the product runs. */
    static Vertx vertx() {
        return Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    }

    /** A whole number given as an option: {@code --services 2000}. */
    static int number(List<String> options, String name, int otherwise) {
        int at = options.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(options.get(at + 1));
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            for (Benchmark benchmark : BENCHMARKS.values()) {
                benchmark.run(List.of());
            }
            System.exit(0);
        }
        Benchmark named = BENCHMARKS.get(arguments[0]);
        if (named == null) {
            System.err.println("no benchmark '" + arguments[0] + "', known: " + String.join(", ", BENCHMARKS.keySet()));
            System.exit(2);
            return;
        }
        named.run(List.of(arguments).subList(1, arguments.length));
        System.exit(0);
    }
}
