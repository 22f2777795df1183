package org.pantau.store.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where what cannot be understood is put, so that somebody may look at it: nothing is thrown away. Blocks. */
final class SetAside {

    private static final Logger log = LoggerFactory.getLogger(SetAside.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern STAMP = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z");

    /** Ends the name of the note beside a file that says why it is there. */
    private static final String NOTE = ".txt";

    private static final int LONGEST_NOTE = 500;

    private final Path folder;

    SetAside(Path folder) {
        this.folder = folder;
    }

    /** Moves a file, or whatever stands in its place, out of the way. */
    void move(Path file, Instant now, String why) throws IOException {
        Files.createDirectories(folder);
        Path target = free(file.getFileName() + "-" + NAME.format(now));
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        note(target, why);
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
        note(target, why);
        log.error("spool: {} entries are set aside in {}: {}", things.size(), target, why);
    }

    /** How many files are there. */
    int count() {
        return files().size();
    }

    /** The files that are there, the newest first. */
    List<Aside> list() {
        List<Aside> asides = new ArrayList<>();
        for (Path file : files()) {
            try {
                asides.add(new Aside(
                        String.valueOf(file.getFileName()), Files.size(file), written(file), why(noteOf(file))));
            } catch (IOException e) {
                // Somebody is just taking it away, as they should.
                log.debug("spool: {} is gone", file, e);
            }
        }
        asides.sort(Comparator.comparing(Aside::at).reversed().thenComparing(Aside::name));
        return asides;
    }

    private List<Path> files() {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(folder, file -> !file.toString().endsWith(NOTE))) {
                files.forEach(found::add);
            } catch (IOException e) {
                log.warn("spool: {} cannot be listed", folder, e);
            }
        }
        return found;
    }

    /** The name tells it; a file keeps the time it was written at when it is moved. */
    private static Instant written(Path file) throws IOException {
        Matcher stamp = STAMP.matcher(String.valueOf(file.getFileName()));
        return stamp.find()
                ? NAME.parse(stamp.group(), Instant::from)
                : Files.getLastModifiedTime(file).toInstant();
    }

    private static String why(Path note) throws IOException {
        return Files.isRegularFile(note) ? Files.readString(note, UTF_8).strip() : "";
    }

    private static Path noteOf(Path file) {
        return file.resolveSibling(file.getFileName() + NOTE);
    }

    /** What matters is safe already: without its note a file is only harder to explain. */
    private static void note(Path file, String why) {
        try {
            Files.writeString(noteOf(file), why.substring(0, Math.min(LONGEST_NOTE, why.length())) + "\n", UTF_8);
        } catch (IOException e) {
            log.warn("spool: why {} is set aside could not be written beside it", file, e);
        }
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
