package org.pantau.operate.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the database took when it was asked.
 *
 * @param databaseBytes of the whole database
 * @param held by kind; the rest of the database is of none
 * @param postgresql version of the server
 * @param schema version of the tables
 */
public record Stock(Instant at, long databaseBytes, List<Held> held, String postgresql, int schema) {

    public Stock {
        held = List.copyOf(held);
    }

    /** Catalogue, accounts, what waits to be packed, and PostgreSQL's own. */
    public long otherBytes() {
        return databaseBytes - held.stream().mapToLong(Held::bytes).sum();
    }

    /** Whole days that the least known kind rests on. */
    public int knownDays() {
        return (int) held.stream().mapToDouble(each -> each.pace().days()).min().orElse(0);
    }

    /** Empty while too few days are known of a kind. */
    public Optional<Forecast> forecast(LocalDate today, @Nullable Disk disk) {
        List<Growth> growths = new ArrayList<>();
        for (Held each : held) {
            OptionalDouble pace = each.pace().bytesPerDay();
            if (pace.isEmpty()) {
                return Optional.empty();
            }
            growths.add(each.growth(pace.getAsDouble()));
        }
        return Optional.of(Forecast.of(growths, databaseBytes, today, disk == null ? null : disk.freeBytes()));
    }
}
