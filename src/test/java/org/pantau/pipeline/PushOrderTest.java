package org.pantau.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pantau.catalogue.model.Mapping;
import org.pantau.read.Reading;
import org.pantau.read.Reading.Cell;

class PushOrderTest {

    private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");
    private static final List<Mapping> MEASURES = Plant.catalogue(
                    """
                      - id: sumber
                        service: 33.08/opd/antrean
                        request: {url: "http://127.0.0.1:1/"}
                        read: json
                        measures:
                          served: {value: a, semantics: since_start, of: dokumen, reduce: sum}
                          pending: {value: b}
                    """.replace("          - id", "  - id").replaceAll("(?m)^ {20}", ""))
            .feed("sumber")
            .orElseThrow()
            .measures();

    @Test
    void levelsShouldBeSeenAtTheirOwnInstantsOldestFirst() {
        Map<Reading, Instant> rows = new LinkedHashMap<>();
        rows.put(row(0, "", "pending"), START.plusSeconds(2));
        rows.put(row(1, "", "pending"), START);

        assertThat(described(PushOrder.of(rows, MEASURES))).containsExactly("0s pending", "2s pending");
    }

    @Test
    void countersOfOneReadingShouldStayTogetherThoughTheirInstantsDiffer() {
        Map<Reading, Instant> rows = new LinkedHashMap<>();
        rows.put(row(0, "loket 1", "served"), START);
        rows.put(row(1, "loket 2", "served"), START.plusSeconds(1));

        assertThat(described(PushOrder.of(rows, MEASURES))).containsExactly("0s", "1s served served !");
    }

    @Test
    void counterThatComesAgainShouldBeginAnotherReading() {
        Map<Reading, Instant> rows = new LinkedHashMap<>();
        rows.put(row(0, "loket 1", "served", "pending"), START);
        rows.put(row(1, "loket 2", "served"), START.plusSeconds(1));
        rows.put(row(2, "loket 1", "served"), START.plusSeconds(60));
        rows.put(row(3, "loket 2", "served"), START.plusSeconds(61));

        assertThat(described(PushOrder.of(rows, MEASURES)))
                .containsExactly("0s pending", "1s served served !", "60s", "61s served served !");
    }

    private static Reading row(int number, String identity, String... measures) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (String measure : measures) {
            cells.put(measure, Cell.of(1));
        }
        return new Reading(number, "", null, null, null, identity, cells);
    }

    private static Stream<String> described(List<PushOrder.Group> groups) {
        return groups.stream().map(group -> {
            StringBuilder text = new StringBuilder();
            text.append(group.at().getEpochSecond() - START.getEpochSecond()).append('s');
            group.rows()
                    .forEach(row -> row.cells().keySet().stream()
                            .sorted()
                            .forEach(cell -> text.append(' ').append(cell)));
            return text.append(group.running() ? " !" : "").toString();
        });
    }
}
