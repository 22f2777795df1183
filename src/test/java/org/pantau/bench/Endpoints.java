package org.pantau.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The polled side, in a process of its own so that its CPU is not counted as ours: answers every path with a JSON of about
 * 400 bytes whose counts grow; paths below {@code /hang} never get an answer.
 */
final class Endpoints implements AutoCloseable {

    private final Process process;
    private final int[] ports;

    private Endpoints(Process process, int[] ports) {
        this.process = process;
        this.ports = ports;
    }

    /** Starts the process with {@code count} servers. */
    static Endpoints start(int count) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Endpoints.class.getName(),
                String.valueOf(count)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        int[] ports = new int[count];
        for (int i = 0; i < count; i++) {
            ports[i] = Integer.parseInt(String.valueOf(out.readLine()));
        }
        return new Endpoints(process, ports);
    }

    /** Base address of the server a feed is assigned to. */
    String base(int feed) {
        return "http://127.0.0.1:" + ports[feed % ports.length];
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        Vertx vertx = Vertx.vertx();
        long began = System.nanoTime();
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                    .requestHandler(request -> {
                        if (!request.path().startsWith("/hang")) {
                            long tick = (System.nanoTime() - began) / 250_000_000L;
                            request.response()
                                    .putHeader("content-type", "application/json")
                                    .end(body(request.path(), tick));
                        }
                    })
                    .listen()
                    .onSuccess(server -> System.out.println(server.actualPort()));
        }
        // Ends with the benchmark, however that ends.
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static String body(String path, long tick) {
        return "{\"metadata\":{\"code\":200,\"message\":\"OK\"},\"response\":{\"layanan\":\"" + path
                + "\",\"nama\":\"Penerbitan Kartu Tanda Penduduk Elektronik\",\"tanggal\":\"hari ini\","
                + "\"statistik\":{\"masuk\":" + (1000 + tick) + ",\"selesai\":" + (900 + tick) + ",\"gagal\":"
                + (tick / 50)
                + ",\"menunggu\":" + (tick % 40) + ",\"respons\":" + (120 + tick % 77) + ".5},"
                + "\"keterangan\":\"Data berjalan sejak pukul 00.00, diperbarui setiap permohonan dicatat oleh petugas loket\","
                + "\"petugas\":[\"loket 1\",\"loket 2\",\"loket 3\"]}}";
    }
}
