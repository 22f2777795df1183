package org.pantau.measure;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Units, with the factor to the base unit that values are stored in: times in milliseconds, shares as 0..1, sizes in
 * bytes. A value whose unit differs from its measure's is never guessed: the catalogue must say it.
 */
public enum Unit {
    COUNT("count", Dimension.COUNT, 1),
    NANOSECOND("ns", Dimension.TIME, 1e-6),
    MICROSECOND("us", Dimension.TIME, 1e-3),
    MILLISECOND("ms", Dimension.TIME, 1),
    SECOND("s", Dimension.TIME, 1e3),
    MINUTE("min", Dimension.TIME, 60e3),
    HOUR("h", Dimension.TIME, 3600e3),
    DAY("d", Dimension.TIME, 86400e3),
    RATIO("ratio", Dimension.SHARE, 1),
    PERCENT("%", Dimension.SHARE, 0.01),
    SCORE("skor", Dimension.SCORE, 1),
    BYTE("B", Dimension.SIZE, 1),
    KIBIBYTE("KiB", Dimension.SIZE, 1024),
    MEBIBYTE("MiB", Dimension.SIZE, 1048576),
    GIBIBYTE("GiB", Dimension.SIZE, 1073741824);

    /** What can be converted into one another. */
    public enum Dimension {
        COUNT,
        TIME,
        SHARE,
        SCORE,
        SIZE
    }

    private static final Map<String, Unit> SPELLINGS = Map.ofEntries(
            Map.entry("count", COUNT),
            Map.entry("ns", NANOSECOND),
            Map.entry("nanodetik", NANOSECOND),
            Map.entry("mikrodetik", MICROSECOND),
            Map.entry("milidetik", MILLISECOND),
            Map.entry("sec", SECOND),
            Map.entry("seconds", SECOND),
            Map.entry("minutes", MINUTE),
            Map.entry("hours", HOUR),
            Map.entry("days", DAY),
            Map.entry("rasio", RATIO),
            Map.entry("persen", PERCENT),
            Map.entry("us", MICROSECOND),
            Map.entry("µs", MICROSECOND),
            Map.entry("ms", MILLISECOND),
            Map.entry("s", SECOND),
            Map.entry("detik", SECOND),
            Map.entry("min", MINUTE),
            Map.entry("menit", MINUTE),
            Map.entry("h", HOUR),
            Map.entry("jam", HOUR),
            Map.entry("d", DAY),
            Map.entry("hari", DAY),
            Map.entry("ratio", RATIO),
            Map.entry("%", PERCENT),
            Map.entry("skor", SCORE),
            Map.entry("b", BYTE),
            Map.entry("kib", KIBIBYTE),
            Map.entry("mib", MEBIBYTE),
            Map.entry("gib", GIBIBYTE));

    private final String symbol;
    private final Dimension dimension;
    private final double toBase;

    Unit(String symbol, Dimension dimension, double toBase) {
        this.symbol = symbol;
        this.dimension = dimension;
        this.toBase = toBase;
    }

    /** As written in answers. */
    public String symbol() {
        return symbol;
    }

    public Dimension dimension() {
        return dimension;
    }

    /** Multiplies a value of this unit into the base unit of its dimension. */
    public double toBase(double value) {
        return value * toBase;
    }

    /** The unit of this spelling (Indonesian or international), empty where it is none. */
    public static Optional<Unit> parse(String spelling) {
        return Optional.ofNullable(SPELLINGS.get(spelling.trim().toLowerCase(Locale.ROOT)));
    }
}
