package org.pantau.store;

import static org.pantau.store.Statements.array;
import static org.pantau.store.Statements.utc;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pantau.measure.Quality;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PeriodValue.Closing;
import org.pantau.store.NumberedChunk.NumberedPeriod;
import org.pantau.store.rollup.Touched;

/**
 * Writes period values: what was first reported stays, a value that differs is a revision, the same value again changes
 * nothing. Repeating a statement changes nothing either.
 */
final class PeriodStatements {

    private static final String UPSERT = """
            with written as (insert into period_value as known
                (series_id, period, start, value, weight, quality, first_value, first_seen, seen_at, closed, unconfirmed)
            select series_id, period, start, value, weight, quality, value, seen_at, seen_at, closed, unconfirmed
            from unnest($1::int[], $2::smallint[], $3::timestamptz[], $4::float8[], $5::real[], $6::smallint[],
                    $7::timestamptz[], $8::boolean[], $9::boolean[])
                as t (series_id, period, start, value, weight, quality, seen_at, closed, unconfirmed)
            on conflict (series_id, period, start) do update set
                value = excluded.value,
                weight = excluded.weight,
                quality = case when known.value = excluded.value then known.quality
                    when known.closed and excluded.quality = %d then %d else excluded.quality end,
                seen_at = case when known.value <> excluded.value then excluded.seen_at else known.seen_at end,
                revision = known.revision + case when known.value <> excluded.value then 1 else 0 end,
                closed = known.closed or excluded.closed,
                unconfirmed = (known.unconfirmed or excluded.unconfirmed) and not (known.closed or excluded.closed)
            where (excluded.seen_at > known.seen_at
                    and (known.value <> excluded.value or known.weight is distinct from excluded.weight))
                or (excluded.closed and not known.closed and known.value = excluded.value)
                or (excluded.unconfirmed and not known.unconfirmed and not known.closed)
            returning series_id, start, period)
            """.formatted(Quality.OK.code(), Quality.RESTATED.code()) + Touched.PERIODS;

    private PeriodStatements() {}

    /** One statement; a further one for each time the same period changes again within the transaction. */
    static void of(List<NumberedPeriod> periods, Instant now, List<Statement> statements) {
        List<List<Row>> waves = new ArrayList<>();
        Map<Key, Row> keyToLast = new HashMap<>();
        for (NumberedPeriod numbered : periods) {
            PeriodValue value = numbered.value();
            Key key = new Key(numbered.series(), value.period(), value.start());
            Row before = keyToLast.get(key);
            if (before != null && before.covers(value)) {
                continue;
            }
            Row row = new Row(key, value, before == null ? 0 : before.wave() + 1);
            keyToLast.put(key, row);
            if (waves.size() == row.wave()) {
                waves.add(new ArrayList<>());
            }
            waves.get(row.wave()).add(row);
        }
        waves.forEach(wave -> statements.add(statement(wave, now)));
    }

    private static Statement statement(List<Row> wave, Instant now) {
        List<Row> rows = wave.stream().sorted(Comparator.comparing(Row::key)).toList();
        return new Statement(
                UPSERT,
                Tuple.tuple()
                        .addArrayOfInteger(array(rows, row -> row.key().series(), Integer[]::new))
                        .addArrayOfShort(
                                array(rows, row -> (short) row.key().period().code(), Short[]::new))
                        .addArrayOfOffsetDateTime(
                                array(rows, row -> utc(row.key().start()), OffsetDateTime[]::new))
                        .addArrayOfDouble(array(rows, row -> row.value().value(), Double[]::new))
                        .addArrayOfFloat(
                                array(rows, row -> Statements.weight(row.value().weight()), Float[]::new))
                        .addArrayOfShort(
                                array(rows, row -> (short) row.value().quality().code(), Short[]::new))
                        .addArrayOfOffsetDateTime(
                                array(rows, row -> utc(row.value().seenAt()), OffsetDateTime[]::new))
                        .addArrayOfBoolean(array(rows, row -> row.value().closed(), Boolean[]::new))
                        .addArrayOfBoolean(
                                array(rows, row -> row.value().closing() == Closing.UNCONFIRMED, Boolean[]::new))
                        .addOffsetDateTime(utc(now)));
    }

    private record Key(int series, Period period, Instant start) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparingInt(Key::series).thenComparing(Key::period).thenComparing(Key::start);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record Row(Key key, PeriodValue value, int wave) {

        /** Whether a later reading says nothing that this one does not. */
        boolean covers(PeriodValue later) {
            return value.value() == later.value()
                    && value.weight() == later.weight()
                    && later.closing().compareTo(value.closing()) <= 0;
        }
    }
}
