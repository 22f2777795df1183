package org.pantau.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.FeedState;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Status;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.measure.value.StatusChange;

/**
 * An entry as it is kept on the disk: JSON of short names, times as ISO 8601 to the nanosecond, values that repeat as lists.
 * A shape that changes takes the next {@link #VERSION}; older ones stay readable as long as a spool may hold them.
 */
final class EntryCodec {

    static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private EntryCodec() {}

    static byte[] encode(Entry entry) {
        ObjectNode node = JSON.createObjectNode().put("v", VERSION);
        Batch batch = entry.batch();
        if (batch != null) {
            ObjectNode said = node.putObject("batch")
                    .put("feed", batch.feed())
                    .put("slot", batch.slot().toString())
                    .put("state", batch.outcome().state().code())
                    .put("reason", batch.outcome().reason())
                    .put("memory", batch.memory());
            ArrayNode samples = said.putArray("samples");
            batch.samples().forEach(sample -> sample(sample, samples.addArray()));
            ArrayNode periods = said.putArray("periods");
            batch.periods().forEach(period -> period(period, periods.addArray()));
        }
        ArrayNode changes = node.putArray("changes");
        entry.changes()
                .forEach(change -> changes.addArray()
                        .add(change.service().value())
                        .add(change.at().toString())
                        .add(change.status().name())
                        .add(change.basis())
                        .add(change.reason())
                        .add(change.detail()));
        Entry.DayRead read = entry.read();
        if (read != null) {
            node.putArray("read").add(read.feed()).add(read.day().toString());
        }
        ArrayNode keys = node.putArray("keys");
        entry.keys()
                .forEach(key -> keys.addArray().add(key.key()).add(key.body()).add(key.answer()));
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    /**
     * The reverse of {@link #encode}.
     *
     * @throws IOException when it is of a version we do not know, or no entry at all
     */
    static Entry decode(long number, byte[] content) throws IOException {
        try {
            JsonNode node = JSON.readTree(content);
            if (node == null || node.path("v").asInt() != VERSION) {
                throw new IOException("not an entry of version " + VERSION + ": "
                        + new String(content, 0, Math.min(content.length, 20), UTF_8));
            }
            JsonNode read = node.get("read");
            return new Entry(
                    number,
                    node.has("batch") ? batch(node.required("batch")) : null,
                    list(node.required("changes"), EntryCodec::change),
                    read == null ? null : new Entry.DayRead(text(read, 0), LocalDate.parse(text(read, 1))),
                    list(node.required("keys"), key -> new PushKey(text(key, 0), nullable(key, 1), nullable(key, 2))),
                    Promise.promise());
        } catch (RuntimeException e) {
            throw new IOException("not an entry: " + e.getMessage(), e);
        }
    }

    private static Batch batch(JsonNode said) {
        JsonNode memory = said.get("memory");
        return new Batch(
                said.required("feed").textValue(),
                Instant.parse(said.required("slot").textValue()),
                new Outcome(
                        FeedState.ofCode(said.required("state").intValue()),
                        said.required("reason").textValue()),
                list(said.required("samples"), EntryCodec::sample),
                list(said.required("periods"), EntryCodec::period),
                memory == null ? null : memory.textValue());
    }

    private static void series(SeriesKey series, ArrayNode row) {
        row.add(series.subject().value())
                .add(series.measure())
                .add(series.origin().code());
    }

    private static SeriesKey series(JsonNode row) {
        return new SeriesKey(
                ScopePath.of(text(row, 0)),
                text(row, 1),
                Origin.ofCode(row.required(2).intValue()));
    }

    private static void sample(Sample sample, ArrayNode row) {
        series(sample.series(), row);
        row.add(sample.at().toString())
                .add(sample.value())
                .add(sample.weight())
                .add(sample.quality().code())
                .add(sample.asOf() == null ? null : sample.asOf().toString());
    }

    private static Sample sample(JsonNode row) {
        String asOf = nullable(row, 7);
        return new Sample(
                series(row),
                Instant.parse(text(row, 3)),
                row.required(4).doubleValue(),
                row.required(5).doubleValue(),
                Quality.ofCode(row.required(6).intValue()),
                asOf == null ? null : Instant.parse(asOf));
    }

    private static void period(PeriodValue value, ArrayNode row) {
        series(value.series(), row);
        row.add(value.period().code())
                .add(value.start().toString())
                .add(value.value())
                .add(value.weight())
                .add(value.quality().code())
                .add(value.seenAt().toString())
                .add(value.closing().name());
    }

    private static PeriodValue period(JsonNode row) {
        return new PeriodValue(
                series(row),
                Period.ofCode(row.required(3).intValue()),
                Instant.parse(text(row, 4)),
                row.required(5).doubleValue(),
                row.required(6).doubleValue(),
                Quality.ofCode(row.required(7).intValue()),
                Instant.parse(text(row, 8)),
                Closing.valueOf(text(row, 9)));
    }

    private static StatusChange change(JsonNode row) {
        return new StatusChange(
                ScopePath.of(text(row, 0)),
                Instant.parse(text(row, 1)),
                Status.valueOf(text(row, 2)),
                text(row, 3),
                text(row, 4),
                text(row, 5));
    }

    private static <T> List<T> list(JsonNode rows, Function<JsonNode, T> one) {
        List<T> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(one.apply(row)));
        return values;
    }

    private static String text(JsonNode row, int place) {
        String text = row.required(place).textValue();
        if (text == null) {
            throw new IllegalArgumentException("no text in place " + place);
        }
        return text;
    }

    private static @Nullable String nullable(JsonNode row, int place) {
        return row.required(place).textValue();
    }
}
