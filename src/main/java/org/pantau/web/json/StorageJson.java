package org.pantau.web.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.pantau.operate.storage.Disk;
import org.pantau.operate.storage.Forecast;
import org.pantau.operate.storage.Held;
import org.pantau.operate.storage.Pace;
import org.pantau.operate.storage.Stock;
import org.pantau.operate.storage.Storage;
import org.pantau.store.StoreState;
import org.pantau.store.spool.Aside;
import org.pantau.store.spool.SpoolState;

/** What the store takes, what waits and what runs, as JSON. */
public final class StorageJson {

    private static final int MOST_ASIDE = 100;
    private static final String NO_SIZES = "not_measured";
    private static final String TOO_FEW_DAYS = "too_few_days";

    private final ZoneId zone;

    public StorageJson(ZoneId zone) {
        this.zone = zone;
    }

    public JsonObject machine(Storage.Seen seen, StoreState state, boolean embedded, String version) {
        Stock stock = seen.stock();
        return new JsonObject()
                .put("sizes", stock == null ? null : sizes(stock))
                .put("disk", seen.disk() == null ? null : disk(seen.disk()))
                .put("forecast", forecast(stock, seen.disk()))
                .put("waiting", waiting(state, seen.aside()))
                .put(
                        "versions",
                        new JsonObject()
                                .put("pantau", version)
                                .put("postgresql", stock == null ? null : stock.postgresql())
                                .put("embedded", embedded)
                                .put("schema", stock == null ? null : stock.schema()));
    }

    private JsonObject sizes(Stock stock) {
        JsonArray kinds = new JsonArray();
        stock.held().forEach(held -> kinds.add(kind(held)));
        return new JsonObject()
                .put("at", Times.iso(stock.at(), zone))
                .put("databaseBytes", stock.databaseBytes())
                .put("otherBytes", stock.otherBytes())
                .put("kinds", kinds);
    }

    private JsonObject kind(Held held) {
        Instant newest = held.newest();
        OptionalDouble pace = held.pace().bytesPerDay();
        return new JsonObject()
                .put("kind", held.kind().word())
                .put("freshBytes", held.freshBytes())
                .put("packedBytes", held.packedBytes())
                .put("oldest", day(held.oldest()))
                .put("newest", day(newest == null ? null : newest.minusNanos(1)))
                .put("keptDays", held.keptDays())
                .put("partitions", held.partitions())
                .put("bytesPerDay", pace.isPresent() ? Math.round(pace.getAsDouble()) : null);
    }

    private static JsonObject disk(Disk disk) {
        return new JsonObject().put("totalBytes", disk.totalBytes()).put("freeBytes", disk.freeBytes());
    }

    private JsonObject forecast(@Nullable Stock stock, @Nullable Disk disk) {
        JsonObject json = new JsonObject().put("neededDays", Pace.LEAST_DAYS);
        if (stock == null) {
            return unknown(json.put("knownDays", 0), NO_SIZES);
        }
        json.put("knownDays", stock.knownDays());
        Optional<Forecast> known = stock.forecast(LocalDate.ofInstant(stock.at(), zone), disk);
        return known.map(forecast -> json.put("verdict", forecast.verdict().word())
                        .put("bytesPerDay", Math.round(forecast.bytesPerDay()))
                        .put(
                                "settled",
                                new JsonObject()
                                        .put("day", forecast.settled().toString())
                                        .put("bytes", Math.round(forecast.settledBytes()))
                                        .put("bytesPerDay", Math.round(forecast.settledBytesPerDay())))
                        .put(
                                "full",
                                forecast.full() == null ? null : forecast.full().toString()))
                .orElseGet(() -> unknown(json, TOO_FEW_DAYS));
    }

    private static JsonObject unknown(JsonObject json, String verdict) {
        return json.put("verdict", verdict)
                .putNull("bytesPerDay")
                .putNull("settled")
                .putNull("full");
    }

    private JsonObject waiting(StoreState state, List<Aside> aside) {
        SpoolState spool = state.spool();
        JsonArray files = new JsonArray();
        aside.stream()
                .limit(MOST_ASIDE)
                .forEach(file -> files.add(new JsonObject()
                        .put("name", file.name())
                        .put("bytes", file.bytes())
                        .put("at", Times.iso(file.at(), zone))
                        .put("why", file.why())));
        return new JsonObject()
                .put("samples", spool.samples())
                .put("bytes", spool.bytes())
                .put("since", Times.isoOrNull(spool.since(), zone))
                .put("inMemory", state.queuedSamples())
                .put("fault", spool.fault())
                .put("setAside", aside.size())
                .put("files", files);
    }

    private @Nullable String day(@Nullable Instant at) {
        return at == null ? null : LocalDate.ofInstant(at, zone).toString();
    }
}
