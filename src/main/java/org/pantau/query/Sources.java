package org.pantau.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.pantau.catalogue.Catalogue;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.ScopePath;
import org.pantau.query.Levels.Marks;

/**
 * What an answer about one measure of a place is made of.
 *
 * @param stored the name its series are kept under
 * @param zone zone buckets are cut in
 * @param marks how far values are rolled up
 */
record Sources(ScopePath subject, Measure measure, String stored, Chosen chosen, ZoneId zone, Marks marks) {

    /**
     * Two statements, however many series there are.
     *
     * @param of what the counts shall count; empty for the kind most services have
     */
    static Future<Sources> find(
            Pool pool, Catalogue catalogue, ScopePath subject, Measure measure, Optional<String> of) {
        Places places = new Places(catalogue);
        ZoneId zone = catalogue.zone(subject);
        String stored = measure.equals(Measures.AVAILABILITY) ? Measures.UP.name() : measure.name();
        Future<RowSet<Row>> marks = pool.preparedQuery(SeriesSql.MARKS).execute(Tuple.of(zone.getId()));
        Future<RowSet<Row>> found =
                pool.preparedQuery(SeriesSql.FIND).execute(Tuple.of(stored).addArrayOfString(places.subjects(subject)));
        return Future.all(marks, found)
                .map(both -> new Sources(
                        subject,
                        measure,
                        stored,
                        Chosen.of(found.result(), of.orElse(null), measure.kind()),
                        zone,
                        Marks.of(marks.result(), places.sameZone(subject))));
    }

    /** Whether closed buckets of this step are kept ready. */
    boolean kept(Step step) {
        return chosen.wide() && KeptTotals.keeps(step);
    }

    KeptTotals keptTotals(Step step) {
        return new KeptTotals(subject, stored, Objects.requireNonNullElse(chosen.of(), ""), step, zone);
    }

    LiveTotals liveTotals(Step step) {
        return new LiveTotals(measure.kind(), chosen, chosen.speakers(), step, zone, marks);
    }

    Expected expected(Catalogue catalogue) {
        return Expected.of(catalogue, chosen.watched(), measure.kind(), zone);
    }
}
