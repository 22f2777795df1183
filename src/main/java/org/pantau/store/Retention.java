package org.pantau.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops what is older than it is to be kept: whole partitions, never rows. */
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final Partitions partitions;
    private final Map<Table, Integer> tableToDays = new LinkedHashMap<>();

    public Retention(Partitions partitions, RetentionSettings settings) {
        this.partitions = partitions;
        tableToDays.put(Table.SAMPLE, settings.samples());
        tableToDays.put(Table.ROLLUP_5M, settings.fiveMinutes());
        tableToDays.put(Table.ROLLUP_1H, settings.hours());
        tableToDays.put(Table.POLL_FAILURE, settings.failures());
    }

    /** Drops what is due and creates partitions ahead; to be run daily. The future names what was dropped. */
    public Future<List<String>> run(Instant now) {
        Future<List<String>> dropped = Future.succeededFuture(new ArrayList<>());
        for (Map.Entry<Table, Integer> entry : tableToDays.entrySet()) {
            Instant limit = now.minus(Duration.ofDays(entry.getValue()));
            dropped = dropped.compose(
                    names -> partitions.drop(entry.getKey(), limit).map(more -> {
                        names.addAll(more);
                        return names;
                    }));
        }
        return dropped.compose(names -> {
            if (!names.isEmpty()) {
                log.info("dropped {}", names);
            }
            return partitions.createAhead(now).map(names);
        });
    }
}
