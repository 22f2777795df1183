package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.Confirm;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.catalogue.model.ReadOptions;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.model.RequestSpec.Days;
import org.pantau.catalogue.model.Rows;
import org.pantau.catalogue.model.Rules;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;
import org.pantau.measure.Unit;
import org.pantau.measure.time.Period;

/** A feed of 33.08/disdukcapil, asked every minute, with what a test wants different. */
final class FeedBuilder {

    static final ScopePath AGENCY = ScopePath.of("33.08/disdukcapil");
    static final ScopePath KTP = AGENCY.child("ktp-el");
    static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

    private @Nullable ScopePath service = KTP;
    private ReadKind read = ReadKind.JSON;
    private Duration every = Duration.ofSeconds(60);
    private ZoneId zone = WIB;
    private String url = "http://127.0.0.1:9001/";
    private List<RequestSpec.Key> keys = List.of();
    private @Nullable Days days;
    private @Nullable Expression code;
    private @Nullable Expression at;
    private Map<String, ScopePath> services = Map.of();
    private final List<Mapping> measures = new ArrayList<>();

    static FeedBuilder feed() {
        return new FeedBuilder();
    }

    /** Local time of a day in November 2026 in WIB: {@code "22T09:10"}. */
    static Instant wib(String dayAndTime) {
        return LocalDateTime.parse("2026-11-" + dayAndTime).atZone(WIB).toInstant();
    }

    FeedBuilder ofAgency(Map<String, ScopePath> codes) {
        service = null;
        services = codes;
        return this;
    }

    FeedBuilder probe() {
        read = ReadKind.PROBE;
        return this;
    }

    FeedBuilder every(Duration rhythm) {
        every = rhythm;
        return this;
    }

    FeedBuilder zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    FeedBuilder url(String address) {
        url = address;
        return this;
    }

    FeedBuilder keys(RequestSpec.Key... all) {
        keys = List.of(all);
        return this;
    }

    FeedBuilder days(String format) {
        days = new Days("day", true, 3, Duration.ofHours(6), 0, format);
        return this;
    }

    FeedBuilder code(Expression expression) {
        code = expression;
        return this;
    }

    FeedBuilder namedPeriods() {
        at = constant("at", null);
        return this;
    }

    FeedBuilder measure(Measure measure, Semantics semantics) {
        return measure(measure, semantics, Period.DAY, Reduce.ERROR);
    }

    FeedBuilder measure(Measure measure, Semantics semantics, Period period, Reduce reduce) {
        String of = measure.kind() == Kind.COUNT ? "permohonan" : null;
        return mapping(new Mapping(
                measure,
                constant(measure.name(), null),
                semantics,
                measure.unit(),
                period,
                Duration.ofHours(6),
                reduce,
                null,
                of,
                null,
                null,
                List.of()));
    }

    /** A mean in {@code unit} with its weight. */
    FeedBuilder mean(Measure measure, Semantics semantics, Unit unit, Reduce reduce) {
        return mapping(new Mapping(
                measure,
                constant(measure.name(), null),
                semantics,
                unit,
                Period.DAY,
                Duration.ofHours(6),
                reduce,
                constant("n", null),
                null,
                null,
                null,
                List.of()));
    }

    FeedBuilder mapping(Mapping mapping) {
        measures.add(mapping);
        return this;
    }

    Feed build() {
        return new Feed(
                "statistik",
                AGENCY,
                service,
                every,
                Duration.ofSeconds(10),
                null,
                zone,
                Map.of("base", "http://127.0.0.1:9001"),
                new RequestSpec(url, "GET", Map.of(), null, keys, days),
                AuthSpec.NONE,
                read,
                ReadOptions.NONE,
                Rules.NONE,
                new Rows(constant("$", null), code, null, at, null),
                services,
                List.of(),
                measures,
                Expect.ANY_2XX,
                Confirm.DEFAULT,
                Origin.REPORTED,
                List.of(),
                null,
                1);
    }

    Watch watch() {
        return new Watch(new Normaliser(build(), KTP));
    }

    static Expression constant(String source, @Nullable Object value) {
        return expression(source, value, null);
    }

    /** {@code $name}: answers what was asked for. */
    static Expression variable(String name) {
        return expression("$" + name, null, name);
    }

    private static Expression expression(String source, @Nullable Object value, @Nullable String variable) {
        return new Expression() {
            @Override
            public String source() {
                return source;
            }

            @Override
            public boolean plain() {
                return true;
            }

            @Override
            public @Nullable Object evaluate(@Nullable Object input, Map<String, Object> bindings)
                    throws ExpressionException {
                return variable == null ? value : bindings.get(variable);
            }
        };
    }
}
