package org.pantau.read.push;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pantau.read.format.UnreadableBody;

/**
 * OpenTelemetry metrics to the rows that Prometheus text would be: {@code {name, labels, value, type, ts}}, and beside
 * them {@code unit}, {@code created} (when the total began, epoch milliseconds), {@code temporality} and {@code monotonic}
 * of sums. Labels hold the attributes of the point, and those of its resource and scope that it does not have itself.
 */
final class OtlpRows {

    static final String DELTA = "delta";
    static final String CUMULATIVE = "cumulative";

    private static final int MOST_ROWS = 10_000;
    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_LABELS = 100;
    private static final long NOT_RECORDED = 1;
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000);

    private final List<Map<String, Object>> rows = new ArrayList<>();

    private OtlpRows() {}

    static List<Map<String, Object>> of(@Nullable Object document) throws UnreadableBody {
        if (!(document instanceof Map<?, ?>)) {
            throw new UnreadableBody("an object with resourceMetrics is expected");
        }
        OtlpRows rows = new OtlpRows();
        for (Object resource : list(document, "resourceMetrics")) {
            Map<String, String> common = labels(get(resource, "resource"), Map.of());
            for (Object scope : list(resource, "scopeMetrics")) {
                Map<String, String> scoped = labels(get(scope, "scope"), common);
                String scopeName = text(get(get(scope, "scope"), "name"));
                if (!scopeName.isEmpty()) {
                    scoped = new TreeMap<>(scoped);
                    scoped.putIfAbsent("otel_scope_name", scopeName);
                }
                for (Object metric : list(scope, "metrics")) {
                    rows.metric(metric, scoped);
                }
            }
        }
        return rows.rows;
    }

    /** What tells an increase from every other: of what, since when, until when. */
    static String key(Map<String, Object> row) {
        return row.get("name") + "\n" + row.get("labels") + "\n" + row.get("start_ns") + "\n" + row.get("time_ns");
    }

    private void metric(Object metric, Map<String, String> common) throws UnreadableBody {
        String name = text(get(metric, "name"));
        if (name.isEmpty() || name.length() > LONGEST_TEXT) {
            throw new UnreadableBody("a metric without a name, or with one beyond any use");
        }
        Object gauge = get(metric, "gauge");
        Object sum = get(metric, "sum");
        Object histogram = get(metric, "histogram");
        Object exponential = get(metric, "exponentialHistogram");
        Object summary = get(metric, "summary");
        String unit = text(get(metric, "unit"));
        if (gauge != null) {
            points(gauge, name, "gauge", unit, common, this::number);
        } else if (sum != null) {
            boolean monotonic = Boolean.TRUE.equals(get(sum, "isMonotonic"));
            points(sum, name, monotonic ? "counter" : "gauge", unit, common, this::number);
        } else if (histogram != null) {
            points(histogram, name, "histogram", unit, common, this::histogram);
        } else if (exponential != null) {
            points(exponential, name, "histogram", unit, common, this::totals);
        } else if (summary != null) {
            points(summary, name, "summary", unit, common, this::summary);
        }
    }

    /** Makes the rows of one point. */
    private interface Maker {
        void make(Object point, Map<String, Object> row) throws UnreadableBody;
    }

    private void points(Object data, String name, String type, String unit, Map<String, String> common, Maker maker)
            throws UnreadableBody {
        Object kind = get(data, "aggregationTemporality");
        String temporality = is(kind, 1, "AGGREGATION_TEMPORALITY_DELTA")
                ? DELTA
                : is(kind, 2, "AGGREGATION_TEMPORALITY_CUMULATIVE") || type.equals("summary") ? CUMULATIVE : "";
        boolean total = type.equals("counter") || type.equals("histogram");
        if (total && temporality.isEmpty()) {
            throw new UnreadableBody("metric " + shortened(name) + ": aggregationTemporality 1 or 2 is expected");
        }
        for (Object point : list(data, "dataPoints")) {
            if ((whole(get(point, "flags")).longValue() & NOT_RECORDED) != 0) {
                continue;
            }
            BigInteger start = whole(get(point, "startTimeUnixNano"));
            BigInteger time = whole(get(point, "timeUnixNano"));
            Map<String, Object> row = PushedBody.row();
            row.put("name", name);
            row.put("labels", labels(point, common));
            row.put("type", type);
            row.put("unit", unit);
            if (!temporality.isEmpty()) {
                row.put("temporality", temporality);
            }
            row.put("monotonic", total || type.equals("summary"));
            row.put("start_ns", start.toString());
            row.put("time_ns", time.toString());
            if (time.signum() > 0) {
                row.put("ts", time.divide(NANOS).longValue());
            }
            if (start.signum() > 0) {
                row.put("created", start.divide(NANOS).longValue());
            }
            maker.make(point, row);
            if (rows.size() > MOST_ROWS) {
                throw new UnreadableBody("more than " + MOST_ROWS + " points, send them in several parts");
            }
        }
    }

    private void number(Object point, Map<String, Object> row) throws UnreadableBody {
        Object whole = get(point, "asInt");
        Object value = whole != null ? number(whole(whole)) : decimal(get(point, "asDouble"));
        if (value == null) {
            throw new UnreadableBody("a point without asInt or asDouble");
        }
        add(row, "", value, Map.of());
    }

    private void histogram(Object point, Map<String, Object> row) throws UnreadableBody {
        List<?> counts = list(point, "bucketCounts");
        List<?> bounds = list(point, "explicitBounds");
        BigInteger below = BigInteger.ZERO;
        for (int i = 0; i < counts.size(); i++) {
            below = below.add(whole(counts.get(i)));
            String bound = i < bounds.size() ? String.valueOf(bounds.get(i)) : "+Inf";
            add(row, "_bucket", number(below), Map.of("le", bound));
        }
        totals(point, row);
    }

    private void totals(Object point, Map<String, Object> row) throws UnreadableBody {
        add(row, "_count", number(whole(get(point, "count"))), Map.of());
        Object sum = decimal(get(point, "sum"));
        if (sum != null) {
            add(row, "_sum", sum, Map.of());
        }
    }

    private void summary(Object point, Map<String, Object> row) throws UnreadableBody {
        for (Object quantile : list(point, "quantileValues")) {
            Object value = decimal(get(quantile, "value"));
            Object share = decimal(get(quantile, "quantile"));
            add(row, "", value == null ? 0.0 : value, Map.of("quantile", String.valueOf(share == null ? 0.0 : share)));
        }
        totals(point, row);
    }

    private void add(Map<String, Object> made, String suffix, Object value, Map<String, String> more) {
        Map<String, Object> row = PushedBody.row();
        row.putAll(made);
        row.put("name", made.get("name") + suffix);
        row.put("value", value);
        if (!more.isEmpty() && made.get("labels") instanceof Map<?, ?> labels) {
            Map<String, String> all = new TreeMap<>(more);
            labels.forEach((name, text) -> all.put(String.valueOf(name), String.valueOf(text)));
            row.put("labels", all);
        }
        rows.add(row);
    }

    private static Map<String, String> labels(@Nullable Object owner, Map<String, String> common)
            throws UnreadableBody {
        Map<String, String> labels = new TreeMap<>(common);
        for (Object attribute : list(owner, "attributes")) {
            String value = attribute(get(attribute, "value"));
            if (value.length() > LONGEST_TEXT) {
                throw new UnreadableBody("an attribute longer than " + LONGEST_TEXT);
            }
            labels.put(text(get(attribute, "key")), value);
        }
        if (labels.size() > MOST_LABELS) {
            throw new UnreadableBody("more than " + MOST_LABELS + " attributes");
        }
        return labels;
    }

    private static String attribute(@Nullable Object value) {
        for (String kind : List.of("stringValue", "intValue", "doubleValue", "boolValue")) {
            Object plain = get(value, kind);
            if (plain != null) {
                return plain.toString();
            }
        }
        Object several = get(value, "arrayValue");
        return several == null
                ? ""
                : list(several, "values").stream().map(OtlpRows::attribute).collect(Collectors.joining(","));
    }

    private static List<?> list(@Nullable Object owner, String key) {
        return get(owner, key) instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Object get(@Nullable Object owner, String key) {
        return owner instanceof Map<?, ?> map ? map.get(key) : null;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static boolean is(@Nullable Object value, int number, String name) {
        return name.equals(value) || (value instanceof Number given && given.intValue() == number);
    }

    /** A whole number, as JSON writes them here: as text, or as a number; 0 where it is left out. */
    private static BigInteger whole(@Nullable Object value) throws UnreadableBody {
        if (value == null) {
            return BigInteger.ZERO;
        }
        try {
            return new BigInteger(value instanceof Double given ? String.valueOf(given.longValue()) : value.toString());
        } catch (NumberFormatException e) {
            throw new UnreadableBody("a whole number is expected, as text or number");
        }
    }

    private static Object number(BigInteger value) {
        return value.bitLength() < 32 ? (Object) value.intValue() : value.bitLength() < 64 ? value.longValue() : value;
    }

    private static @Nullable Object decimal(@Nullable Object value) throws UnreadableBody {
        if (value == null || value instanceof Number) {
            return value;
        }
        return switch (value.toString()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new UnreadableBody("a number is expected");
        };
    }

    private static String shortened(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80);
    }
}
