package org.pantau.database.copy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An archive that is whole, as its end says; whether its bytes are those that were written, {@link #verify} says. */
public final class ArchiveReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private ArchiveReader(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens a file by its end, where the manifest is.
     *
     * @throws IOException when it is no archive of ours, was cut off, or was written in a later format
     */
    public static ArchiveReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": no such file");
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new IOException(file + " is cut off, or no backup of Pantau's", e);
        }
        try {
            return new ArchiveReader(file, zip, manifest(file, zip));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /**
     * Reads everything and compares it with the manifest.
     *
     * @throws IOException naming the first table whose rows or bytes are not those that were written
     */
    public void verify() throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (Manifest.Table table : manifest.tables()) {
            try (CheckedInput input = open(table)) {
                while (input.read(buffer) >= 0) {
                    // reading is what is wanted
                }
                input.requireWhole();
            }
        }
    }

    /** The rows of one table, in PostgreSQL's text format. */
    CheckedInput open(Manifest.Table table) throws IOException {
        ZipEntry entry = zip.getEntry(table.entry());
        if (entry == null) {
            throw new IOException(file + " lacks the table " + table.name());
        }
        return new CheckedInput(zip.getInputStream(entry), table, file);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static Manifest manifest(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(ArchiveWriter.MANIFEST);
        if (entry == null) {
            throw new IOException(file + " is no backup of Pantau's: it has no " + ArchiveWriter.MANIFEST);
        }
        Manifest manifest;
        try (InputStream json = zip.getInputStream(entry)) {
            var tree = new ObjectMapper().readTree(json);
            int format = tree.path("format").asInt();
            if (format != Manifest.FORMAT) {
                throw new IOException(file + " has format " + format + ", this Pantau reads format " + Manifest.FORMAT
                        + ": use Pantau " + tree.path("pantau").asText() + " or later");
            }
            manifest = new ObjectMapper().treeToValue(tree, Manifest.class);
        }
        return manifest;
    }
}
