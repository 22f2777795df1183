package org.pantau;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pantau.database.DatabaseException;
import org.pantau.database.Reached;
import org.pantau.database.copy.ArchiveReader;
import org.pantau.database.copy.Manifest;
import org.pantau.operate.backup.Backup;
import org.pantau.operate.backup.Restore;

/**
 * {@code pantau backup [FILE]}, while Pantau runs or not, and {@code pantau restore FILE}, into a database without data.
 */
final class BackupCommand {

    private static final long MEGABYTE = 1 << 20;

    private BackupCommand() {}

    static int backup(List<String> words, PrintStream out, PrintStream complaints) {
        boolean verify = words.contains("--verify");
        Arguments arguments = arguments(words);
        if (!arguments.mistakes().isEmpty() || arguments.rest().size() > 1) {
            return usage(arguments, complaints);
        }
        Path data = arguments.data();
        return told(complaints, () -> {
            Path target = arguments.rest().isEmpty()
                    ? Backup.unnamed(data, Instant.now())
                    : Path.of(arguments.rest().get(0));
            try (Reached database = Reached.beside(arguments.database())) {
                Manifest made = Backup.make(database, target, data, Server.VERSION, verify, table -> say(out, table));
                out.printf(
                        Locale.ROOT,
                        "cadangan / backup: %s, %,d baris / rows, %d tabel / tables, %.1f MB%s%n",
                        target,
                        made.rows(),
                        made.tables().size(),
                        (double) Files.size(target) / MEGABYTE,
                        verify ? ", sudah dibaca ulang dan cocok / read back and equal" : "");
                made.dropped()
                        .forEach(name -> out.println(
                                "  tidak disalin, habis masa simpannya / not copied, kept no longer: " + name));
                out.println(
                        "tidak termasuk: berkas katalog, rahasia (env:, file:) dan folder answers/ dan spool/"
                                + " / not in it: the catalogue's files, secrets (env:, file:), the folders answers/ and spool/");
            }
        });
    }

    static int restore(List<String> words, PrintStream out, PrintStream complaints) {
        Arguments arguments = arguments(words);
        if (!arguments.mistakes().isEmpty() || arguments.rest().size() != 1 || words.contains("--verify")) {
            return usage(arguments, complaints);
        }
        return told(complaints, () -> {
            try (ArchiveReader archive =
                    ArchiveReader.open(Path.of(arguments.rest().get(0)))) {
                Manifest manifest = archive.manifest();
                out.printf(
                        Locale.ROOT,
                        "cadangan dari / backup of %s, Pantau %s, PostgreSQL %s, %,d baris / rows%n",
                        manifest.createdAt(),
                        manifest.pantau(),
                        manifest.postgres(),
                        manifest.rows());
                Set<String> strangers = Restore.run(archive, arguments.database(), table -> say(out, table));
                strangers.forEach(name ->
                        out.println("  bukan tabel Pantau, tidak dikembalikan / not Pantau's, left out: " + name));
                out.println("selesai, semua baris cocok / done, all rows are there");
            }
        });
    }

    private interface Work {
        void run() throws IOException, SQLException, InterruptedException;
    }

    private static int told(PrintStream complaints, Work work) {
        try {
            work.run();
            return 0;
        } catch (IOException | SQLException | DatabaseException e) {
            complaints.println(Main.reason(e));
            return Main.EXIT_FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.EXIT_FAILED;
        }
    }

    private static void say(PrintStream out, Manifest.Table table) {
        if (table.rows() > 0) {
            out.printf(Locale.ROOT, "  %s: %,d%n", table.name(), table.rows());
        }
    }

    private static Arguments arguments(List<String> words) {
        List<String> others =
                words.stream().filter(word -> !word.equals("--verify")).toList();
        return new Arguments(others, Set.of("data", "database"), System.getenv());
    }

    private static int usage(Arguments arguments, PrintStream complaints) {
        arguments.mistakes().forEach(complaints::println);
        complaints.print(Main.usage());
        return Main.EXIT_USAGE;
    }
}
