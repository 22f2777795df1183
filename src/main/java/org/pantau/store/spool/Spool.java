package org.pantau.store.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps on the disk, in order, what the database does not take now. There is a file only while something is in it; one that
 * cannot be read is set aside under another name and a new one begun. Opened once for a process, whatever editions of the
 * catalogue come and go. Thread-safe; all methods that may throw block.
 *
 * <p>What is kept bears being written to the database twice, in its order: after a crash, things that were removed just
 * before may be back.
 */
public final class Spool implements AutoCloseable {

    static final String FILE = "spool.mv";
    static final String ASIDE = "aside";
    private static final String LOCKED = "another process keeps its spool in ";

    private final Path folder;
    private final SpoolSettings settings;
    private final InstantSource clock;
    private final SetAside aside;
    private final AtomicLong lastNumber = new AtomicLong();
    /** Numbers of things whose keeping failed half-way: whoever handed them in still has them. */
    private final Set<Long> unsure = new HashSet<>();

    private @Nullable SpoolFile file;
    private long lostSamples;
    private volatile SpoolState state = SpoolState.EMPTY;

    private Spool(Path folder, SpoolSettings settings, InstantSource clock) {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        this.aside = new SetAside(folder.resolve(ASIDE));
    }

    /**
     * A spool in this folder, with what an earlier process left there. A disk that fails does not fail the start: the state
     * says so, and every use tries again.
     *
     * @throws SpoolException when another process has it
     */
    public static Spool open(Path folder, SpoolSettings settings, InstantSource clock) throws SpoolException {
        Spool spool = new Spool(folder, settings, clock);
        spool.recover();
        return spool;
    }

    private synchronized void recover() throws SpoolException {
        try {
            if (Files.exists(folder.resolve(FILE))) {
                SpoolFile found = ready();
                lastNumber.set(found.lastNumber());
                if (found.isEmpty()) {
                    end(found);
                }
            }
            publish("");
        } catch (IOException | RuntimeException e) {
            SpoolException fault = failed(e);
            if (fault.getMessage() != null && fault.getMessage().startsWith(LOCKED)) {
                throw fault;
            }
        }
    }

    /** The number of the next thing; what is in the spool has lower ones. */
    public long nextNumber() {
        return lastNumber.incrementAndGet();
    }

    public SpoolState state() {
        return state;
    }

    /** Files that were set aside and that nobody has taken away, the newest first; blocks. */
    public List<Aside> aside() {
        return aside.list();
    }

    /** Samples that were in files set aside since this was asked last. */
    public synchronized long takeLostSamples() {
        long lost = lostSamples;
        lostSamples = 0;
        return lost;
    }

    /**
     * Keeps all of them: on return they are on the disk. The order is that of the numbers, not of the calls.
     *
     * @throws SpoolException when none is kept: the spool or the disk is full, or the disk fails
     */
    public synchronized void append(List<Spooled> things) throws SpoolException {
        try {
            SpoolFile open = ready();
            requireRoom(open, things);
            things.forEach(thing -> unsure.add(thing.number()));
            open.append(things);
            unsure.clear();
            publish("");
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    /** The first things of the order: as many as hold so many samples, but at least one where there is any. */
    public synchronized List<Spooled> first(int mostSamples) throws SpoolException {
        try {
            return state.entries() == 0 ? List.of() : ready().first(mostSamples);
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    /** Lets go of what is in the database. When the last is removed, nothing of it comes back even after a crash. */
    public synchronized void remove(Collection<Long> numbers) throws SpoolException {
        try {
            SpoolFile open = ready();
            open.remove(numbers);
            open.commit();
            if (open.isEmpty()) {
                end(open);
            }
            publish("");
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    /** Takes out of the order what nobody understands or the database refuses, and keeps it in a file beside. */
    public synchronized void setAside(List<Spooled> things, String why) throws SpoolException {
        try {
            aside.keep(things, clock.instant(), why);
        } catch (IOException e) {
            throw failed(e);
        }
        remove(things.stream().map(Spooled::number).toList());
    }

    /** What is in it stays for the next process. */
    @Override
    public synchronized void close() {
        SpoolFile open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }

    private SpoolFile ready() throws IOException {
        SpoolFile open = file;
        if (open == null) {
            Files.createDirectories(folder);
            long expected = state.samples();
            open = opened(folder.resolve(FILE));
            syncFolder();
            open.remove(unsure);
            unsure.clear();
            file = open;
            lostSamples += Math.max(0, expected - open.samples());
        }
        return open;
    }

    private SpoolFile opened(Path path) throws IOException {
        try {
            return SpoolFile.open(path);
        } catch (RuntimeException e) {
            if (e instanceof MVStoreException fault && SpoolFile.locked(fault)) {
                throw new IOException(LOCKED + folder, e);
            }
            aside.move(path, clock.instant(), String.valueOf(e.getMessage()));
            return SpoolFile.open(path);
        }
    }

    private void requireRoom(SpoolFile open, List<Spooled> things) throws IOException {
        long more = things.stream().mapToLong(thing -> thing.content().length).sum();
        if (open.size() + more > settings.mostBytes()) {
            throw new IOException("full: " + open.size() + " bytes are kept, " + settings.mostBytes() + " are allowed");
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free - more < settings.leastFreeBytes()) {
            throw new IOException(
                    "the disk is full: " + free + " bytes are free, " + settings.leastFreeBytes() + " must stay so");
        }
    }

    private void end(SpoolFile empty) throws IOException {
        file = null;
        empty.delete();
        syncFolder();
    }

    /** A name that was made or taken away is on the disk only when its folder is. */
    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder)) {
            channel.force(true);
        }
    }

    private void publish(String fault) {
        SpoolFile open = file;
        state = open == null ? new SpoolState(0, 0, 0, null, aside.count(), fault) : open.state(aside.count(), fault);
    }

    /** A file that failed once is opened anew by the next use: the library gives one up for good. */
    private SpoolException failed(Exception cause) {
        String fault = cause instanceof IOException ? String.valueOf(cause.getMessage()) : cause.toString();
        SpoolFile open = file;
        if (open != null && cause instanceof RuntimeException) {
            file = null;
            open.abandon();
        }
        SpoolState last = state;
        state = new SpoolState(last.entries(), last.samples(), last.bytes(), last.since(), aside.count(), fault);
        return new SpoolException(fault, cause);
    }
}
