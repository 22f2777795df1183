package org.pantau.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.pantau.measure.value.Batch;
import org.pantau.store.series.SeriesRegistry;

/** Writes some entries in one transaction, with a number of statements that does not depend on how many there are. */
final class ChunkWriter {

    /** After a duplicate this many transactions look for duplicates, which costs the server half as much again. */
    private static final int CAREFUL_TRANSACTIONS = 100;

    private final Pool pool;
    private final SeriesRegistry registry;
    private final Partitions partitions;
    private final PushKeys pushKeys;
    private final InstantSource clock;
    private int careful;
    /** The latest time roll-ups may have come to: a clock that is put back does not put them back. */
    private Instant latest = Instant.MIN;

    ChunkWriter(Pool pool, SeriesRegistry registry, Partitions partitions, PushKeys pushKeys, InstantSource clock) {
        this.pool = pool;
        this.registry = registry;
        this.partitions = partitions;
        this.pushKeys = pushKeys;
        this.clock = clock;
    }

    /** Learns how far roll-ups have come, before anything is written. */
    Future<Void> start() {
        return pool.query("select max(until) from rollup_until where level = 0")
                .execute()
                .map(rows -> {
                    OffsetDateTime until = rows.iterator().next().getOffsetDateTime(0);
                    latest = until == null ? Instant.MIN : until.toInstant();
                    return null;
                });
    }

    /** Not to be called again before the future has completed. */
    Future<Void> write(List<Entry> chunk, Duration timeout) {
        List<Batch> batches = new ArrayList<>();
        for (Entry entry : chunk) {
            Batch batch = entry.batch();
            if (batch != null) {
                batches.add(batch);
            }
        }
        NumberedChunk known = NumberedChunk.of(batches, registry);
        if (known.unknown().isEmpty()) {
            return write(chunk, known, timeout);
        }
        return bounded(registry.ensure(known.unknown(), known.firstAt(clock)), timeout)
                .compose(done -> write(chunk, NumberedChunk.of(batches, registry), timeout));
    }

    private Future<Void> write(List<Entry> chunk, NumberedChunk values, Duration timeout) {
        Supplier<Future<Void>> attempt = () ->
                bounded(partitions.create(missing(values)), timeout).compose(done -> commit(chunk, values, timeout));
        return attempt.get().recover(fault -> again(fault) ? attempt.get() : Future.failedFuture(fault));
    }

    /** A duplicate is met by ignoring what is there, a partition that was dropped behind our back by creating it. */
    private boolean again(Throwable fault) {
        if (DatabaseFaults.duplicate(fault)) {
            careful = CAREFUL_TRANSACTIONS;
            return true;
        }
        if (DatabaseFaults.withoutPartition(fault)) {
            partitions.forget();
            return true;
        }
        return false;
    }

    private List<String> missing(NumberedChunk values) {
        Set<Instant> samples = new HashSet<>();
        values.samples().forEach(sample -> samples.add(sample.at()));
        Set<Instant> periods = new HashSet<>();
        values.periods().forEach(period -> periods.add(period.value().start()));
        List<String> statements = new ArrayList<>();
        statements.addAll(partitions.missing(Table.SAMPLE, samples.stream()));
        statements.addAll(partitions.missing(Table.PERIOD_VALUE, periods.stream()));
        statements.addAll(partitions.missing(
                Table.POLL_FAILURE,
                values.batches().stream().filter(batch -> !batch.outcome().ok()).map(Batch::slot)));
        return statements;
    }

    private Future<Void> commit(List<Entry> chunk, NumberedChunk values, Duration timeout) {
        boolean ignoreDuplicates = careful > 0;
        careful = Math.max(0, careful - 1);
        Instant begun = clock.instant();
        latest = begun.isAfter(latest) ? begun : latest;
        Instant rolledUp = latest;
        return bounded(pool.getConnection(), timeout)
                .compose(connection -> bounded(
                                connection.begin().compose(transaction -> {
                                    List<Statement> statements = new ArrayList<>();
                                    Statements.unpack(values.samples(), rolledUp, statements);
                                    Statements.samples(values.samples(), ignoreDuplicates, statements);
                                    Statements.late(values.samples(), rolledUp, statements);
                                    PeriodStatements.of(values.periods(), rolledUp, statements);
                                    Statements.feeds(values.batches(), statements);
                                    Statements.others(chunk, begun, statements);
                                    pushKeys.statements(chunk, begun, statements);
                                    return run(connection, statements).compose(done -> transaction.commit());
                                }),
                                timeout)
                        // A transaction that failed half-way must not meet the next user of its connection.
                        .transform(done -> done.succeeded()
                                ? connection.close()
                                : discard(connection, done.cause())
                                        .compose(closed -> Future.failedFuture(done.cause()))));
    }

    /** Sends all statements at once; they are executed in order. */
    private static Future<Void> run(SqlConnection connection, List<Statement> statements) {
        List<Future<?>> results = new ArrayList<>();
        for (Statement statement : statements) {
            results.add(connection.preparedQuery(statement.sql()).execute(statement.values()));
        }
        return results.isEmpty()
                ? Future.succeededFuture()
                : Future.join(results).mapEmpty();
    }

    private static Future<Void> discard(SqlConnection connection, Throwable fault) {
        // A server that does not answer is asked to give the statement up; closing rolls the transaction back.
        Future<Void> cancelled = fault instanceof TimeoutException
                ? PgConnection.cast(connection).cancelRequest().timeout(1, TimeUnit.SECONDS)
                : Future.succeededFuture();
        return cancelled.transform(
                done -> connection.close().timeout(1, TimeUnit.SECONDS).otherwiseEmpty());
    }

    private static <T> Future<T> bounded(Future<T> future, Duration timeout) {
        return future.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
