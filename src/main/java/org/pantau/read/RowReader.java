package org.pantau.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Rows;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;
import org.pantau.expression.function.Numbers;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Outcome;
import org.pantau.measure.Semantics;
import org.pantau.measure.value.Answer;
import org.pantau.read.Reading.Cell;
import org.pantau.read.Readings.Extent;
import org.pantau.read.format.RowSource;
import org.pantau.read.format.UnreadableBody;

/** Evaluates the rows of one answer, then each field of each row, so that a bad value costs one cell. */
final class RowReader {

    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_NAME = 300;
    private static final int MOST_FOLLOWED = 50_000;
    /** Longest that rows of one answer may take together, in seconds: of a tree, and of a table that may hold millions. */
    private static final int MAX_SECONDS = 30;

    private static final int MAX_TABLE_SECONDS = 120;
    private static final Set<String> NOTHING = Set.of("", "-", "–", "n/a", "na", "null", "nan", "+inf", "-inf", "inf");

    private final Feed feed;
    private final Map<String, Object> bindings;
    private final Into into;
    private final List<String> problems;
    private final Set<String> identities = new HashSet<>();
    private final boolean severalRows;
    private final long begunNanos = System.nanoTime();
    private MetricsTimes times = MetricsTimes.NONE;
    private int taken;
    private int lost;
    private boolean damaged;
    private boolean noList;
    private boolean found;

    /** Where rows go, and how many at most. */
    record Into(int most, Consumer<Reading> sink) {}

    /** @param problems what was already wrong with the answer */
    RowReader(Feed feed, Map<String, Object> bindings, List<String> problems, Into into) {
        this.feed = feed;
        this.bindings = bindings;
        this.into = into;
        this.problems = new ArrayList<>(problems);
        this.severalRows = feed.measures().stream().anyMatch(mapping -> mapping.reduce() != Mapping.Reduce.ERROR);
    }

    /** Whether any cell had a value, or could not be read. */
    boolean found() {
        return found;
    }

    /** Takes the rows of a tree. */
    Readings read(@Nullable Object document, Answer answer) throws ExpressionException {
        List<?> rows = rows(document);
        if (rows.size() > into.most()) {
            return tooMany(answer);
        }
        if (!feed.keepColumns().isEmpty()) {
            rows.forEach(this::dropColumns);
        }
        Set<Object> twice = feed.read() == ReadKind.METRICS ? twice(rows) : Set.of();
        if (feed.read() == ReadKind.METRICS) {
            times = MetricsTimes.of(document);
        }
        for (int i = 0; i < rows.size(); i++) {
            Object row = rows.get(i);
            if (!twice.isEmpty() && twice.contains(series(row))) {
                found = true;
                problem(i, "*", "the same series twice, which of them is right cannot be told");
            } else {
                take(i, row);
                checkTime(MAX_SECONDS);
            }
        }
        return done(answer);
    }

    /**
     * Takes the rows of a table as they come; {@code rows} is evaluated over each.
     *
     * @throws UnreadableBody when the table breaks off
     */
    Readings read(RowSource table, Answer answer) throws UnreadableBody, ExpressionException {
        Expression rows = feed.rows().rows();
        boolean all = rows.source().strip().equals("$");
        int index = 0;
        for (RowSource.Row row = table.next(); row != null; row = table.next(), index++) {
            if (!row.flaw().isEmpty()) {
                problem(index, "*", row.flaw());
                damaged = true;
                continue;
            }
            Object chosen = all ? row.cells() : field(index, "rows", rows, row.cells());
            if (chosen == null) {
                continue;
            }
            for (Object each : chosen instanceof List<?> several ? several : List.of(chosen)) {
                take(index, each);
            }
            checkTime(MAX_TABLE_SECONDS);
            if (taken > into.most()) {
                return tooMany(answer);
            }
        }
        if (table.replaced()) {
            problems.add(feed.id() + ": " + Documents.REPLACED);
        }
        return done(answer);
    }

    /** Each expression is bounded by itself; this bounds what many rows of slow ones come to. */
    private void checkTime(int seconds) throws ExpressionException {
        if (System.nanoTime() - begunNanos > TimeUnit.SECONDS.toNanos(seconds)) {
            throw new ExpressionException("reading its rows took longer than " + seconds + " s");
        }
    }

