package org.pantau.live.state;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Service;
import org.pantau.live.state.UpSource.Finding;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.time.Period;
import org.pantau.measure.time.WorkCalendar;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.PresentSeries;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.StatusChange;

/** What is remembered of one service. One thread. */
public final class ServiceState {

    /** How often a service with service hours is looked at again for its opening and closing. */
    private static final Duration HOURS_CHECK = Duration.ofMinutes(1);

    private final Service service;
    private final ZoneId zone;
    private final WorkCalendar calendar;
    private final List<FeedClock> feeds = new ArrayList<>();
    private final List<SeriesState> series = new ArrayList<>();
    private final Map<String, UpSource> sources = new LinkedHashMap<>();

    private Standing standing = Standing.NOT_CONNECTED;
    private List<Tally> tallies = List.of();
    private Instant dayStart = Instant.MIN;
    private Instant dayEnd = Instant.MIN;
    private Instant openSince = Instant.MIN;
    private boolean open = true;
    private boolean openToday;
    private Instant nextLook = Instant.MIN;

    public ServiceState(Service service, ZoneId zone, WorkCalendar calendar) {
        this.service = service;
        this.zone = zone;
        this.calendar = calendar;
    }

    /** Says that a feed speaks of this service. */
    public void connect(FeedClock feed) {
        feeds.add(feed);
        if (feeds.size() == 1) {
            standing = Standing.FIRST;
        }
    }

    /** Says that a series is expected; one that is known already is left alone. */
    public void expect(Measure measure, Origin origin, @Nullable String of, FeedClock feed) {
        if (find(measure.name(), origin).isEmpty()) {
            series.add(new SeriesState(
                    service.path(),
                    measure,
                    origin,
                    of,
                    feed,
                    (from, to) -> service.hours().openTime(from, to, zone, calendar)));
            series.sort(Comparator.comparing(SeriesState::origin));
        }
        if (measure.equals(Measures.UP)) {
            sources.putIfAbsent(feed.feed().id(), new UpSource(feed));
        }
    }

    public Service service() {
        return service;
    }

    /** The zone its days are cut in. */
    public ZoneId zone() {
        return zone;
    }

    public Standing standing() {
        return standing;
    }

    /** Today's numbers, one per measure and kind of thing counted, as of the last {@link #recompute}. */
    public List<Tally> tallies() {
        return tallies;
    }

    /** When time alone may change something. */
    public Instant nextLook() {
        return nextLook;
    }

    /** Takes a sample of a measure this service is known or now found to have. */
    public void add(Sample sample, Measure measure, FeedClock feed, Instant slot) {
        rollTo(sample.at());
        find(sample.series().measure(), sample.series().origin())
                .orElseGet(() -> discovered(measure, sample.series().origin(), feed))
                .add(sample, slot, dayStart, measure.kind() == Measure.Kind.STATE && isOpen(sample.at()));
    }

    public void add(PeriodValue value, Measure measure, FeedClock feed, Instant slot) {
        rollTo(slot);
        find(value.series().measure(), value.series().origin())
                .orElseGet(() -> discovered(measure, value.series().origin(), feed))
                .add(value, slot, dayStart);
    }

    /** Takes what a feed says about up or down; {@code slow} for an answer slower than allowed. */
    public void observe(FeedClock feed, Sample up, boolean slow, Outcome outcome) {
        UpSource source = sources.computeIfAbsent(feed.feed().id(), any -> new UpSource(feed));
        Finding finding = up.value() < 0.5 ? Finding.DOWN : slow ? Finding.SLOW : Finding.GOOD;
        source.observe(up.at(), finding, outcome);
    }

    /** Whether a response of this long breaks what the agency promised. */
    public boolean overTarget(double responseMs) {
        Duration target = service.targets().response();
        return target != null && responseMs > target.toMillis();
    }

    public void restore(PresentSeries present, Instant now) {
        rollTo(now);
        find(present.key().measure(), present.key().origin()).ifPresent(found -> found.restore(present, dayStart));
    }

    /** Takes the status history knows last. Call it after the series are restored. */
    public void restore(StatusChange change) {
        if (feeds.isEmpty()) {
            return;
        }
        standing = new Standing(change.status(), change.basis(), change.at(), change.reason(), change.detail());
        for (UpSource source : sources.values()) {
            Origin origin =
                    source.probe() ? Origin.MEASURED : source.clock().feed().origin();
            find(Measures.UP.name(), origin)
                    .filter(found -> found.lastAt() != null)
                    .ifPresent(found -> source.restore(
                            Objects.requireNonNull(found.lastAt()),
                            found.last() >= 0.5,
                            change.status(),
                            change.at(),
                            source.clock().last()));
        }
    }

