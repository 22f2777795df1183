package org.pantau.read;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.Decoder;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.ReadOptions;
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
import org.pantau.measure.value.DecodeKeys;

/** Builds feeds and answers for tests of reading. */
public final class FeedFixture {

    public static final Instant ASKED = Instant.parse("2026-11-22T03:00:00Z");

    private final ReadKind read;
    private final Map<String, String> texts = new HashMap<>();
    private final List<Mapping> measures = new ArrayList<>();
    private @Nullable ScopePath service;
    private List<String> keep = List.of();
    private Expect expect = Expect.ANY_2XX;
    private ReadOptions options = ReadOptions.NONE;

    private FeedFixture(ReadKind read) {
        this.read = read;
    }

    public static FeedFixture json() {
        return new FeedFixture(ReadKind.JSON);
    }

    public static FeedFixture metrics() {
        return new FeedFixture(ReadKind.METRICS);
    }

    public static FeedFixture of(ReadKind read) {
        return new FeedFixture(read);
    }

    public static FeedFixture table(ReadOptions.Table layout) {
        return new FeedFixture(ReadKind.TABLE).options(new ReadOptions(List.of(), layout, null));
    }

    public static FeedFixture text(String pattern) {
        return new FeedFixture(ReadKind.TEXT)
                .options(new ReadOptions(List.of(), ReadOptions.Table.USUAL, Pattern.compile(pattern)));
    }

    public static Feed probe(Expect expect) {
        FeedFixture fixture = new FeedFixture(ReadKind.PROBE).forService();
        fixture.expect = expect;
        return fixture.build();
    }

    /** The feed names exactly one service. */
    public FeedFixture forService() {
        service = ScopePath.of("33.08/rsud/rawat-jalan");
        return this;
    }

    public FeedFixture options(ReadOptions options) {
        this.options = options;
        return this;
    }

    public FeedFixture decode(Decoder.Kind kind, String... options) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            settings.put(options[i], options[i + 1]);
        }
        List<Decoder> decoders = new ArrayList<>(this.options.decode());
        decoders.add(new Decoder(kind, settings));
        this.options = new ReadOptions(decoders, this.options.table(), this.options.text());
        return this;
    }

    /** Sets success, empty, zero, gateway, relogin, rows, service, name, at or as_of. */
    public FeedFixture set(String key, String source) {
        texts.put(key, source);
        return this;
    }

    public FeedFixture keep(String... columns) {
        keep = List.of(columns);
        return this;
    }

    public FeedFixture measure(String name, String value) {
        return measure(name, value, Mapping.Reduce.ERROR, null, null);
    }

    public FeedFixture measure(
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

    public Feed build() {
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
                options,
                new Rules(given("success"), given("empty"), given("zero"), given("gateway"), given("relogin")),
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

    public static Answer answer(int status, byte[] body) {
        return answer(status, body, null, Duration.ofMillis(80), null);
    }

    public static Answer answer(int status, String contentType, byte[] body) {
        return new Answer(
                Outcome.OK,
                status,
                Map.of("content-type", contentType),
                body,
                Map.of(),
                ASKED,
                Duration.ofMillis(80),
                null,
                null);
    }

    public static Answer sealed(String body, DecodeKeys keys) {
        return new Answer(
                        Outcome.OK,
                        200,
                        Map.of(),
                        body.getBytes(StandardCharsets.UTF_8),
                        Map.of(),
                        ASKED,
                        Duration.ofMillis(80),
                        null,
                        null)
                .keyed(keys);
    }

    public static Answer answer(
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