    private void take(int index, @Nullable Object row) throws ExpressionException {
        Reading reading = reading(index, row);
        if (reading == null) {
            lost++;
        } else {
            taken++;
            into.sink().accept(reading);
        }
    }

    private Readings done(Answer answer) {
        Extent extent = noList || (taken == 0 && lost > 0) ? Extent.NO_LIST : damaged ? Extent.DAMAGED : Extent.WHOLE;
        return new Readings(Outcome.OK, false, List.of(), answer.bindings(), problems, false, extent, null, null);
    }

    private Readings tooMany(Answer answer) {
        Outcome outcome = new Outcome(FeedState.TOO_BIG, "more than " + into.most() + " rows");
        return new Readings(outcome, false, List.of(), answer.bindings(), List.of(), false);
    }

    /** Series that stand there more than once, of which a counter cannot be followed. */
    private static Set<Object> twice(List<?> rows) {
        Set<Object> once = new HashSet<>(rows.size() * 2);
        Set<Object> twice = new HashSet<>();
        for (Object row : rows) {
            Object series = series(row);
            if (!once.add(series)) {
                twice.add(series);
            }
        }
        return twice;
    }

    private static Object series(@Nullable Object row) {
        return row instanceof Map<?, ?> metric
                ? Arrays.asList(metric.get("name"), metric.get("labels"))
                : String.valueOf(row);
    }

    private List<?> rows(@Nullable Object document) throws ExpressionException {
        Object rows;
        try {
            rows = feed.rows().rows().evaluate(document, bindings);
        } catch (ExpressionException e) {
            throw new ExpressionException("rows: " + e.getMessage(), e);
        }
        if (rows == null) {
            if (!(document instanceof List<?> none && none.isEmpty())) {
                problems.add(feed.id() + "/rows: nothing found");
                noList = true;
            }
            return List.of();
        }
        return rows instanceof List<?> several ? several : List.of(rows);
    }

    private void dropColumns(@Nullable Object row) {
        if (row instanceof Map<?, ?> map) {
            map.keySet().retainAll(feed.keepColumns());
        }
    }

    private @Nullable Reading reading(int index, @Nullable Object row) throws ExpressionException {
        Rows what = feed.rows();
        String code = "";
        if (feed.service() == null && what.service() != null) {
            Object value = field(index, "service", what.service(), row);
            if (value == null || value instanceof Map<?, ?> || value instanceof List<?>) {
                problem(index, "service", "the row names no service");
                return null;
            }
            code = text(value).strip();
        }
        Object named = field(index, "name", what.name(), row);
        String name = named == null ? null : shortened(text(named));
        Map<String, Cell> cells = new HashMap<>();
        for (Mapping mapping : feed.measures()) {
            Cell cell = cell(index, mapping, row);
            if (cell != null) {
                cells.put(mapping.measure().name(), cell);
                found |= cell.value() != null || !cell.problem().isEmpty();
            }
        }
        Object at = field(index, "at", what.at(), row);
        Object asOf = what.asOf() == null ? times.pushOf(row).orElse(null) : field(index, "as_of", what.asOf(), row);
        Object id =
                what.events() == null ? null : field(index, "id", what.events().id(), row);
        String identity = what.events() == null ? identity(index, code, name, row) : id == null ? "" : text(id).strip();
        return new Reading(index, code, name, at, asOf, identity, cells);
    }

    private @Nullable Cell cell(int index, Mapping mapping, @Nullable Object row) throws ExpressionException {
        String measure = mapping.measure().name();
        try {
            Expression condition = mapping.onlyWhen();
            if (condition != null && !Boolean.TRUE.equals(condition.evaluate(row, bindings))) {
                return null;
            }
            Expression exclude = mapping.counting().exclude();
            if (exclude != null && Boolean.TRUE.equals(exclude.evaluate(row, bindings))) {
                return null;
            }
            Object found = mapping.value().evaluate(row, bindings);
            // The value of an event is a date.
            Object value = mapping.semantics() == Semantics.EVENTS ? single(found) : value(mapping, found);
            Expression weighed = mapping.weight();
            Object weight = weighed == null ? null : number(weighed.evaluate(row, bindings));
            // The mean of no cases is not zero.
            boolean unused = weight instanceof Number cases && cases.doubleValue() == 0;
            return new Cell(unused ? null : value, weight, "", besides(mapping, row));
        } catch (ExpressionException | IllegalArgumentException e) {
            endIfOverrun(measure, e);
            String why = String.valueOf(e.getMessage());
            problem(index, measure, why);
            return new Cell(null, null, why);
        }
    }

