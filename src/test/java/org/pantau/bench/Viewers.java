package org.pantau.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Many readers of an event stream, in a process of their own so that their CPU is not counted as ours. Ids of events are
 * {@code epoch-microseconds}, the time they were published at.
 */
final class Viewers implements AutoCloseable {

    /** Delays are counted in tenths of a millisecond, up to a minute. */
    private static final int SLOTS = 600_000;

    private static final int MICROS_PER_SLOT = 100;
    private static final long NOT_A_TIME = 1_000_000_000_000L;

    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    /** What came since the last asking: events, and delay to the last byte in milliseconds. */
    record Report(long events, long bytes, double p50, double p99) {
        long bytesPerEvent() {
            return bytes / Math.max(1, events);
        }
    }

    private Viewers(Process process) {
        this.process = process;
        this.in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Opens {@code count} streams; returns when each has got its first bytes. */
    static Viewers open(int count, int port, String path, String cookie) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Viewers.class.getName(),
                        String.valueOf(count),
                        String.valueOf(port),
                        path,
                        cookie))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Viewers viewers = new Viewers(process);
        var unused = viewers.line();
        return viewers;
    }

    Report report() throws IOException {
        in.println("report");
        String[] words = line().split(" ", -1);
        return new Report(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]));
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the viewers' process ended");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static final AtomicLong events = new AtomicLong();
    private static final AtomicLong bytes = new AtomicLong();
    private static final AtomicLongArray delays = new AtomicLongArray(SLOTS);

    /** The event a stream is sending: its first bytes, and how many there were so far. */
    private static final class Stream {
        private final byte[] head = new byte[128];
        private int length;
        private byte last;

        void take(ByteBuffer buffer) {
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (length < head.length) {
                    head[length] = next;
                }
                length++;
                if (next == '\n' && last == '\n') {
                    complete();
                    length = 0;
                }
                last = next;
            }
        }

        private void complete() {
            String text = new String(head, 0, Math.min(length, head.length), StandardCharsets.ISO_8859_1);
            int from = text.indexOf("id: ");
            int dash = text.indexOf('-', from);
            int end = text.indexOf('\n', dash);
            if (from < 0 || dash < 0 || end < 0 || !Character.isDigit(text.charAt(dash + 1))) {
                return;
            }
            long published = Long.parseLong(text.substring(dash + 1, end));
            if (published > NOT_A_TIME) {
                events.incrementAndGet();
                bytes.addAndGet(length);
                long slot = (LiveBench.nowMicros() - published) / MICROS_PER_SLOT;
                delays.incrementAndGet((int) Math.max(0, Math.min(SLOTS - 1, slot)));
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        byte[] request = ("GET " + arguments[2]
                        + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: " + arguments[3]
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Selector selector = Selector.open();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(
                    new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])));
            channel.write(ByteBuffer.wrap(request));
            ByteBuffer first = ByteBuffer.allocate(15);
            channel.read(first);
            String status = new String(first.array(), StandardCharsets.ISO_8859_1);
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException("refused: " + status);
            }
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Stream());
        }
        Thread reader = new Thread(() -> read(selector), "reader");
        reader.setDaemon(true);
        reader.start();
        System.out.println("open");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (commands.readLine() != null) {
            System.out.println(
                    events.getAndSet(0) + " " + bytes.getAndSet(0) + " " + quantile(0.5) + " " + quantile(0.99));
            for (int i = 0; i < SLOTS; i++) {
                delays.set(i, 0);
            }
        }
    }

    private static void read(Selector selector) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
        try {
            while (true) {
                selector.select(key -> {
                    buffer.clear();
                    try {
                        if (((SocketChannel) key.channel()).read(buffer) < 0) {
                            key.cancel();
                        }
                    } catch (IOException gone) {
                        key.cancel();
                    }
                    buffer.flip();
                    ((Stream) key.attachment()).take(buffer);
                });
            }
        } catch (IOException broken) {
            System.err.println("viewers: " + broken);
        }
    }

    private static double quantile(double q) {
        long all = 0;
        for (int i = 0; i < SLOTS; i++) {
            all += delays.get(i);
        }
        long seen = 0;
        for (int i = 0; i < SLOTS; i++) {
            seen += delays.get(i);
            if (all > 0 && seen >= q * all) {
                return i * MICROS_PER_SLOT / 1000.0;
            }
        }
        return 0;
    }
}
