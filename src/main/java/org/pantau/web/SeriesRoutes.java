package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.query.SeriesQuery;
import org.pantau.query.Step;
import org.pantau.query.StepRefusedException;
import org.pantau.query.Window;
import org.pantau.web.json.SeriesJson;

/** The past: one measure of a place over a window. */
final class SeriesRoutes {

    private final Caller caller;
    private final Catalogue catalogue;
    private final SeriesQuery query;
    private final InstantSource clock;

    SeriesRoutes(Caller caller, Catalogue catalogue, SeriesQuery query, InstantSource clock) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.query = query;
        this.clock = clock;
    }

    Future<Void> series(RoutingContext context, Asked asked) {
        Person person = caller.person(context);
        AskedMeasure wanted = AskedMeasure.of(asked, person, caller, catalogue);
        ZoneId zone = catalogue.zone(wanted.place());
        Window window = AskedWindow.of(asked, zone, clock.instant());
        Optional<Step> step = Optional.ofNullable(asked.query("step")).map(SeriesRoutes::step);
        return query.series(wanted.place(), wanted.measure(), wanted.of(), window, step)
                .recover(failure -> Future.failedFuture(
                        failure instanceof StepRefusedException refused ? StepProblem.of(refused) : failure))
                .compose(answer -> Json.answer(context, 200, SeriesJson.series(answer, zone)));
    }

    private static Step step(String text) {
        return Step.parse(text)
                .orElseThrow(() -> Problem.badField("step", "raw, 5m, 1h, 1d, 1w atau 1M / raw, 5m, 1h, 1d, 1w or 1M"));
    }
}