    private Map<Beside, Object> besides(Mapping mapping, @Nullable Object row) throws ExpressionException {
        boolean counter = mapping.semantics() == Semantics.SINCE_START
                && mapping.counting().guessStart()
                && feed.read() == ReadKind.METRICS;
        if (!counter && mapping.counting().besides().isEmpty()) {
            return Map.of();
        }
        Map<Beside, Object> besides = new EnumMap<>(Beside.class);
        if (counter) {
            times.startOf(row).ifPresent(start -> besides.put(Beside.STARTED, start));
        }
        for (Map.Entry<Beside, Expression> each : mapping.counting().besides().entrySet()) {
            Object found = single(each.getValue().evaluate(row, bindings));
            if (found != null) {
                besides.put(each.getKey(), found);
            }
        }
        return besides;
    }

    private static @Nullable Object single(@Nullable Object found) {
        return found instanceof List<?> list && list.size() == 1 ? list.get(0) : found;
    }

    private static @Nullable Object value(Mapping mapping, @Nullable Object found) throws ExpressionException {
        Object raw = single(found);
        if (raw == null) {
            return null;
        }
        if (!mapping.sentinels().isEmpty()
                && mapping.sentinels().contains(text(raw).strip())) {
            return null;
        }
        return mapping.measure().kind() == Kind.STATE && !(raw instanceof Number) ? state(raw) : number(raw);
    }

    private static @Nullable Object state(Object raw) throws ExpressionException {
        if (raw instanceof Boolean) {
            return raw;
        }
        String text = raw instanceof String given ? given.strip() : "";
        if (text.isEmpty() && !(raw instanceof String)) {
            throw new ExpressionException("not a single value");
        }
        if (NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
            return null;
        }
        return Numbers.whole(text) ? Numbers.plain(text) : text;
    }

    /** A number, or nothing; texts count as numbers where they are nothing but one. */
    private static @Nullable Object number(@Nullable Object raw) throws ExpressionException {
        if (raw instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? number : null;
        }
        if (raw instanceof String text) {
            return NOTHING.contains(text.strip().toLowerCase(Locale.ROOT)) ? null : Numbers.read(text, null);
        }
        if (raw == null) {
            return null;
        }
        throw new ExpressionException(raw instanceof List<?> ? "several values where one is expected" : "not a number");
    }

    private @Nullable Object field(int index, String name, @Nullable Expression expression, @Nullable Object row)
            throws ExpressionException {
        if (expression == null) {
            return null;
        }
        try {
            return expression.evaluate(row, bindings);
        } catch (ExpressionException e) {
            endIfOverrun(name, e);
            problem(index, name, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A bad value costs one cell; an expression that ran away would do so at every row, and ends the reading. */
    private static void endIfOverrun(String field, Exception failure) throws ExpressionException {
        if (failure instanceof ExpressionException e && e.overran()) {
            throw new ExpressionException(field + ": " + e.getMessage(), e);
        }
    }

    /** Labels tell rows of metrics apart; elsewhere a name does, and where that repeats, the position. */
    private String identity(int index, String code, @Nullable String name, @Nullable Object row) {
        if (feed.read() == ReadKind.METRICS && row instanceof Map<?, ?> metric) {
            return String.valueOf(metric.get("name")) + metric.get("labels");
        }
        if (!severalRows || identities.size() == MOST_FOLLOWED) {
            // of more rows than are kept none is followed
            return "";
        }
        String identity = name == null ? "" : name;
        return identities.add(code + '\n' + identity) ? identity : identity + "#" + index;
    }

    private void problem(int index, String field, String why) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(feed.id() + "/" + index + "/" + field + ": " + why);
        } else if (problems.size() == MAX_PROBLEMS) {
            problems.add(feed.id() + ": more problems");
        }
    }

    /** As text, whole numbers without a decimal point. */
    private static String text(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e18) {
            return Long.toString(number.longValue());
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }
}
