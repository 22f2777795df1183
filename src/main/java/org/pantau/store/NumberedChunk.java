package org.pantau.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.store.series.SeriesRegistry;

/**
 * The values of some batches beside the numbers of their series, each looked up once. Samples are ordered by key:
 * neighbours in the index are written together, and two writers never wait for each other in a circle.
 */
final class NumberedChunk {

    private static final Comparator<NumberedSample> ORDER =
            Comparator.comparingInt(NumberedSample::series).thenComparing(NumberedSample::at);

    private final List<Batch> batches;
    private final List<NumberedSample> samples = new ArrayList<>();
    private final List<NumberedPeriod> periods = new ArrayList<>();
    private final Set<SeriesKey> unknown = new LinkedHashSet<>();

    /** A sample of the series with this number. */
    record NumberedSample(int series, Sample sample) {
        Instant at() {
            return sample.at();
        }
    }

    /** A period value of the series with this number. */
    record NumberedPeriod(int series, PeriodValue value) {}

    private NumberedChunk(List<Batch> batches) {
        this.batches = batches;
    }

    static NumberedChunk of(List<Batch> batches, SeriesRegistry registry) {
        NumberedChunk chunk = new NumberedChunk(batches);
        for (Batch batch : batches) {
            for (Sample sample : batch.samples()) {
                Integer series = registry.id(sample.series());
                if (series == null) {
                    chunk.unknown.add(sample.series());
                } else {
                    chunk.samples.add(new NumberedSample(series, sample));
                }
            }
            for (PeriodValue value : batch.periods()) {
                Integer series = registry.id(value.series());
                if (series == null) {
                    chunk.unknown.add(value.series());
                } else {
                    chunk.periods.add(new NumberedPeriod(series, value));
                }
            }
        }
        chunk.samples.sort(ORDER);
        return chunk;
    }

    /** Series without a number: until they have one, the chunk lacks their values. */
    Collection<SeriesKey> unknown() {
        return unknown;
    }

    /** The first slot of the batches: since when what is unknown is watched. */
    Instant firstAt(InstantSource clock) {
        return batches.stream().map(Batch::slot).min(Comparator.naturalOrder()).orElseGet(clock::instant);
    }

    List<Batch> batches() {
        return batches;
    }

    List<NumberedSample> samples() {
        return samples;
    }

    List<NumberedPeriod> periods() {
        return periods;
    }
}
