package org.pantau.pipeline;

import static org.pantau.database.TestDatabase.await;

import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.PeriodValue;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.net.Spool;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Normaliser;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;
import org.pantau.read.Readings;

/** Asks one feed once, as a slot of the program does, and says what came of it and what it took. A process of its own. */
public final class LargeTableReader {

    private static final Instant SLOT = Instant.parse("2026-11-23T03:00:00Z");

    private LargeTableReader() {}

    public static void main(String[] arguments) throws Exception {
        Feed feed = feed(arguments[0], arguments[1]);
        Vertx vertx = Vertx.vertx();
        Spool spool = Spool.in(Path.of(arguments[2]));
        Poller poller = new Poller(
                new Outgoing(vertx, NetSettings.defaults("1").spooling(spool)),
                new Secrets(name -> null),
                () -> SLOT,
                PollSettings.DEFAULT,
                new ReadAhead(vertx));
        Normaliser normaliser = new Normaliser(feed, feed.path());
        List<Answer> answers = await(poller.ask(feed, SLOT));
        List<Readings> readings = ReadAhead.readAll(feed, answers, normaliser.fold(SLOT));
        answers.forEach(Answer::close);
        Normalised normalised = normaliser.step(Memory.EMPTY, answers, readings, SLOT, SLOT);
        double received = normalised.periods().stream()
                .filter(period -> period.series().measure().equals("received"))
                .mapToDouble(PeriodValue::value)
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%s %d rows, received %.0f%n",
                normalised.outcome().ok() ? "ok" : normalised.outcome().toString(),
                readings.get(0).count(),
                received);
        System.out.printf(
                Locale.ROOT,
                "%d MB in a file, %.1f s of CPU, heap %d MB after the last collection%n",
                answers.get(0).size() / 1_000_000,
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                                .getProcessCpuTime()
                        / 1e9,
                held() / 1_000_000);
        vertx.close();
    }

    private static long held() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static Feed feed(String what, String url) {
        String days = what.equals("events") ? ", window: {from: first_of_month-1M}" : "";
        String mapping = what.equals("events") ? """
                    semantics: events
                    events: {id: id, service: kode, name: nama, count: {received: tanggal}}
                """ : """
                    row: {service: kode, name: nama, at: tanggal}
                    measures: {received: {value: masuk, semantics: per_period, of: permohonan, reduce: sum}}
                """;
        return Plant.catalogue("""
                  - id: rekap
                    agency: 33.08/opd
                    timeout: 2m
                    request: {url: "%s"%s, max_bytes: 200MiB}
                    read: table
                %s%s""".formatted(url, days, what.equals("packed") ? "    decode: [gzip]\n" : "", mapping))
                .feeds()
                .iterator()
                .next();
    }
}
