package org.pantau.read;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.model.Rows;
import org.pantau.catalogue.model.Rules;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;
import org.pantau.expression.Expressions;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.ScopePath;
import org.pantau.measure.Semantics;
import org.pantau.measure.time.Period;
import org.pantau.measure.value.Answer;

/** Builds feeds and answers for tests of reading. */
final class FeedFixture {

    static final Instant ASKED = Instant.parse("2026-11-22T03:00:00Z");

    private final ReadKind read;
    private final Map<String, String> texts = new HashMap<>();
    private final List<Mapping> measures = new ArrayList<>();
    private @Nullable ScopePath service;
    private List<String> keep = List.of();
    private Expect expect = Expect.ANY_2XX;

    private FeedFixture(ReadKind read) {
        this.read = read;
    }

    static FeedFixture json() {
        return new FeedFixture(ReadKind.JSON);
    }

    static FeedFixture metrics() {
        return new FeedFixture(ReadKind.METRICS);
    }

    static Feed probe(Expect expect) {
        FeedFixture fixture = new FeedFixture(ReadKind.PROBE).forService();
        fixture.expect = expect;
        return fixture.build();
    }

    /** The feed names exactly one service. */
    FeedFixture forService() {
        service = ScopePath.of("33.08/rsud/rawat-jalan");
        return this;
    }

    /** Sets success, empty, zero, gateway, rows, service, name, at or as_of. */
    FeedFixture set(String key, String source) {
        texts.put(key, source);
        return this;
    }

    FeedFixture keep(String... columns) {
        keep = List.of(columns);
        return this;
    }

    FeedFixture measure(String name, String value) {
        return measure(name, value, Mapping.Reduce.ERROR, null, null);
    }

    FeedFixture measure(
            String name,
            String value,
            Mapping.Reduce reduce,
            @Nullable String weight,
            @Nullable String onlyWhen,
            String... sentinels) {
        var measure = Measures.standard().get(name);
        measures.add(new Mapping(
                measure,
                compile(value),
                Semantics.GAUGE,
                measure.unit(),
                Period.DAY,
                Duration.ofHours(6),
                reduce,
                weight == null ? null : compile(weight),
                null,
                null,
                onlyWhen == null ? null : compile(onlyWhen),
                List.of(sentinels)));
        return this;
    }

    Feed build() {
        return new Feed(
                "f",
                ScopePath.of("33.08/rsud"),
                service,
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                null,
                ZoneId.of("Asia/Jakarta"),
                Map.of("base", "http://127.0.0.1:9", "key", "env:KEY"),
                new RequestSpec("{base}", "GET", Map.of(), null, List.of(), null),
                AuthSpec.NONE,
                read,
                new Rules(given("success"), given("empty"), given("zero"), given("gateway")),
                new Rows(
                        compile(texts.getOrDefault("rows", "$")),
                        given("service"),
                        given("name"),
                        given("at"),
                        given("as_of")),
                Map.of(),
                keep,
                measures,
                expect,
                Feed.Confirm.DEFAULT,
                Origin.REPORTED,
                List.of(),
                null,
                1);
    }

    private @Nullable Expression given(String key) {
        String source = texts.get(key);
        return source == null ? null : compile(source);
    }

    private static Expression compile(String source) {
        try {
            return Expressions.compile(source);
        } catch (ExpressionException e) {
            throw new AssertionError(source, e);
        }
    }

    static Answer answer(int status, byte[] body) {
        return answer(status, body, null, Duration.ofMillis(80), null);
    }

    static Answer answer(
            int status, byte[] body, @Nullable Duration retryAfter, Duration took, @Nullable Instant certificateEnds) {
        return new Answer(
                Outcome.OK,
                status,
                Map.of("content-type", "text/html"),
                body,
                Map.of("day", "2026-11-22", "today", "2026-11-22", "poli", "001"),
                ASKED,
                took,
                certificateEnds,
                retryAfter);
    }
}
