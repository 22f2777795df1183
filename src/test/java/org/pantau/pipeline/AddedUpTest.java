package org.pantau.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Normaliser;
import org.pantau.read.Readings;

/** Rows that are added up as they come amount to what they would have amounted to one by one. */
class AddedUpTest {

    private static final Instant SLOT = Instant.parse("2026-11-23T03:00:00Z");
    private static final String EVENTS = """
              - id: izin
                agency: 33.08/opd
                request: {url: "http://127.0.0.1:1/?d={from}&s={to}", window: {from: first_of_month-1M}, max_bytes: 100MiB}
                read: table
                semantics: events
                events:
                  id: id
                  service: jenis
                  name: nama
                  count: {received: masuk, served: selesai}
                  duration: {handling: {from: masuk, to: selesai}}
            """;
    private static final String SUMS = """
              - id: rekap
                agency: 33.08/opd
                request: {url: "http://127.0.0.1:1/", max_bytes: 100MiB}
                read: table
                row: {service: jenis, name: nama, at: hari, as_of: dibuat}
                measures:
                  received: {value: masuk, semantics: per_period, of: permohonan, reduce: sum, sentinel: [99]}
                  pending: {value: antre, reduce: sum, range: [0, 50]}
                  handling: {value: lama, unit: min, semantics: since_boundary, reduce: sum, weight: n}
                  wait: {value: tunggu, unit_from: satuan, semantics: per_period, reduce: sum}
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldCountEventsAlike(long seed) {
        Random random = new Random(seed);
        List<Answer> answers = new ArrayList<>();
        for (int page = 0; page < 3; page++) {
            StringBuilder csv = new StringBuilder("id;jenis;nama;masuk;selesai\n");
            for (int i = 0; i < 1_000; i++) {
                // ids come again within a page and on others
                // one flaw refuses its service, so that only a few have any
                int service = random.nextInt(30);
                csv.append(service < 3 && random.nextInt(30) == 0 ? "" : random.nextInt(20_000))
                        .append(';');
                csv.append(random.nextInt(40) == 0 ? "" : "J" + service).append(";Layanan;");
                csv.append(service == 4 && random.nextInt(30) == 0 ? "kemarin" : day(random))
                        .append(';');
                csv.append(day(random)).append('\n');
            }
            answers.add(answer(csv.toString()));
        }

        assertAlike(feed(EVENTS), answers);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAddValuesUpAlike(long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("jenis;nama;hari;dibuat;masuk;antre;lama;n;tunggu;satuan\n");
        for (int i = 0; i < 3_000; i++) {
            // one flaw refuses its service or its period, so that only a few have any
            int service = random.nextInt(8);
            csv.append("J").append(service).append(";Layanan;");
            csv.append(service == 0 && random.nextInt(200) == 0 ? "kemarin" : day(random))
                    .append(';');
            csv.append(random.nextInt(10) == 0 ? "" : "2026-11-23 0" + random.nextInt(9) + ":00:00")
                    .append(';');
            csv.append(service < 3 && random.nextInt(300) == 0 ? "1.234" : random.nextInt(100))
                    .append(';');
            csv.append(service < 3 && random.nextInt(300) == 0 ? -1 : random.nextInt(51))
                    .append(';');
            csv.append(random.nextInt(30)).append(';').append(random.nextInt(4)).append(';');
            csv.append(random.nextInt(90)).append(';');
            csv.append(service < 3 && random.nextInt(300) == 0 ? "lusin" : random.nextBoolean() ? "s" : "menit")
                    .append('\n');
        }

        assertAlike(feed(SUMS), List.of(answer(csv.toString())));
    }

    @Test
    void shouldTakeMoreRowsThanAreKept() {
        StringBuilder csv = new StringBuilder("id;jenis;nama;masuk;selesai\n");
        for (int i = 0; i < 60_000; i++) {
            csv.append(i).append(";J1;Layanan;2026-11-22;\n");
        }
        Feed feed = feed(EVENTS);
        List<Answer> answers = List.of(answer(csv.toString()));

        Readings read = added(feed, answers).get(0);

        assertThat(ReadAhead.readAll(feed, answers).get(0).outcome().state()).isEqualTo(FeedState.TOO_BIG);
        assertThat(read.count()).isEqualTo(60_000);
        assertThat(read.shown()).hasSize(20);
        assertThat(normalised(feed, answers, added(feed, answers)).periods())
                .filteredOn(period -> period.value() > 0)
                .extracting(PeriodValue::value)
                .containsExactly(60_000.0);
    }

    @Test
    void shouldCountNothingOfATableThatIsCutShort() {
        Feed feed = feed(SUMS);
        List<Answer> answers = List.of(answer("jenis;nama;hari;dibuat;masuk;antre;lama;n;tunggu;satuan\n"
                + "J1;Layanan;2026-11-22;;5;1;1;1;1;s\n".repeat(100)
                + "J1;Layanan;2026-"));

        List<Readings> read = added(feed, answers);

        assertThat(read.get(0).outcome().state()).isEqualTo(FeedState.UNREADABLE);
        assertThat(read.get(0).rows()).isEmpty();
        assertThat(normalised(feed, answers, read).periods()).isEmpty();
    }

    @Test
    void shouldKeepRowsThatMustBeFollowedOneByOne() {
        Feed feed = feed("""
                  - id: pencacah
                    agency: 33.08/opd
                    request: {url: "http://127.0.0.1:1/", max_bytes: 100MiB}
                    read: table
                    row: {service: jenis}
                    measures: {served: {value: n, semantics: since_start, of: permohonan, reduce: sum}}
                """);

        assertThat(new Normaliser(feed, feed.path()).fold(SLOT)).isEmpty();
    }

    private static void assertAlike(Feed feed, List<Answer> answers) {
        Normalised one = normalised(feed, answers, ReadAhead.readAll(feed, answers));
        Normalised all = normalised(feed, answers, added(feed, answers));

        assertThat(all.outcome()).isEqualTo(one.outcome());
        assertThat(texts(all)).isEqualTo(texts(one));
        assertThat(texts(one)).hasSizeGreaterThan(20);
        assertThat(all.unconfirmed()).containsExactlyInAnyOrderElementsOf(one.unconfirmed());
        if (one.problems().size() < 100) {
            assertThat(all.problems()).containsAll(one.problems());
        }
    }

    /** In an order of their own, and to nine digits: sums are made in another order. */
    private static List<String> texts(Normalised normalised) {
        List<String> texts = new ArrayList<>();
        for (Sample sample : normalised.samples()) {
            texts.add("%s %s %.6g %.6g %s %s"
                    .formatted(
                            sample.series(),
                            sample.at(),
                            sample.value(),
                            sample.weight(),
                            sample.quality(),
                            sample.asOf()));
        }
        for (PeriodValue value : normalised.periods()) {
            texts.add("%s %s %s %.6g %.6g %s %s"
                    .formatted(
                            value.series(),
                            value.period(),
                            value.start(),
                            value.value(),
                            value.weight(),
                            value.quality(),
                            value.closing()));
        }
        return texts.stream().sorted().toList();
    }

    private static List<Readings> added(Feed feed, List<Answer> answers) {
        return ReadAhead.readAll(feed, answers, new Normaliser(feed, feed.path()).fold(SLOT));
    }

    private static Normalised normalised(Feed feed, List<Answer> answers, List<Readings> readings) {
        return new Normaliser(feed, feed.path()).step(Memory.EMPTY, answers, readings, SLOT, SLOT);
    }

    private static String day(Random random) {
        return switch (random.nextInt(60)) {
            case 0 -> "";
            case 1 -> "2025-01-" + (10 + random.nextInt(10));
            case 2 -> "2026-11-2" + random.nextInt(3) + " 08:3" + random.nextInt(10) + ":00";
            default -> "2026-1%d-%02d".formatted(random.nextInt(2), 1 + random.nextInt(28));
        };
    }

    private static Answer answer(String csv) {
        return new Answer(
                Outcome.OK,
                200,
                Map.of(),
                csv.getBytes(UTF_8),
                Map.of("from", "2026-10-01", "to", "2026-11-23"),
                SLOT,
                Duration.ofMillis(5),
                null,
                null);
    }

    private static Feed feed(String yaml) {
        Catalogue catalogue = Plant.catalogue(yaml);
        Optional<Feed> feed = catalogue.feeds().stream().findFirst();
        return feed.orElseThrow();
    }
}
