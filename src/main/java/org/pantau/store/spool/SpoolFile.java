package org.pantau.store.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/** The open file of a spool: a checksummed, ordered map that survives its process. Blocks; not thread-safe. */
final class SpoolFile implements AutoCloseable {

    private static final String ENTRIES = "entries";
    private static final int CACHE_MB = 4;
    private static final int PAGE_BYTES = 32 * 1024;

    private final Path path;
    private final MVStore store;
    private final MVMap<Long, byte[]> entries;
    private long samples;
    private long bytes;

    private SpoolFile(Path path, MVStore store) {
        this.path = path;
        this.store = store;
        this.entries = store.openMap(
                ENTRIES,
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    }

    /**
     * Opens the file, which is made where it is missing, and counts what is in it.
     *
     * @throws MVStoreException when it cannot be read, or another process holds it
     */
    static SpoolFile open(Path path) {
        MVStore store = new MVStore.Builder()
                .fileName(path.toString())
                .autoCommitDisabled()
                .cacheSize(CACHE_MB)
                .pageSplitSize(PAGE_BYTES)
                .compress()
                .open();
        try {
            SpoolFile file = new SpoolFile(path, store);
            file.entries.forEach((number, value) -> file.counted(Spooled.of(number, value), 1));
            return file;
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e;
        }
    }

    /** Whether another process, or another spool of this one, has the file. */
    static boolean locked(MVStoreException fault) {
        return fault.getErrorCode() == DataUtils.ERROR_FILE_LOCKED;
    }

    /** On return all are on the disk. */
    void append(List<Spooled> things) {
        for (Spooled thing : things) {
            byte[] before = entries.put(thing.number(), thing.toBytes());
            if (before != null) {
                counted(Spooled.of(thing.number(), before), -1);
            }
            counted(thing, 1);
        }
        long unused = store.commit();
        store.sync();
    }

    /** The first things of the order: as many as hold so many samples, but at least one where there is any. */
    List<Spooled> first(int mostSamples) {
        List<Spooled> things = new ArrayList<>();
        long taken = 0;
        for (var cursor = entries.cursor(null); cursor.hasNext(); ) {
            Spooled thing = Spooled.of(cursor.next(), cursor.getValue());
            taken += Math.max(1, thing.samples());
            if (!things.isEmpty() && taken > mostSamples) {
                break;
            }
            things.add(thing);
        }
        return things;
    }

    /** Those that are there are gone after the next commit. */
    void remove(Collection<Long> numbers) {
        for (Long number : numbers) {
            byte[] there = entries.remove(number);
            if (there != null) {
                counted(Spooled.of(number, there), -1);
            }
        }
    }

    /** Without waiting for the disk: what was removed may be back after a crash, which is borne. */
    void commit() {
        long unused = store.commit();
    }

    private void counted(Spooled thing, int sign) {
        samples += (long) sign * thing.samples();
        bytes += (long) sign * thing.content().length;
    }

    long samples() {
        return samples;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    SpoolState state(int setAside, String fault) {
        Long key = entries.firstKey();
        byte[] value = key == null ? null : entries.get(key);
        return new SpoolState(
                entries.sizeAsLong(),
                samples,
                bytes,
                key == null || value == null ? null : Spooled.of(key, value).since(),
                setAside,
                fault);
    }

    /** The highest number in it; 0 where it is empty. */
    long lastNumber() {
        Long last = entries.lastKey();
        return last == null ? 0 : last;
    }

    /** Bytes of the file. */
    long size() {
        return store.getFileStore().size();
    }

    @Override
    public void close() {
        store.close();
    }

    /** Lets go of a file that failed, as it is. */
    void abandon() {
        store.closeImmediately();
    }

    /** Closes it and takes it away. */
    void delete() throws IOException {
        store.closeImmediately();
        Files.deleteIfExists(path);
    }
}
