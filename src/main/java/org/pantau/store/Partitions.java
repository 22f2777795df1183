package org.pantau.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.pantau.database.copy.CopyLock;

/** Creates partitions ahead of time, and for past dates when something is written there. Thread-safe. */
public final class Partitions {

    private static final int AHEAD = 2;
    private static final String OF = "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            + " join pg_class p on p.oid = i.inhparent where p.relname = '%s' and p.relnamespace = 'public'::regnamespace";

    private final Pool pool;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public Partitions(Pool pool) {
        this.pool = pool;
    }

    /** Creates the partitions of now and of the next two spans of every table; to be repeated at least weekly. */
    public Future<Void> createAhead(Instant now) {
        List<String> statements = new ArrayList<>();
        LocalDate today = day(now);
        for (Table table : Table.values()) {
            LocalDate start = table.start(today);
            for (int i = 0; i <= AHEAD; i++) {
                missing(table, start, statements);
                start = table.end(start);
            }
        }
        return create(statements);
    }

    /** Makes sure that {@code times} can be written to a table. */
    public Future<Void> ensure(Table table, Collection<Instant> times) {
        return create(missing(table, times.stream()));
    }

    /**
     * The same for a table that is known by its name.
     *
     * @throws IllegalArgumentException when no table of this name is partitioned
     */
    public Future<Void> ensure(String tableName, Collection<Instant> times) {
        return ensure(Table.of(tableName), times);
    }

    /** Statements that create what {@code times} need and is not there yet; mostly none. */
    List<String> missing(Table table, Stream<Instant> times) {
        Set<LocalDate> starts = new TreeSet<>();
        times.forEach(time -> starts.add(table.start(day(time))));
        List<String> statements = new ArrayList<>();
        starts.forEach(start -> missing(table, start, statements));
        return statements;
    }

    Future<Void> create(List<String> statements) {
        if (statements.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.query(String.join(";", statements)).execute().map(done -> {
            statements.forEach(statement -> known.add(statement.split(" ", 7)[5]));
            return null;
        });
    }

    /** First days of the partitions that end at or before {@code limit}, in order. */
    public Future<List<LocalDate>> before(Table table, Instant limit) {
        return pool.query(OF.formatted(table.tableName())).execute().map(rows -> {
            List<LocalDate> starts = new ArrayList<>();
            for (Row row : rows) {
                String name = row.getString(0);
                LocalDate start =
                        LocalDate.parse(name.substring(name.lastIndexOf('_') + 1), DateTimeFormatter.BASIC_ISO_DATE);
                if (!table.end(start).isAfter(day(limit))) {
                    starts.add(start);
                }
            }
            starts.sort(Comparator.naturalOrder());
            return starts;
        });
    }

    /** Says that somebody has dropped a partition. */
    public void dropped(String partition) {
        known.remove(partition);
    }

    /** Drops the partitions that end at or before {@code limit}; the future names them. */
    Future<List<String>> drop(Table table, Instant limit) {
        return before(table, limit).compose(starts -> {
            List<String> old = starts.stream().map(table::partition).toList();
            if (old.isEmpty()) {
                return Future.succeededFuture(old);
            }
            old.forEach(known::remove);
            // While we wait for readers of the whole table, everybody else waits behind us.
            return pool.withTransaction(connection -> connection
                    .query(CopyLock.MAY_DROP)
                    .execute()
                    .compose(may -> may.iterator().next().getBoolean(0)
                            ? connection
                                    .query("set local lock_timeout = '2s'; drop table if exists "
                                            + String.join(", ", old))
                                    .execute()
                                    .map(old)
                            : Future.succeededFuture(List.<String>of())));
        });
    }

    /** Looks again at what exists: a partition was dropped behind our back. */
    void forget() {
        known.clear();
    }

    private void missing(Table table, LocalDate start, List<String> statements) {
        String name = table.partition(start);
        if (known.contains(name)) {
            return;
        }
        // Period values are revised in place: room on the page keeps their index entries as they are.
        String storage = table == Table.PERIOD_VALUE ? " with (fillfactor = 80)" : "";
        statements.add("create table if not exists " + name + " partition of " + table.tableName()
                + " for values from ('" + start + " 00:00+00') to ('" + table.end(start) + " 00:00+00')" + storage);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
