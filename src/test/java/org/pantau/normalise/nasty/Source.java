package org.pantau.normalise.nasty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Normaliser;
import org.pantau.read.Reader;
import org.pantau.read.Readings;

/** An endpoint whose bodies a test makes up, read by a catalogue entry; keeps what was stored as the tables would. */
final class Source {

    static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
    static final ScopePath SATU = ScopePath.of("33.08/opd/satu");
    static final ScopePath DUA = ScopePath.of("33.08/opd/dua");

    private static final String REQUEST = "request: {url: \"http://127.0.0.1:9001/\"}\n";

    final List<Sample> samples = new ArrayList<>();
    final Map<List<Object>, PeriodValue> periods = new HashMap<>();
    private final Feed feed;
    private final Normaliser normaliser;
    private Memory memory = Memory.EMPTY;

    private Source(Feed feed, Catalogue catalogue) {
        this.feed = feed;
        this.normaliser = Normaliser.of(feed, catalogue);
    }

    /** The keys of a feed beside its id, request and rhythm of a minute. */
    static Source of(String keys) {
        CatalogueReader.Reading reading =
                CatalogueReader.read("uji.yaml", """
                governments:
                  - code: "33.08"
                    name: Kabupaten Magelang
                    agencies:
                      - id: opd
                        name: OPD
                        services:
                          - {id: satu, name: Satu}
                          - {id: dua, name: Dua}
                feeds:
                  - id: sumber
                    every: 60s
                """ + (keys.contains("request:") ? keys : REQUEST + keys).indent(4));
        Catalogue catalogue = reading.catalogue()
                .orElseThrow(() -> new AssertionError(reading.mistakes().toString()));
        return new Source(catalogue.feeds().iterator().next(), catalogue);
    }

    /** The same with these measures. */
    static Source of(String keys, String... measures) {
        return of(keys + "\nmeasures:\n" + String.join("\n", measures).indent(2));
    }

    /** A JSON feed of service {@link #SATU} with this measure. */
    static Source json(String measure) {
        return of("service: 33.08/opd/satu\nread: json", measure);
    }

    /** Local time of a day in November 2026: {@code "22T09:10"}. */
    static Instant wib(String dayAndTime) {
        return LocalDateTime.parse("2026-11-" + dayAndTime).atZone(WIB).toInstant();
    }

    Normalised read(String slot, String body) {
        return read(wib(slot), Map.of(), body);
    }

    /** Answers for these bindings, one body each. */
    Normalised read(Instant slot, Map<String, Object> bindings, String... bodies) {
        List<Answer> answers = new ArrayList<>();
        for (String body : bodies) {
            answers.add(answer(Outcome.OK, body, bindings, slot));
        }
        return step(slot, answers);
    }

    /** A poll that brought nothing. */
    Normalised lost(String slot, FeedState state) {
        return step(wib(slot), List.of(answer(new Outcome(state, "for the test"), "", Map.of(), wib(slot))));
    }

    /** The first page came, the second was lost. */
    Normalised cutShort(String slot, Map<String, Object> bindings, String body) {
        Outcome lost = new Outcome(FeedState.TIMEOUT, "for the test");
        return step(
                wib(slot),
                List.of(answer(Outcome.OK, body, bindings, wib(slot)), answer(lost, "", bindings, wib(slot))));
    }

    /** Everything came, but what it says contradicts itself from page to page. */
    Normalised contradictory(String slot, String... bodies) {
        return step(
                wib(slot),
                Stream.of(bodies)
                        .map(body ->
                                answer(Outcome.OK, body, Map.of(), wib(slot)).incomplete("the total changed"))
                        .toList());
    }

    private Normalised step(Instant slot, List<Answer> answers) {
        List<Readings> readings =
                answers.stream().map(answer -> Reader.read(feed, answer)).toList();
        Normalised now = normaliser.step(memory, answers, readings, slot, slot.plusMillis(150));
        memory = now.memory();
        samples.addAll(now.samples());
        now.periods().forEach(value -> periods.put(List.of(value.series(), value.period(), value.start()), value));
        return now;
    }

    private static Answer answer(Outcome outcome, String body, Map<String, Object> bindings, Instant slot) {
        return new Answer(
                outcome, 200, Map.of(), body.getBytes(UTF_8), bindings, slot, Duration.ofMillis(90), null, null);
    }

    /** What a restart of Pantau leaves. */
    void restart() {
        memory = Memory.fromJson(memory.toJson()).recall(periods.values());
    }

    int memoryLength() {
        return memory.toJson().length();
    }

    /** What enters series and totals, in the order stored. */
    List<Double> values(String measure) {
        return counted(SATU, measure).stream().map(Sample::value).toList();
    }

    List<Quality> qualities(String measure) {
        return of(SATU, measure).stream().map(Sample::quality).toList();
    }

    List<Sample> counted(ScopePath service, String measure) {
        return of(service, measure).stream()
                .filter(sample -> sample.quality().counts())
                .toList();
    }

    List<Sample> of(ScopePath service, String measure) {
        return samples.stream()
                .filter(sample -> sample.series().subject().equals(service)
                        && sample.series().measure().equals(measure))
                .toList();
    }

    double sum(String measure) {
        return counted(SATU, measure).stream().mapToDouble(Sample::value).sum();
    }

    /** What is known of a day; NaN for nothing. */
    double day(ScopePath service, String measure, int day) {
        return period(service, measure, day).map(PeriodValue::value).orElse(Double.NaN);
    }

    Closing closing(String measure, int day) {
        return period(SATU, measure, day).orElseThrow().closing();
    }

    Optional<PeriodValue> period(ScopePath service, String measure, int day) {
        Instant start = LocalDate.of(2026, 11, day).atStartOfDay(WIB).toInstant();
        return Optional.ofNullable(
                periods.get(List.of(new SeriesKey(service, measure, Origin.REPORTED), Period.DAY, start)));
    }
}