    /**
     * Brings status and numbers up to {@code now}.
     *
     * @return the change of status, empty where it is as it was
     */
    public Optional<StatusChange> recompute(Instant now) {
        rollTo(now);
        lookAtHours(now);
        tallies = numbers(now);
        nextLook = nextLook(now);
        Standing before = standing;
        Standing found = decide(now);
        if (found.status() == before.status()) {
            standing = new Standing(found.status(), found.basis(), before.since(), found.reason(), found.detail());
            return Optional.empty();
        }
        Instant since = found.since() == null ? now : found.since();
        if (before.since() != null && !since.isAfter(before.since())) {
            since = before.since().plusMillis(1);
        }
        standing = new Standing(found.status(), found.basis(), since, found.reason(), found.detail());
        return Optional.of(
                new StatusChange(service.path(), since, found.status(), found.basis(), found.reason(), found.detail()));
    }

    private Standing decide(Instant now) {
        if (feeds.isEmpty()) {
            return Standing.NOT_CONNECTED;
        }
        if (!sources.isEmpty()) {
            return StatusRule.bySources(standing, sources.values(), now);
        }
        Instant seen = null;
        boolean young = false;
        boolean patient = !open;
        for (SeriesState one : series) {
            Instant at = one.seenAt();
            if (at != null) {
                seen = seen == null || at.isAfter(seen) ? at : seen;
                young |= one.young(now);
                patient |= !now.isAfter(one.clock().oldAt(later(at, openSince)));
            }
        }
        patient |= seen == null && stillWaiting(now);
        return young || !patient ? StatusRule.byFigures(standing, seen, young, feeds) : standing;
    }

    /** Nothing ever came, and nothing had to come yet. */
    private boolean stillWaiting(Instant now) {
        return feeds.stream().allMatch(feed -> feed.notDueYet(now));
    }

    /** Series come in order of origin, the most automatic first. */
    private List<Tally> numbers(Instant now) {
        List<Tally> numbers = new ArrayList<>(series.size());
        List<SeriesState> speakers = new ArrayList<>(series.size());
        for (SeriesState one : series) {
            Tally tally = one.tally(now, dayStart, openToday);
            int rival = 0;
            while (rival < speakers.size() && !speakers.get(rival).isLike(one)) {
                rival++;
            }
            if (rival == speakers.size()) {
                speakers.add(one);
                numbers.add(tally);
            } else {
                numbers.set(rival, numbers.get(rival).against(tally));
            }
        }
        return List.copyOf(numbers);
    }

    private void rollTo(Instant time) {
        if (time.isBefore(dayEnd)) {
            return;
        }
        dayStart = Period.DAY.start(time, zone);
        dayEnd = Period.DAY.end(dayStart, zone);
        openToday = false;
        series.forEach(SeriesState::newDay);
    }

    private void lookAtHours(Instant now) {
        boolean was = open;
        open = isOpen(now);
        openToday |= open;
        if (open && !was) {
            openSince = now;
        }
    }

    private boolean isOpen(Instant at) {
        return service.hours().openAt(at, zone, calendar);
    }

    private Instant nextLook(Instant now) {
        Instant next = service.hours().always() ? dayEnd : earlier(dayEnd, now.plus(HOURS_CHECK));
        for (SeriesState one : series) {
            Instant seen = one.seenAt();
            if (seen != null) {
                next = sooner(next, one.clock().oldAt(seen), now);
                next = sooner(next, one.clock().oldAt(later(seen, openSince)), now);
            }
        }
        for (UpSource source : sources.values()) {
            Instant at = source.lastAt();
            if (at != null) {
                next = sooner(next, source.clock().oldAt(at), now);
            }
        }
        return next;
    }

    private Optional<SeriesState> find(String measure, Origin origin) {
        for (SeriesState one : series) {
            if (one.is(measure, origin)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private SeriesState discovered(Measure measure, Origin origin, FeedClock feed) {
        expect(measure, origin, null, feed);
        return find(measure.name(), origin).orElseThrow();
    }

    /** The instant just after {@code candidate}, when what is young until then is old, if that is still to come. */
    private static Instant sooner(Instant next, Instant candidate, Instant now) {
        return candidate.isBefore(now) ? next : earlier(next, candidate.plusMillis(1));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
