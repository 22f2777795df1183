package org.pantau.net;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Where bodies go that are too large for the memory: a file each, in a folder that only we may read. A file loses its name as
 * soon as it is open, so that the system drops it when it is closed or when the process ends, however it ends. May be used
 * from any thread.
 */
public final class Spool {

    private static final String SUFFIX = ".body";
    private static final long LEAST_FREE = 512L << 20;

    private final Path folder;
    private final FileAttribute<?>[] ours;
    private final long leastFree;

    private Spool(Path folder, FileAttribute<?>[] ours, long leastFree) {
        this.folder = folder;
        this.leastFree = leastFree;
        this.ours = ours;
    }

    /**
     * A spool in this folder, which is made where it is missing. What a process left there that was killed between opening a
     * file and taking its name away, or on a system that cannot take it away, is deleted.
     */
    public static Spool in(Path folder) throws IOException {
        return in(folder, LEAST_FREE);
    }

    /** @param leastFree bytes of the disk that stay free */
    static Spool in(Path folder, long leastFree) throws IOException {
        Files.createDirectories(folder);
        FileStore store = Files.getFileStore(folder);
        boolean posix = store.supportsFileAttributeView("posix");
        if (posix) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        return new Spool(
                folder,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0],
                leastFree);
    }

    /** A spool for a process that keeps no data. */
    public static Spool temporary() throws IOException {
        Path folder = Files.createTempDirectory("pantau");
        folder.toFile().deleteOnExit();
        return in(folder);
    }

    FileChannel open() throws IOException {
        return FileChannel.open(
                folder.resolve(UUID.randomUUID() + SUFFIX),
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                ours);
    }

    /** Whether the disk has room to spare: the database lives on it too. */
    boolean hasRoom() throws IOException {
        return Files.getFileStore(folder).getUsableSpace() >= leastFree;
    }
}
