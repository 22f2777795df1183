package org.pantau.normalise;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.ScopePath;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Sha256;
import org.pantau.normalise.text.Moment;
import org.pantau.normalise.text.Quantity;
import org.pantau.normalise.text.ServiceCodes;
import org.pantau.normalise.text.TimeParser;
import org.pantau.normalise.text.Values;
import org.pantau.read.Reading;
import org.pantau.read.Reading.Cell;
import org.pantau.read.Readings;

/**
 * The rows of one slot's answers where they may be millions, added up as they come: what is left are few rows that come to
 * what all of them would have. Of values that cannot be taken the first of each kind is left, as it was: it refuses its
 * service or period as all of them would have. Whether times jumped is judged by the sums, not by each row.
 *
 * <p>Of an event that comes twice the last one counts. They are known by 64 bits of a digest of their id, and the answers
 * are read once more where there are any. Mutable; for one thread.
 */
public final class RowFold {

    /** As many rows as of an answer that is kept whole. */
    private static final int MOST_LEFT = 50_000;

    private static final int MOST_EVENTS = 2_000_000;
    private static final int MOST_REPEATED = 100_000;
    private static final int MOST_FIRST = 20;

    private final Feed feed;
    private final ServiceCodes codes;
    private final TimeParser times;
    private final Instant slot;
    private final boolean events;
    private final Set<Instant> days;
    private final List<Folded> answers = new ArrayList<>();
    private long[] ids = new long[1024];
    private int identified;
    private @Nullable BitSet superseded;
    private int left;
    private String tooMany = "";

    RowFold(Feed feed, ServiceCodes codes, TimeParser times, Instant slot) {
        this.feed = feed;
        this.codes = codes;
        this.times = times;
        this.slot = slot;
        this.events = feed.rows().events() != null;
        this.days = Set.copyOf(EventCounts.daysAsked(feed, Moment.NONE, slot));
    }

    /** Whether many rows of a feed can be added up at all: events of known days, or nothing but sums. */
    static boolean suits(Feed feed) {
        var single = feed.rows().events();
        boolean whole = single == null
                ? feed.measures().stream().allMatch(RowFold::sums)
                : single.recount() != null || feed.request().window() != null;
        return whole && feed.read() == ReadKind.TABLE && feed.request().large();
    }

    private static boolean sums(Mapping mapping) {
        boolean grouped = switch (mapping.semantics()) {
            case GAUGE, COUNTDOWN, SINCE_BOUNDARY, PER_PERIOD -> true;
            // each row has a position, a window or a key of its own
            case SINCE_START, TOTAL_FOREVER, WINDOWED, DELTA_READ, EVENTS -> false;
        };
        return grouped
                && mapping.reduce() == Reduce.SUM
                && Set.of(Beside.UNIT).containsAll(mapping.counting().besides().keySet());
    }

    /** What rows have in common that are added up, or of which the first speaks for all. */
    private record Key(String code, @Nullable Object about, String what) {}

    private record Sum(Reading first, Merged merged) {}

    private static final class Folded {
        private final Map<Key, Reading> kept = new LinkedHashMap<>();
        private final Map<Key, Sum> sums = new LinkedHashMap<>();
        private final List<Reading> first = new ArrayList<>();
        private long count;
    }

    /** Begins with the next answer; where its rows go, one after the other. */
    public Consumer<Reading> next() {
        Folded answer = new Folded();
        answers.add(answer);
        return row -> add(answer, row);
    }

    /** Whether the same answers must be read once more, from the first, because events among them came twice. */
    public boolean again() {
        if (superseded != null || !tooMany.isEmpty()) {
            return false;
        }
        BitSet earlier = earlierOnes();
        ids = new long[0];
        if (earlier.isEmpty() || !tooMany.isEmpty()) {
            return false;
        }
        superseded = earlier;
        answers.clear();
        identified = 0;
        left = 0;
        return true;
    }

