package org.pantau;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.pantau.catalogue.Catalogue;
import org.pantau.database.Database;
import org.pantau.live.Board;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.net.address.AddressPolicy;
import org.pantau.operate.Previews;
import org.pantau.operate.Trial;
import org.pantau.operate.catalogue.Edition;
import org.pantau.operate.manual.LogSender;
import org.pantau.operate.manual.Reminders;
import org.pantau.pipeline.Ingest;
import org.pantau.pipeline.ReadAhead;
import org.pantau.pipeline.Upkeep;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;
import org.pantau.query.Present;
import org.pantau.query.PresentQuery;
import org.pantau.query.Reconciliation;
import org.pantau.query.ReconciliationQuery;
import org.pantau.query.TotalKeeper;
import org.pantau.store.Retention;
import org.pantau.store.RetentionSettings;
import org.pantau.store.Store;
import org.pantau.store.StoreSettings;
import org.pantau.store.pack.Packing;
import org.pantau.store.rollup.RollUp;
import org.pantau.store.series.CatalogueDescriber;
import org.pantau.store.spool.Spool;

/**
 * Everything that lives as long as one edition of the catalogue. Another edition gets rooms of its own, restored from the
 * database as at a start: there is one way to take up where one left off. Belongs to the ingest context.
 */
final class Rooms {

    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(10);

    final Edition edition;
    final Store store;
    final Board board;
    final Ingest ingest;
    final Previews previews;
    final OwnMetrics metrics;
    final Reminders reminders;
    private final Upkeep upkeep;
    private final Nightly nightly;
    private final TotalKeeper totals;
    private final List<Outgoing> outgoing;

    private Rooms(
            Edition edition,
            Store store,
            Board board,
            Ingest ingest,
            Previews previews,
            Reminders reminders,
            Upkeep upkeep,
            Nightly nightly,
            TotalKeeper totals,
            List<Outgoing> outgoing) {
        this.reminders = reminders;
        this.edition = edition;
        this.store = store;
        this.board = board;
        this.ingest = ingest;
        this.previews = previews;
        this.nightly = nightly;
        this.metrics = new OwnMetrics(ingest, store, edition.catalogue(), nightly);
        this.upkeep = upkeep;
        this.totals = totals;
        this.outgoing = outgoing;
    }

    /** What rooms are built from, whatever the edition. {@code demonstration}: nobody but this machine is asked. */
    record Ground(
            Vertx vertx, Settings settings, InstantSource clock, Database database, Disk disk, boolean demonstration) {}

    /**
     * Folders of a run that are opened once, however many editions come.
     *
     * @param answers for bodies too large for the memory
     * @param spool for what is to be stored while the database is away
     */
    record Disk(org.pantau.net.Spool answers, Spool spool) {}

    /** Prepares rooms with what the database knows of the past; nothing is asked before {@link #start}. */
    static Future<Rooms> open(Ground ground, Edition edition, Map<String, Ingest.Carried> carried) {
        Catalogue catalogue = edition.catalogue();
        InstantSource clock = ground.clock();
        Store store = new Store(
                        ground.vertx(),
                        ground.database().pool(),
                        new CatalogueDescriber(catalogue),
                        StoreSettings.DEFAULT,
                        clock)
                .spooling(ground.disk().spool());
        Board board = new Board(catalogue, clock, UUID.randomUUID().toString().substring(0, 8));
        return store.start()
                .compose(started -> new PresentQuery(ground.database().pool()).present(clock.instant()))
                .map(past -> furnished(ground, edition, store, board, past, carried));
    }

    private static Rooms furnished(
            Ground ground,
            Edition edition,
            Store store,
            Board board,
            Present past,
            Map<String, Ingest.Carried> carried) {
        Instant now = ground.clock().instant();
        board.restore(past.series(), past.statuses(), past.lastPolls(), now);
        List<Outgoing> outgoing = new ArrayList<>();
        Asking trusted = new Asking(
                Secrets.ofProcess(),
                ground.demonstration() ? AddressPolicy.THIS_MACHINE : AddressPolicy.CATALOGUE_FILE);
        Asking guarded = new Asking(
                Secrets.none(), ground.demonstration() ? AddressPolicy.THIS_MACHINE : AddressPolicy.PUBLIC_ONLY);
        Poller own = poller(ground, trusted, outgoing);
        Poller fromPage = poller(ground, guarded, outgoing);
        Ingest ingest = new Ingest(
                ground.vertx(),
                ground.settings().pipeline(),
                edition.catalogue(),
                feed -> edition.guarded(feed) ? fromPage : own,
                store,
                board,
                ground.clock(),
                new Ingest.Recalled(
                        past.feedMemory(),
                        past.recentPeriods(),
                        past.lastPolls(),
                        past.daysRead(),
                        past.troubles(),
                        carried));
        // Trials have connections of their own: what somebody tries must not take places that feeds wait for.
        Previews previews = new Previews(
                new Trial(ground.vertx(), poller(ground, trusted, outgoing), ground.clock()),
                new Trial(ground.vertx(), poller(ground, guarded, outgoing), ground.clock()));
        TotalKeeper totals = new TotalKeeper(ground.database().pool(), edition.catalogue(), store.partitions()::ensure);
        Upkeep upkeep = new Upkeep(
                ground.vertx(),
                store,
                new RollUp(ground.database().pool(), store.partitions()),
                new Retention(ground.database().pool(), store.partitions(), RetentionSettings.DEFAULT),
                new Packing(ground.database().pool(), store.partitions()),
                totals::run,
                ground.settings().pipeline(),
                ground.clock());
        Reminders reminders = new Reminders(
                ground.vertx(), ground.database().pool(), edition.catalogue(), new LogSender(), ground.clock());
        Nightly nightly = new Nightly(
                ground.vertx(), new ReconciliationQuery(ground.database().pool()), edition.catalogue(), ground.clock());
        return new Rooms(edition, store, board, ingest, previews, reminders, upkeep, nightly, totals, outgoing);
    }

    private record Asking(Secrets secrets, AddressPolicy policy) {}

    private static Poller poller(Ground ground, Asking asking, List<Outgoing> outgoing) {
        Outgoing own = new Outgoing(
                ground.vertx(),
                NetSettings.defaults(Server.VERSION).spooling(ground.disk().answers()));
        outgoing.add(own);
        return new Poller(
                own,
                asking.secrets(),
                ground.clock(),
                PollSettings.DEFAULT.under(asking.policy()),
                new ReadAhead(ground.vertx()));
    }

    void start() {
        ingest.start();
        upkeep.start();
        reminders.start();
        nightly.start();
    }

    /** What of the last whole day is stored; empty before the first comparison. */
    Optional<Reconciliation> lastNight() {
        return Optional.ofNullable(nightly.last());
    }

    /** Stops asking, lets what is under way end, writes what waits or leaves it on the disk. Never fails. */
    Future<Void> stop() {
        reminders.stop();
        nightly.stop();
        return ingest.stop()
                .compose(stopped -> upkeep.stop())
                .compose(stopped -> totals.stop().timeout(DRAIN_WITHIN.toMillis(), TimeUnit.MILLISECONDS))
                .otherwiseEmpty()
                .compose(stopped -> store.close(DRAIN_WITHIN))
                .otherwiseEmpty()
                .compose(drained -> Future.join(
                                outgoing.stream().map(Outgoing::close).toList())
                        .<Void>mapEmpty())
                .otherwiseEmpty();
    }
}
