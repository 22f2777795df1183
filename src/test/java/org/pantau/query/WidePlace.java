package org.pantau.query;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.model.Service;
import org.pantau.catalogue.model.Targets;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.time.ServiceHours;
import org.pantau.measure.time.WorkCalendar;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.store.series.SeriesInfo;

/**
 * A province in two zones: a regency with many services and another with a few, which tell of themselves in every way and
 * at random, with gaps.
 */
final class WidePlace {

    static final Instant BEGIN = Instant.parse("2026-10-27T00:00:00Z");
    static final Instant END = Instant.parse("2026-11-04T05:30:00Z");
    /** Services of both regencies. */
    static final int SERVICES = 62;

    private static final int OTHERS = 6;
    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
    private static final ZoneId WITA = ZoneId.of("Asia/Makassar");

    private final Random random;

    WidePlace(long seed) {
        random = new Random(seed);
    }

    /** About every so many of the samples there could be. */
    List<Sample> samples(int first, int last, Instant from, Instant to, int each) {
        List<Sample> samples = new ArrayList<>();
        for (var at = from; at.isBefore(to); at = at.plus(Duration.ofMinutes(90))) {
            for (int service = first; service < last; service++) {
                for (var key : keys(service)) {
                    if (random.nextInt(each) == 0 && random.nextInt(8) > 0) {
                        // Ten minutes for those of the next slot to stay apart.
                        samples.add(sample(key, at.plusMillis(random.nextInt(80 * 60_000))));
                    }
                }
            }
        }
        return samples.stream().filter(sample -> sample.at().isBefore(to)).toList();
    }

    Sample sample(SeriesKey key, Instant at) {
        double value = switch (key.measure()) {
            case "up" -> random.nextInt(10) == 0 ? 0 : 1;
            case "app_response" -> 1 + random.nextInt(90_000) / 100.0;
            default -> random.nextInt(50);
        };
        boolean mean = key.measure().equals("satisfaction")
                || (key.measure().equals("app_response") && random.nextInt(50) == 0);
        return new Sample(key, at, value, mean ? 3 : 1, random.nextInt(40) == 0 ? Quality.SUSPECT : Quality.OK, null);
    }

    /** Days, some hours, weeks and months that were told of as a whole, of every so many services. */
    List<PeriodValue> told(int first, int last, int each, Instant now) {
        List<PeriodValue> told = new ArrayList<>();
        for (int service = first; service < last; service++) {
            if (random.nextInt(each) > 0) {
                continue;
            }
            ZoneId zone = zone(subject(service));
            for (var start = Period.DAY.start(BEGIN, zone);
                    start.isBefore(now);
                    start = start.plus(Duration.ofDays(1))) {
                if (random.nextInt(3) == 0) {
                    told.add(period(key(service, "served", Origin.REPORTED), Period.DAY, start, now));
                }
                if (random.nextInt(3) == 0) {
                    told.add(period(key(service, "served", Origin.ENTERED), Period.DAY, start, now));
                }
                if (random.nextInt(4) == 0) {
                    var hour = start.plus(Duration.ofHours(random.nextInt(24)));
                    told.add(period(key(service, "served", Origin.REPORTED), Period.HOUR, hour, now));
                }
                if (random.nextInt(4) == 0) {
                    told.add(period(key(service, "app_response", Origin.REPORTED), Period.DAY, start, now));
                }
            }
            if (random.nextInt(4) == 0) {
                told.add(
                        period(key(service, "served", Origin.ENTERED), Period.WEEK, Period.WEEK.start(END, zone), now));
                told.add(period(
                        key(service, "served", Origin.ENTERED), Period.MONTH, Period.MONTH.start(BEGIN, zone), now));
            }
        }
        return told;
    }

    private PeriodValue period(SeriesKey key, Period period, Instant start, Instant now) {
        return new PeriodValue(
                key,
                period,
                start,
                random.nextInt(400),
                key.measure().equals("served") ? 1 : 1 + random.nextInt(9),
                random.nextInt(30) == 0 ? Quality.SUSPECT : Quality.OK,
                now.plusMillis(random.nextInt(1000)),
                random.nextBoolean());
    }

    static List<SeriesKey> keys(int service) {
        var keys = new ArrayList<SeriesKey>();
        for (var measure : List.of("served", "pending", "app_response", "up", "satisfaction")) {
            keys.add(key(service, measure, Origin.REPORTED));
        }
        if (service % 5 == 0) {
            keys.add(key(service, "pending", Origin.UPLOADED));
            keys.add(key(service, "app_response", Origin.MEASURED));
        }
        return keys;
    }

    static SeriesKey key(int service, String measure, Origin origin) {
        return new SeriesKey(subject(service), measure, origin);
    }

    static ScopePath subject(int service) {
        return ScopePath.of((service < OTHERS ? "33.10/dinas/s-" : "33.08/dinas/s-") + service);
    }

    static ZoneId zone(ScopePath subject) {
        return subject.government().equals("33.08") ? WIB : WITA;
    }

    static SeriesInfo describe(SeriesKey key) {
        Measure.Kind kind = Measures.standard().get(key.measure()).kind();
        return new SeriesInfo(
                zone(key.subject()), Duration.ofMinutes(90), kind, kind == Measure.Kind.COUNT ? "permohonan" : null);
    }

    /** Of the services from {@code first} to before {@code last}. */
    static Catalogue catalogue(int first, int last) {
        List<Government> governments = new ArrayList<>();
        for (var code : List.of("33.08", "33.10")) {
            var services = IntStream.range(first, last)
                    .mapToObj(WidePlace::subject)
                    .filter(path -> path.government().equals(code))
                    .map(path -> new Service(path, "Layanan", null, null, ServiceHours.ALWAYS, Targets.NONE, List.of()))
                    .toList();
            var agency = new Agency(ScopePath.of(code + "/dinas"), "Dinas", services);
            governments.add(
                    new Government(ScopePath.of(code), "Kabupaten", zone(ScopePath.of(code)), null, List.of(agency)));
        }
        return new Catalogue(governments, List.of(), Measures.standard(), new WorkCalendar(Map.of(), Set.of()));
    }
}
