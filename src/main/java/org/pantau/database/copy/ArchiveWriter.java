package org.pantau.database.copy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an archive under a temporary name beside its own, which it gets when it is whole and on the disk. What a killed
 * run left there, the next one writes over. The file may be read by nobody else: it holds hashes of passwords.
 */
final class ArchiveWriter implements AutoCloseable {

    static final String MANIFEST = "manifest.json";
    private static final String PARTIAL = ".pantau-backup.partial";
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path partial;
    private final FileChannel channel;
    private final ZipOutputStream zip;
    private boolean finished;

    private ArchiveWriter(Path target, Path partial, FileChannel channel) {
        this.target = target;
        this.partial = partial;
        this.channel = channel;
        this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
        // Twice as fast as the best, and a tenth larger.
        this.zip.setLevel(Deflater.BEST_SPEED + 2);
    }

    /** @throws IOException also when {@code target} exists, or another backup is being written into its folder */
    static ArchiveWriter to(Path target) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            throw new IOException(absolute + " exists already");
        }
        @Nullable Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException(absolute + " is no file");
        }
        Files.createDirectories(folder);
        Path partial = folder.resolve(PARTIAL);
        FileChannel channel = FileChannel.open(
                partial,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (!locked(channel)) {
            channel.close();
            throw new IOException("another backup is being written into " + folder);
        }
        channel.truncate(0);
        return new ArchiveWriter(absolute, partial, channel);
    }

    /** The next file of the archive; to be closed before the one after it. */
    OutputStream entry(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        return new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                zip.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }

    /** Ends the archive; only now it has its name. */
    void finish(Manifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
    }

    /** Leaves nothing behind where the archive was not finished. */
    @Override
    public void close() throws IOException {
        try {
            if (!finished) {
                Files.deleteIfExists(partial);
            }
        } finally {
            channel.close();
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
