package org.pantau.operate.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The backup made last, as the data folder remembers it; the file itself may have been carried elsewhere since.
 *
 * @param createdAt instant, ISO 8601 in UTC
 * @param verified whether it was read back and compared
 */
public record LastBackup(String file, String createdAt, long bytes, boolean verified) {

    private static final String FILE = "last-backup.json";

    public Instant at() {
        return Instant.parse(createdAt);
    }

    /** Empty where none was made yet, or what is remembered cannot be read. */
    public static Optional<LastBackup> of(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ObjectMapper().readValue(Files.readString(file), LastBackup.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static void remember(Path dataFolder, LastBackup made) throws IOException {
        Files.createDirectories(dataFolder);
        Path partial = dataFolder.resolve(FILE + ".new");
        Files.write(partial, new ObjectMapper().writeValueAsBytes(made));
        Files.move(partial, dataFolder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
