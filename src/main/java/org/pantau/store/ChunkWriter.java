package org.pantau.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.store.series.SeriesRegistry;

/** Writes some entries in one transaction, with a number of statements that does not depend on how many there are. */
final class ChunkWriter {

    /** After a duplicate this many transactions look for duplicates, which costs the server half as much again. */
    private static final int CAREFUL_TRANSACTIONS = 100;

    private final Pool pool;
    private final SeriesRegistry registry;
    private final Partitions partitions;
    private final InstantSource clock;
    private int careful;

    ChunkWriter(Pool pool, SeriesRegistry registry, Partitions partitions, InstantSource clock) {
        this.pool = pool;
        this.registry = registry;
        this.partitions = partitions;
        this.clock = clock;
    }

    /** Not to be called again before the future has completed. */
    Future<Void> write(List<Entry> chunk, Duration timeout) {
        List<Batch> batches = chunk.stream()
                .map(Entry::batch)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        List<Sample> samples =
                batches.stream().flatMap(batch -> batch.samples().stream()).toList();
        List<PeriodValue> periods =
                batches.stream().flatMap(batch -> batch.periods().stream()).toList();
        Stream<SeriesKey> keys = Stream.concat(
                samples.stream().map(Sample::series), periods.stream().map(PeriodValue::series));
        Supplier<Future<Void>> attempt = () -> bounded(partitions.create(missing(batches, samples, periods)), timeout)
                .compose(done -> commit(chunk, batches, samples, periods, timeout));
        Instant firstAt =
                batches.stream().map(Batch::slot).min(Comparator.naturalOrder()).orElseGet(clock::instant);
        return bounded(registry.ensure(keys.toList(), firstAt), timeout)
                .compose(done -> attempt.get())
                .recover(fault -> again(fault) ? attempt.get() : Future.failedFuture(fault));
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

    private List<String> missing(List<Batch> batches, List<Sample> samples, List<PeriodValue> periods) {
        List<String> statements = new ArrayList<>();
        statements.addAll(partitions.missing(Table.SAMPLE, samples.stream().map(Sample::at)));
        statements.addAll(
                partitions.missing(Table.PERIOD_VALUE, periods.stream().map(PeriodValue::start)));
        statements.addAll(partitions.missing(
                Table.POLL_FAILURE,
                batches.stream().filter(batch -> !batch.outcome().ok()).map(Batch::slot)));
        return statements;
    }

    private Future<Void> commit(
            List<Entry> chunk, List<Batch> batches, List<Sample> samples, List<PeriodValue> periods, Duration timeout) {
        boolean ignoreDuplicates = careful > 0;
        careful = Math.max(0, careful - 1);
        Instant begun = clock.instant();
        return bounded(pool.getConnection(), timeout)
                .compose(connection -> bounded(
                                connection.begin().compose(transaction -> {
                                    List<Statement> statements = new ArrayList<>();
                                    Statements.samples(samples, registry, ignoreDuplicates, statements);
                                    Statements.late(samples, registry, begun, statements);
                                    PeriodStatements.of(periods, registry, statements);
                                    Statements.feeds(batches, statements);
                                    Statements.others(chunk, begun, statements);
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
