package org.pantau.pipeline;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.live.Board;
import org.pantau.live.Change;
import org.pantau.live.Tick;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Lasting;
import org.pantau.measure.value.PeriodValue;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normaliser;
import org.pantau.poll.BackOff;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;
import org.pantau.store.Store;
import org.pantau.store.StoreState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls all feeds of a catalogue and keeps the board alive. Belongs to the ingest context. */
public final class Ingest {

    private static final Logger log = LoggerFactory.getLogger(Ingest.class);

    private final Vertx vertx;
    private final PipelineSettings settings;
    private final Board board;
    private final Store store;
    private final InstantSource clock;
    private final PipelineCounters counters = new PipelineCounters();
    private final Map<String, FeedLine> lines = new LinkedHashMap<>();
    private final Cycle cycle;
    private final FeedTimers timers;
    private final History history;
    private final Silence silence;
    private final Readers readers;
    private final List<FeedLine> asked;
    private final Map<String, Set<LocalDate>> daysRead;
    private Consumer<Change> viewers = change -> {};
    private BiPredicate<ScopePath, Instant> maintenance = (service, at) -> false;
    private long ticker = -1;
    /** Where everything of the ingest happens; null before the start. */
    private volatile @Nullable Context context;

    /**
     * What a start must remember of the time before: counter positions, recent periods, last slots, days read,
     * old troubles.
     *
     * @param carried what is known of each feed that was watched until just now, by id; empty at the start of the process
     */
    public record Recalled(
            Map<String, String> memories,
            List<PeriodValue> recentPeriods,
            Map<String, Instant> lastSlots,
            Map<String, Set<LocalDate>> daysRead,
            Map<String, Lasting> troubles,
            Map<String, Carried> carried) {

        public Recalled(
                Map<String, String> memories,
                List<PeriodValue> recentPeriods,
                Map<String, Instant> lastSlots,
                Map<String, Set<LocalDate>> daysRead,
                Map<String, Lasting> troubles) {
            this(memories, recentPeriods, lastSlots, daysRead, troubles, Map.of());
        }
    }

    /** What a feed takes along when the catalogue changes: how it did, and how long it is left alone. */
    public record Carried(FeedPresent present, BackOff backOff, FeedState lastState, boolean silent) {}

    /** @param pollers who asks which feed: what somebody wrote on the page may reach less than the catalogue file */
    public Ingest(
            Vertx vertx,
            PipelineSettings settings,
            Catalogue catalogue,
            Function<Feed, Poller> pollers,
            Store store,
            Board board,
            InstantSource clock,
            Recalled recalled) {
        this.vertx = vertx;
        this.settings = settings;
        this.board = board;
        this.store = store;
        this.clock = clock;
        this.readers = new Readers(vertx);
        this.cycle = new Cycle(pollers, readers, store, board, counters, clock);
        this.silence = new Silence(vertx, store, board, clock, catalogue.calendar());
        this.timers = new FeedTimers(vertx, cycle, counters, clock);
        this.history = new History(vertx, cycle, clock);
        Map<String, List<PeriodValue>> recentByAgency = RecentPeriods.byAgency(recalled.recentPeriods());
        for (Feed feed : catalogue.feeds()) {
            lines.put(feed.id(), line(catalogue, feed, recalled, recentByAgency));
        }
        this.asked =
                lines.values().stream().filter(line -> !line.feed.isPushed()).toList();
        this.daysRead = recalled.daysRead();
    }

    /** Who is told what changed on the board; called on the ingest context, after the change was committed. */
    public void tell(Consumer<Change> listener) {
        viewers = listener;
    }

    /** When a service is in maintenance that was announced beforehand: its state then enters no availability. */
    public void maintenance(BiPredicate<ScopePath, Instant> announced) {
        maintenance = announced;
    }

    /** Starts timers, the reading of past days and the board's tick. */
    public void start() {
        context = vertx.getOrCreateContext();
        timers.start(asked, settings.startSpread());
        history.start(asked, daysRead, settings.historyAtOnce());
        silence.start(lines.values());
        ticker = vertx.setPeriodic(settings.tick().toMillis(), id -> tick());
    }

    /** Stops asking; what was read is still written, what is under way is given up: a slot that nobody watched. */
    public Future<Void> stop() {
        context = null;
        cycle.close();
        timers.stop();
        history.stop();
        silence.stop();
        vertx.cancelTimer(ticker);
        return Future.succeededFuture();
    }

    /** What the next ingest goes on with, by feed; to be taken after {@link #stop}. */
    public Map<String, Carried> carried() {
        Map<String, Carried> carried = new HashMap<>();
        lines.forEach(
                (id, line) -> carried.put(id, new Carried(line.present, line.backOff, line.lastState, line.silent)));
        return carried;
    }

    /** The intake of pushed values; takes none before {@link #start}. */
    public PushIntake pushes(Secrets secrets) {
        return new PushIntake(() -> context, lines, readers.usual(), store, board, counters, clock, secrets);
    }

    /** Completed when yesterday has been read, or tried, for every feed that answers for past days. */
    public Future<Void> yesterdayRead() {
        return history.yesterday();
    }

    /** How each feed is doing; may be called from any thread. */
    public Collection<FeedPresent> feeds() {
        return lines.values().stream().map(line -> line.present).toList();
    }

    public Optional<FeedPresent> feed(String id) {
        return Optional.ofNullable(lines.get(id)).map(line -> line.present);
    }

    public PipelineCounters counters() {
        return counters;
    }

    /** How late slots were served since the start. */
    public Lateness lateness() {
        return timers.lateness();
    }

    /** Days of the past still to be read. */
    public int historyLeft() {
        return history.left();
    }

    private void tick() {
        StoreState kept = store.state();
        board.live(kept.ok(), kept.ok() ? "" : kept.spool().fault().isEmpty() ? "database_away" : "spool_failing");
        Tick tick = board.tick(clock.instant());
        if (!tick.transitions().isEmpty()) {
            store.recordStatus(tick.transitions())
                    .onFailure(lost -> log.error(
                            "{} changes of status not recorded",
                            tick.transitions().size(),
                            lost));
        }
        tick.change().ifPresent(viewers);
    }

    private FeedLine line(
            Catalogue catalogue, Feed feed, Recalled recalled, Map<String, List<PeriodValue>> recentByAgency) {
        String stored = recalled.memories().get(feed.id());
        Memory kept = stored == null ? Memory.EMPTY : Memory.fromJson(stored);
        Memory memory = kept.recall(RecentPeriods.of(catalogue, feed, kept, recentByAgency));
        Instant lastSlot = recalled.lastSlots().get(feed.id());
        FeedLine line = new FeedLine(
                feed,
                Normaliser.of(feed, catalogue, (service, at) -> maintenance.test(service, at)),
                lastSlot == null ? memory : memory.after(lastSlot));
        line.lastSlot = lastSlot;
        line.present = line.present.lasting(recalled.troubles().get(feed.id()));
        Carried carried = recalled.carried().get(feed.id());
        if (carried == null && feed.isPushed() && lastSlot != null) {
            // Its next one may be a day away: until then it is as it was.
            Lasting trouble = recalled.troubles().get(feed.id());
            Outcome before = trouble == null ? Outcome.OK : new Outcome(trouble.state(), "since before the start");
            line.present = line.present.polled(lastSlot, before, null, List.of(), List.of());
        }
        if (carried != null) {
            line.present = carried.present();
            line.backOff = carried.backOff();
            line.lastState = carried.lastState();
            line.silent = carried.silent();
            line.goesOn = true;
        }
        return line;
    }
}
