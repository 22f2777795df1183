package org.pantau.store.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where what cannot be understood is put, so that somebody may look at it: nothing is thrown away. Blocks. */
final class SetAside {

    private static final Logger log = LoggerFactory.getLogger(SetAside.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;

    SetAside(Path folder) {
        this.folder = folder;
    }

    /** Moves a file, or whatever stands in its place, out of the way. */
    void move(Path file, Instant now, String why) throws IOException {
        Files.createDirectories(folder);
        Path target = free(file.getFileName() + "-" + NAME.format(now));
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        log.error("spool: {} cannot be read and is set aside as {}: {}", file, target, why);
    }

    /** Keeps things, one a line, in a file of their own that is on the disk on return. */
    void keep(List<Spooled> things, Instant now, String why) throws IOException {
        Files.createDirectories(folder);
        Path target = free("entries-" + NAME.format(now));
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Spooled thing : things) {
                write(channel, thing.content());
                write(channel, "\n".getBytes(US_ASCII));
            }
            channel.force(true);
        }
        log.error("spool: {} entries are set aside in {}: {}", things.size(), target, why);
    }

    /** Files that are there. */
    int count() {
        int count = 0;
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path unused : files) {
                    count++;
                }
            } catch (IOException e) {
                log.warn("spool: {} cannot be listed", folder, e);
            }
        }
        return count;
    }

    private Path free(String name) {
        Path target = folder.resolve(name);
        for (int i = 2; Files.exists(target); i++) {
            target = folder.resolve(name + "-" + i);
        }
        return target;
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int unused = channel.write(buffer);
        }
    }
}
