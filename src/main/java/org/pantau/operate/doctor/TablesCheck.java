package org.pantau.operate.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pantau.database.Reached;
import org.pantau.database.copy.CopyIn;
import org.pantau.database.copy.CopyOut;
import org.pantau.store.RetentionSettings;
import org.pantau.store.Table;

/** Pantau's tables: version, partitions, indexes, roll-ups. */
final class TablesCheck {

    private static final Duration LAG = Duration.ofMinutes(20);
    private static final long MANY_DIRTY = 20_000;
    /** Partitions are created two spans ahead, at least every hour. */
    private static final Duration AHEAD = Duration.ofDays(2);
    /** Retention runs hourly; a partition ends at most a year after its first day. */
    private static final int OVERDUE_DAYS = 2;

    private static final String ENDS = """
            select p.relname as parent, c.relname as name,
                substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''(\\d{4}-\\d\\d-\\d\\d[^'']*)''')::timestamptz as ends
            from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
            where c.relispartition and c.relnamespace = current_schema()::regnamespace
            """;

    private final Connection connection;
    private final Asked asked;
    private final Instant now;

    TablesCheck(Connection connection, Instant now) {
        this.connection = connection;
        this.asked = new Asked(connection);
        this.now = now;
    }

    List<Finding> findings() throws SQLException {
        List<Finding> findings = new ArrayList<>();
        int schema = CopyOut.schema(connection);
        findings.add(schema(schema));
        if (CopyIn.unfinished(connection).isPresent()) {
            findings.add(Finding.failed(
                    "pengembalian cadangan belum selesai / a restore has not come to its end",
                    "ulangi ./pantau restore dengan berkas yang sama / give the same file to ./pantau restore again"));
        }
        if (schema == 0 || schema > Reached.newestSchema()) {
            return findings;
        }
        findings.add(ahead());
        findings.add(overdue());
        findings.add(indexes());
        findings.add(rolledUp());
        findings.add(dirty());
        return findings;
    }

    private static Finding schema(int schema) {
        String said = "versi tabel / version of the tables: " + schema;
        if (schema == 0) {
            return Finding.attention(
                    said, "basis data masih kosong; ./pantau run mengisinya / still empty; ./pantau run fills it");
        }
        if (schema > Reached.newestSchema()) {
            return Finding.failed(
                    said + ", Pantau ini mengenal sampai / this Pantau knows up to " + Reached.newestSchema(),
                    "pakai Pantau yang lebih baru / use the newer Pantau");
        }
        return schema < Reached.newestSchema()
                ? Finding.attention(
                        said + " dari / of " + Reached.newestSchema(),
                        "cadangkan, lalu ./pantau run menaikkannya / back up, then ./pantau run brings it up to date")
                : Finding.ok(said);
    }

    private Finding ahead() throws SQLException {
        List<String> missing = asked.texts("select t.relname from pg_class t left join (" + ENDS
                + ") e on e.parent = t.relname where t.relkind = 'p' and not t.relispartition"
                + " and t.relnamespace = current_schema()::regnamespace group by 1"
                + " having coalesce(max(ends), '-infinity') < '" + now.plus(AHEAD) + "' order by 1");
        return missing.isEmpty()
                ? Finding.ok("partisi ke depan tersedia / partitions ahead are there")
                : Finding.attention(
                        "partisi ke depan kurang / partitions ahead are missing: " + String.join(", ", missing),
                        "dibuat sendiri oleh Pantau yang berjalan; lihat lognya bila tetap / a running Pantau makes them; see its log if this stays");
    }

    private Finding overdue() throws SQLException {
        List<String> overdue = new ArrayList<>();
        for (Map.Entry<Table, Integer> each :
                RetentionSettings.DEFAULT.tableToDays().entrySet()) {
            overdue.addAll(asked.texts("select name from (" + ENDS + ") e where parent = '"
                    + each.getKey().tableName() + "' and ends < '"
                    + now.minus(Duration.ofDays(each.getValue() + OVERDUE_DAYS)) + "' order by 1"));
        }
        return overdue.isEmpty()
                ? Finding.ok("tidak ada partisi lewat masa simpan / no partition is past its keeping")
                : Finding.attention(
                        "lewat masa simpan / past their keeping: " + String.join(", ", overdue),
                        "dihapus sendiri oleh Pantau yang berjalan; lihat lognya bila tetap / a running Pantau drops them; see its log if this stays");
    }

    private Finding indexes() throws SQLException {
        List<String> invalid = asked.texts(
                "select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid"
                        + " where not i.indisvalid and c.relnamespace = current_schema()::regnamespace and c.relkind = 'i' order by 1");
        return invalid.isEmpty()
                ? Finding.ok("semua indeks berlaku / all indexes are valid")
                : Finding.failed(
                        "indeks tidak berlaku / invalid indexes: " + String.join(", ", invalid),
                        "reindex index concurrently " + invalid.get(0));
    }

    private Finding rolledUp() throws SQLException {
        boolean running = asked.number("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name = 'pantau' and pid <> pg_backend_pid()")
                > 0;
        String until = asked.text("select to_char(max(until) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
                + " from rollup_until where level = 0");
        if (until.isEmpty()) {
            return Finding.ok("ringkasan belum dimulai / roll-ups have not begun");
        }
        Duration behind = Duration.between(Instant.parse(until), now);
        String said = "ringkasan sampai / rolled up until " + until;
        return running && behind.compareTo(LAG) > 0
                ? Finding.attention(
                        said + ", tertinggal / behind " + behind.toMinutes() + " menit / minutes",
                        "lihat log; beban basis data terlalu berat? / see the log; is the database too busy?")
                : Finding.ok(said);
    }

    private Finding dirty() throws SQLException {
        long waiting = asked.number("select count(*) from rollup_dirty");
        String said = "menunggu diringkas ulang / waiting to be rolled up again: " + waiting;
        return waiting > MANY_DIRTY
                ? Finding.attention(
                        said,
                        "berkurang sendiri; bila terus naik, lihat log / shrinks by itself; if it grows, see the log")
                : Finding.ok(said);
    }
}
