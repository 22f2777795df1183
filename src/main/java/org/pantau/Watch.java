package org.pantau;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.Map;
import org.pantau.access.Access;
import org.pantau.access.Audit;
import org.pantau.catalogue.Catalogue;
import org.pantau.operate.catalogue.Additions;
import org.pantau.operate.catalogue.CatalogueDesk;
import org.pantau.operate.catalogue.Edition;
import org.pantau.operate.manual.Links;
import org.pantau.operate.manual.ReportDesk;
import org.pantau.operate.manual.Roster;
import org.pantau.operate.manual.Submissions;
import org.pantau.operate.storage.Storage;
import org.pantau.pipeline.Ingest;
import org.pantau.pipeline.PushIntake;
import org.pantau.poll.request.Secrets;
import org.pantau.query.FeedQuery;
import org.pantau.query.SeriesQuery;
import org.pantau.query.UsualHoursQuery;
import org.pantau.query.UsualQuery;
import org.pantau.web.Health;
import org.pantau.web.Keeping;
import org.pantau.web.Operating;
import org.pantau.web.WebEdge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is being watched now, and how another edition of the catalogue takes its place: as a start would, but without an
 * end of the process, of PostgreSQL or of the HTTP server. Viewers' streams end and come back by themselves. Belongs to the
 * ingest context.
 */
final class Watch {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    private static final long TRY_AGAIN_MS = 2_000;

    private final Around around;
    private final WebEdge edge;
    private final CatalogueDesk desk;
    private final Storage storage;
    private final Context ingest;
    private Rooms rooms;
    private boolean stopped;

    /** What stays, whatever the edition. */
    record Around(Rooms.Ground ground, Watched watched, Additions additions, Access access) {}

    /** Watches these rooms, once {@link #begin} is called; made on the ingest context. */
    Watch(Around around, WebEdge edge, Rooms rooms) {
        this.around = around;
        this.edge = edge;
        this.rooms = rooms;
        this.ingest = around.ground().vertx().getOrCreateContext();
        this.desk = new CatalogueDesk(
                around.ground().vertx(),
                around.watched().reader(),
                around.additions(),
                around.ground().clock(),
                rooms.edition,
                this::change);
        Rooms.Ground ground = around.ground();
        this.storage = new Storage(
                ground.vertx(),
                ground.database().pool(),
                ground.disk().spool(),
                ground.settings().data(),
                ground.database().embedded(),
                ground.clock());
    }

    /** Shows the rooms and lets them work. */
    Future<Void> begin() {
        Rooms begun = rooms;
        return here(edge.show(shown(begun))).map(hub -> {
            begun.metrics.watch(hub);
            begun.ingest.tell(hub::publish);
            begun.start();
            return null;
        });
    }

    Future<Void> stop() {
        stopped = true;
        return rooms.stop();
    }

    /** Watches another edition; may be called from any thread. Fails where the database cannot be asked now. */
    private Future<Void> change(Edition next) {
        Promise<Void> changed = Promise.promise();
        ingest.runOnContext(any -> {
            if (stopped || !rooms.store.state().ok()) {
                changed.fail("the catalogue cannot be changed while nothing can be stored");
                return;
            }
            Rooms before = rooms;
            before.stop()
                    .compose(ended -> Rooms.open(around.ground(), next, carried(before, next)))
                    .compose(this::moved)
                    .onSuccess(done -> log.info(
                            "the catalogue has changed: {} feeds",
                            next.catalogue().feeds().size()))
                    .onFailure(fault -> {
                        log.error("the catalogue could not be changed, what was watched goes on", fault);
                        goOn(before);
                    })
                    .onComplete(changed);
        });
        return changed.future();
    }

    /** What feeds take along that are the same in both editions. */
    private static Map<String, Ingest.Carried> carried(Rooms before, Edition next) {
        Map<String, Ingest.Carried> carried = before.ingest.carried();
        carried.keySet().removeIf(feed -> !next.keeps(feed, before.edition));
        return carried;
    }

    private Future<Void> moved(Rooms opened) {
        rooms = opened;
        return begin();
    }

    /** Takes up what was watched before, as soon as that is possible again. */
    private void goOn(Rooms before) {
        if (stopped) {
            return;
        }
        Future<Void> again = Rooms.open(around.ground(), before.edition, before.ingest.carried())
                .compose(this::moved);
        again.onFailure(fault -> {
            log.warn("still nothing is watched: {}", fault.toString());
            vertx().setTimer(TRY_AGAIN_MS, id -> goOn(before));
        });
    }

    private WebEdge.Shown shown(Rooms now) {
        Catalogue catalogue = now.edition.catalogue();
        Health health = new Health()
                .check(
                        "database",
                        () -> now.store.state().ok()
                                ? ""
                                : "away since " + now.store.state().awaySince())
                .check("spool", () -> now.store.state().spool().fault())
                .check("feeds", () -> catalogue.feeds().isEmpty() ? "no feeds" : "");
        PushIntake pushes = now.ingest.pushes(Secrets.ofProcess());
        return new WebEdge.Shown(
                catalogue,
                now.board,
                new SeriesQuery(
                        around.ground().database().pool(),
                        catalogue,
                        around.ground().clock()),
                new UsualHoursQuery(
                        around.ground().database().pool(),
                        catalogue,
                        around.ground().clock()),
                new FeedQuery(around.ground().database().pool()),
                now.ingest::feed,
                now.previews,
                around.access(),
                around.watched().accountsIn(catalogue),
                health,
                now.metrics::text,
                pushes,
                around.ground().clock(),
                operating(now, pushes));
    }

    private Operating operating(Rooms now, PushIntake pushes) {
        Pool pool = around.ground().database().pool();
        InstantSource clock = around.ground().clock();
        return new Operating(
                desk,
                now.edition::guarded,
                new ReportDesk(pushes, new Submissions(pool), new UsualQuery(pool), clock),
                new Links(pool, clock),
                new Roster(pool),
                now.reminders,
                new Audit(pool, clock),
                new Keeping(storage, now.store::state, now::lastNight, Server.VERSION));
    }

    private Vertx vertx() {
        return around.ground().vertx();
    }

    /** The same outcome, on the ingest context. */
    private <T> Future<T> here(Future<T> elsewhere) {
        Promise<T> promise = Promise.promise();
        elsewhere.onComplete(done -> ingest.runOnContext(any -> promise.handle(done)));
        return promise.future();
    }
}