    /** What the answers say, with the rows that are left. */
    public List<Readings> into(List<Readings> readings) {
        List<Readings> all = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            Readings each = readings.get(i);
            Folded folded = answers.get(i);
            boolean good = each.outcome().ok();
            all.add(
                    !good
                            ? each
                            : tooMany.isEmpty()
                                    ? each.folded(rows(folded), new Readings.Folded(folded.count, folded.first))
                                    : each.ended(new Outcome(FeedState.TOO_BIG, tooMany)));
        }
        return all;
    }

    private void add(Folded answer, Reading row) {
        answer.count++;
        if (answer.first.size() < MOST_FIRST) {
            answer.first.add(row);
        }
        if (!tooMany.isEmpty()) {
            return;
        }
        ScopePath service =
                codes.place(row.code()).map(ServiceCodes.Place::path).orElse(null);
        Moment at = times.parse(row.at(), slot);
        if (service == null || at.flawed()) {
            keep(
                    answer,
                    service == null ? new Key("", null, "service") : new Key(row.code(), null, "at"),
                    row,
                    Map.of());
        } else if (!isSuperseded(service, row)) {
            take(answer, row, service, at);
        }
    }

    private void take(Folded answer, Reading row, ScopePath service, Moment at) {
        Moment asOf = times.parse(row.asOf(), slot);
        boolean unnamed = events && row.identity().isEmpty();
        // One row of each service at least, so that it is known to be there.
        String what = unnamed ? "id" : asOf.flawed() ? "as_of" : "";
        keep(answer, new Key(row.code(), null, what), row, nothing());
        if (unnamed) {
            return;
        }
        Moment old = asOf.at() == null && !at.whole() ? at : asOf;
        Step.Row placed = new Step.Row(row.row(), service, at, old, "", Map.of(), false);
        for (Mapping mapping : feed.measures()) {
            Cell cell = row.cells().get(mapping.measure().name());
            if (events) {
                event(answer, row, service, mapping, cell);
            } else if (cell != null) {
                value(answer, row, placed, mapping, cell);
            }
        }
    }

    private void value(Folded answer, Reading row, Step.Row placed, Mapping mapping, Cell cell) {
        String measure = mapping.measure().name();
        Quantity quantity = Values.read(mapping, cell);
        if (quantity.kind() == Quantity.Kind.OK) {
            sum(answer, new Key(row.code(), row.at(), measure), row, placed.service())
                    .add(mapping, new Step.Taken(placed, quantity.value(), quantity.weight(), Map.of()));
        } else if (quantity.kind() != Quantity.Kind.NOTHING) {
            keep(answer, new Key(row.code(), row.at(), measure), row, Map.of(measure, cell));
        }
    }

    private void event(Folded answer, Reading row, ScopePath service, Mapping mapping, @Nullable Cell cell) {
        String measure = mapping.measure().name();
        Map<String, Cell> alone = nothing();
        if (cell == null) {
            alone.remove(measure);
            keep(answer, new Key(row.code(), null, measure + " refused"), row, alone);
            return;
        }
        alone.put(measure, cell);
        Moment end = times.parse(cell.value(), slot);
        Instant to = end.at();
        if (!cell.problem().isEmpty() || end.flawed()) {
            keep(answer, new Key(row.code(), null, measure + " refused"), row, alone);
        } else if (to != null) {
            double millis = 0;
            if (mapping.counting().besides().containsKey(Beside.FROM)) {
                Moment begin = times.parse(cell.besides().get(Beside.FROM), slot);
                Instant from = begin.at();
                if (from == null || to.isBefore(from)) {
                    if (from != null || begin.flawed()) {
                        keep(answer, new Key(row.code(), null, measure + " left out"), row, alone);
                    }
                    return;
                }
                millis = to.toEpochMilli() - from.toEpochMilli();
            }
            Instant day = Period.DAY.start(to, feed.zone());
            if (days.contains(day)) {
                Merged merged = sum(answer, new Key(row.code(), day, measure), row, service);
                merged.value += millis;
                merged.weight++;
            }
        }
    }

    private Merged sum(Folded answer, Key key, Reading row, ScopePath service) {
        Sum sum = answer.sums.get(key);
        if (sum == null) {
            sum = new Sum(row, events ? Merged.counted(service, slot, 0, 0) : Merged.empty(service, null));
            answer.sums.put(key, sum);
            countLeft();
        }
        return sum.merged();
    }

    private void keep(Folded answer, Key key, Reading row, Map<String, Cell> cells) {
        if (!answer.kept.containsKey(key)) {
            String identity = events && !row.identity().isEmpty() ? "kept " + left : row.identity();
            answer.kept.put(key, new Reading(row.row(), row.code(), row.name(), row.at(), row.asOf(), identity, cells));
            countLeft();
        }
    }

    private void countLeft() {
        if (++left > MOST_LEFT) {
            tooMany = "more than " + MOST_LEFT + " services and times to add up";
        }
    }

    /** Cells of a row that says nothing: an event must have one for each measure. */
    private Map<String, Cell> nothing() {
        Map<String, Cell> cells = new HashMap<>();
        if (events) {
            feed.measures().forEach(mapping -> cells.put(mapping.measure().name(), Cell.of(null)));
        }
        return cells;
    }

    private List<Reading> rows(Folded folded) {
        List<Reading> rows = new ArrayList<>(folded.kept.values());
        folded.sums.forEach((key, sum) -> {
            Reading first = sum.first();
            Quantity total = new Quantity(Quantity.Kind.OK, sum.merged().value, sum.merged().weight, "");
            Map<String, Cell> cells = nothing();
            cells.put(key.what(), events ? new Cell(key.about(), total, "") : Cell.of(total));
            // of an event the identity is what tells it from others, on other pages too
            String identity = events ? "sum " + answers.indexOf(folded) + " " + rows.size() : "";
            rows.add(new Reading(
                    first.row(), first.code(), first.name(), first.at(), sum.merged().asOf, identity, cells));
        });
        rows.sort(Comparator.comparingInt(Reading::row));
        return rows;
    }

    /** Whether the same event comes once more. */
    private boolean isSuperseded(ScopePath service, Reading row) {
        if (!events || row.identity().isEmpty()) {
            return false;
        }
        int at = identified++;
        BitSet known = superseded;
        if (known != null) {
            return known.get(at);
        }
        if (at == MOST_EVENTS) {
            tooMany = "more than " + MOST_EVENTS + " events";
            return true;
        }
        if (at == ids.length) {
            ids = Arrays.copyOf(ids, Math.min(MOST_EVENTS, at / 2 * 3));
        }
        ids[at] = ByteBuffer.wrap(Sha256.of(service + "\t" + row.identity())).getLong();
        return false;
    }

    /** The places of events that come once more. */
    private BitSet earlierOnes() {
        long[] sorted = Arrays.copyOf(ids, identified);
        Arrays.sort(sorted);
        Set<Long> repeated = new HashSet<>();
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                repeated.add(sorted[i]);
            }
        }
        BitSet earlier = new BitSet();
        if (repeated.size() > MOST_REPEATED) {
            tooMany = "more than " + MOST_REPEATED + " events that come twice";
            return earlier;
        }
        Set<Long> later = new HashSet<>();
        for (int i = identified - 1; i >= 0 && !repeated.isEmpty(); i--) {
            if (repeated.contains(ids[i]) && !later.add(ids[i])) {
                earlier.set(i);
            }
        }
        return earlier;
    }
}
