package org.pantau.database.copy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive holds, written last: an archive without it was cut off.
 *
 * @param format of the archive, {@link #FORMAT}
 * @param id tells this archive from every other, so that an interrupted restore goes on with the same one
 * @param createdAt instant of the snapshot, ISO 8601 in UTC
 * @param pantau version of the program that wrote it
 * @param schema highest migration that was applied; 0 for a database without tables
 * @param postgres version of the server it was read from, such as 18.6
 * @param partitions in the order they are to be created
 * @param tables in the order they are to be filled: what others refer to comes first
 * @param sequences where the numbering of each goes on
 * @param dropped partitions that reached the end of their keeping while the copy was made
 */
public record Manifest(
        int format,
        String id,
        String createdAt,
        String pantau,
        int schema,
        String postgres,
        List<Partition> partitions,
        List<Table> tables,
        List<Sequence> sequences,
        List<String> dropped) {

    public static final int FORMAT = 1;

    public Manifest {
        partitions = List.copyOf(partitions);
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
        dropped = List.copyOf(dropped);
    }

    /** Rows of all tables together. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    /**
     * A part of a table, as it was cut.
     *
     * @param bound as the catalog words it: {@code FOR VALUES FROM (…) TO (…)}
     * @param key how it is partitioned itself; null where it is not
     * @param storage such as {@code fillfactor=80}
     */
    public record Partition(
            String name,
            String parent,
            String bound,
            @Nullable String key,
            List<String> storage) {
        public Partition {
            storage = List.copyOf(storage);
        }
    }

    /**
     * Rows of one table in the archive.
     *
     * @param name table, or partition of one, that holds rows itself
     * @param bytes before compression
     * @param sha256 of these bytes, hexadecimal
     */
    public record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
        public Table {
            columns = List.copyOf(columns);
        }

        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    /**
     * Where numbering stands.
     *
     * @param used whether {@code last} was handed out already
     */
    public record Sequence(String name, long last, boolean used) {}
}
