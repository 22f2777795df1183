package org.pantau.operate.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The PostgreSQL server: version, durability, clock, load. */
final class ServerCheck {

    private static final int OLDEST_MAJOR = 14;
    private static final long LONG_TRANSACTION_SECONDS = 600;
    private static final long OLD_AGE = 600_000_000;
    private static final long DANGEROUS_AGE = 1_500_000_000;
    private static final long CLOCK_SECONDS = 2;
    private static final long CLOCK_WRONG_SECONDS = 60;
    private static final int CROWDED_PERCENT = 80;

    private final Asked asked;

    ServerCheck(Connection connection) {
        this.asked = new Asked(connection);
    }

    List<Finding> findings() throws SQLException {
        List<Finding> findings = new ArrayList<>();
        findings.add(version());
        durability(findings);
        findings.add(clock());
        findings.add(connections());
        findings.add(longestTransaction());
        findings.add(age());
        findings.add(checksums());
        return findings;
    }

    private Finding version() throws SQLException {
        long major = asked.number("show server_version_num") / 10_000;
        String said = "PostgreSQL " + asked.text("show server_version");
        return major < OLDEST_MAJOR
                ? Finding.failed(said, "perlu 14 atau lebih baru / 14 or newer is needed")
                : Finding.ok(said);
    }

    private void durability(List<Finding> findings) throws SQLException {
        String lost = "data dapat rusak saat listrik padam / a power cut can destroy data";
        for (String setting : List.of("fsync", "full_page_writes")) {
            if (!asked.text("show " + setting).equals("on")) {
                findings.add(Finding.failed(setting + " = off: " + lost, "alter system set " + setting + " = on"));
            }
        }
        if (asked.text("show synchronous_commit").equals("off")) {
            findings.add(Finding.attention(
                    "synchronous_commit = off: detik terakhir dapat hilang / the last second can be lost",
                    "alter system set synchronous_commit = on"));
        }
        if (findings.stream().allMatch(finding -> finding.grade() == Finding.Grade.OK)) {
            findings.add(Finding.ok("fsync, full_page_writes, synchronous_commit"));
        }
    }

    private Finding clock() throws SQLException {
        Instant before = Instant.now();
        double there = Double.parseDouble(asked.text("select extract(epoch from clock_timestamp())"));
        Duration took = Duration.between(before, Instant.now());
        Instant middle = before.plus(took.dividedBy(2));
        double apart = Math.abs(there - middle.toEpochMilli() / 1_000.0) - took.toMillis() / 2_000.0;
        String said =
                String.format(Locale.ROOT, "beda jam dengan basis data / clocks apart: %.1f s", Math.max(0, apart));
        String remedy = "samakan jam kedua mesin (NTP) / set both clocks by NTP";
        return apart > CLOCK_WRONG_SECONDS
                ? Finding.failed(said, remedy)
                : apart > CLOCK_SECONDS ? Finding.attention(said, remedy) : Finding.ok(said);
    }

    private Finding connections() throws SQLException {
        long used = asked.number("select count(*) from pg_stat_activity where backend_type = 'client backend'");
        long most = asked.number("show max_connections");
        String said = "sambungan / connections: " + used + " dari / of " + most;
        return used * 100 > most * CROWDED_PERCENT
                ? Finding.attention(
                        said,
                        "tambah max_connections atau tutup program lain / raise max_connections or close other programs")
                : Finding.ok(said);
    }

    private Finding longestTransaction() throws SQLException {
        long seconds = asked.number(
                "select extract(epoch from max(clock_timestamp() - xact_start)) from pg_stat_activity"
                        + " where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()");
        String said = "transaksi terlama / longest transaction: " + seconds + " s";
        return seconds > LONG_TRANSACTION_SECONDS
                ? Finding.attention(
                        said,
                        "lihat pg_stat_activity, akhiri bila tersangkut: select pg_terminate_backend(pid) / end it if it hangs")
                : Finding.ok(said);
    }

    private Finding age() throws SQLException {
        long age = asked.number("select max(age(datfrozenxid)) from pg_database");
        String said = "umur transaksi / transaction age: " + age / 1_000_000 + " juta / million";
        String remedy = "nyalakan autovacuum, jalankan vacuum freeze / turn autovacuum on, run vacuum freeze";
        if (!asked.text("show autovacuum").equals("on")) {
            return Finding.attention("autovacuum = off", "alter system set autovacuum = on");
        }
        return age > DANGEROUS_AGE
                ? Finding.failed(said, remedy)
                : age > OLD_AGE ? Finding.attention(said, remedy) : Finding.ok(said);
    }

    private Finding checksums() throws SQLException {
        long failures = asked.number("select sum(checksum_failures) from pg_stat_database");
        return failures > 0
                ? Finding.failed(
                        "halaman rusak / damaged pages: " + failures,
                        "periksa disk; kembalikan cadangan / check the disk; restore a backup")
                : Finding.ok("tidak ada halaman rusak / no damaged pages (data_checksums = "
                        + asked.text("show data_checksums") + ")");
    }
}
