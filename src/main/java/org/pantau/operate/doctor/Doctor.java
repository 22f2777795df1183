package org.pantau.operate.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pantau.database.DatabaseException;
import org.pantau.database.DatabaseSettings;
import org.pantau.database.Reached;

/**
 * Examines everything an operator can put right, whether Pantau runs or not, and changes nothing: the database is only
 * read, and an embedded one that stands still is started for it and stopped again.
 */
public final class Doctor {

    private Doctor() {}

    /** All findings, in the order they are told; never empty. Blocks. */
    public static List<Finding> examine(DatabaseSettings settings, Instant now) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(MachineCheck.java());
        Path data = settings.dataFolder();
        try {
            findings.addAll(MachineCheck.folder(data, settings.url() == null, now));
        } catch (IOException e) {
            findings.add(Finding.failed(
                    "folder data tidak terbaca / the data folder cannot be read: " + e.getMessage(),
                    "jalankan sebagai pemiliknya / run as its owner"));
        }
        try (Reached database = Reached.beside(settings);
                Connection connection = database.connect()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "set default_transaction_read_only = on; set timezone = 'UTC'; set statement_timeout = '60s'");
            }
            findings.addAll(new ServerCheck(connection).findings());
            findings.addAll(new TablesCheck(connection, now).findings());
        } catch (IOException | SQLException | DatabaseException e) {
            findings.add(Finding.failed(
                    "basis data tidak terjangkau / the database cannot be reached: " + e.getMessage(),
                    "periksa --data atau --database / check --data or --database"));
        }
        return findings;
    }
}
