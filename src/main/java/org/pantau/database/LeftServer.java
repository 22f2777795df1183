package org.pantau.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The PostgreSQL server that runs on a cluster, by the process its file names. */
final class LeftServer {

    private LeftServer() {}

    /** Empty where the file is gone, names nobody, or names a process that is something else: numbers are given again. */
    static Optional<ProcessHandle> on(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.isEmpty() || !lines.get(0).trim().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
                .filter(process -> process.info()
                        .commandLine()
                        .or(() -> process.info().command())
                        .filter(line -> line.contains("postgres")
                                && (!line.contains(" -D ") || line.contains(cluster.toString())))
                        .isPresent());
    }
}
