package org.pantau.database.copy;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.zip.ZipException;

/** The rows of one table while they are read: counted, and their checksum taken. */
final class CheckedInput extends FilterInputStream {

    private final DigestInputStream digested;
    private final Manifest.Table expected;
    private final Path file;
    private long bytes;
    private long rows;

    CheckedInput(InputStream rows, Manifest.Table expected, Path file) {
        this(new DigestInputStream(rows, Sums.sha256()), expected, file);
    }

    private CheckedInput(DigestInputStream digested, Manifest.Table expected, Path file) {
        super(digested);
        this.digested = digested;
        this.expected = expected;
        this.file = file;
    }

    /** @throws IOException unless all was read and it is what was written */
    void requireWhole() throws IOException {
        String sum = HexFormat.of().formatHex(digested.getMessageDigest().digest());
        if (bytes != expected.bytes() || rows != expected.rows() || !sum.equals(expected.sha256())) {
            throw new IOException(damaged());
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read;
        try {
            read = super.read(buffer, from, length);
        } catch (ZipException | EOFException e) {
            throw new IOException(damaged(), e);
        }
        if (read > 0) {
            bytes += read;
            rows += Sums.lines(buffer, from, read);
        }
        return read;
    }

    private String damaged() {
        return file + " is damaged: the table " + expected.name() + " is not as it was written";
    }
}
