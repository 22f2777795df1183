package org.pantau.normalise.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.Mapping.Reduce;
import org.pantau.expression.Expression;
import org.pantau.measure.Measure;
import org.pantau.measure.Measure.Direction;
import org.pantau.measure.Measure.Kind;
import org.pantau.measure.Measures;
import org.pantau.measure.Semantics;
import org.pantau.measure.Unit;
import org.pantau.measure.time.Period;
import org.pantau.read.Reading.Cell;

class ValuesTest {

    private static final Measure SHARE = new Measure("occupancy", Kind.LEVEL, Unit.RATIO, Direction.NONE);
    private static final Measure SATISFACTION = Measures.standard().get("satisfaction");

    static Stream<Arguments> numbers() {
        return Stream.of(
                number("28", "3", 3.0),
                number("28", " 3 ", 3.0),
                number("28", 3, 3.0),
                number("28", 3.0, 3.0),
                number("28", "3.0", 3.0),
                number("28", "\u00a03\u00a0", 3.0),
                number("28", new BigDecimal("12"), 12.0),
                number("28", "+7", 7.0),
                number("28", "1.5e+06", 1_500_000.0),
                number("28", "2E3", 2000.0),
                number("28", "1234567", 1_234_567.0),
                nothing("31", ""),
                nothing("31", "  "),
                nothing("31", "-"),
                nothing("31", "N/A"),
                nothing("31", "null"),
                nothing("31", null),
                nothing("31", false),
                nothing("32", "NaN"),
                nothing("32", "+Inf"),
                nothing("32", Double.NaN),
                nothing("32", Double.NEGATIVE_INFINITY),
                nothing("71", "1e999"),
                unreadable("29", "1.234"),
                unreadable("29", "-12.345"),
                unreadable("30", "1.234,56"),
                unreadable("30", "12,5"),
                unreadable("30", "Rp 1.500"),
                unreadable("30", "12 menit"),
                unreadable("30", "85,5%"),
                unreadable("30", "."),
                unreadable("30", "5."),
                unreadable("30", "1e"),
                unreadable("30", "1e+"),
                unreadable("30", "A-000"),
                unreadable("30", true),
                unreadable("30", List.of(1, 2)),
                unreadable("30", Map.of("a", 1)));
    }

    private static Arguments number(String item, Object raw, double value) {
        return Arguments.of(item, raw, Quantity.Kind.OK, value);
    }

    private static Arguments nothing(String item, @Nullable Object raw) {
        return Arguments.of(item, raw, Quantity.Kind.NOTHING, 0.0);
    }

    private static Arguments unreadable(String item, Object raw) {
        return Arguments.of(item, raw, Quantity.Kind.UNREADABLE, 0.0);
    }

    @ParameterizedTest(name = "item {0}: {1} is {2} {3}")
    @MethodSource("numbers")
    void numbersAreReadAsSourcesWriteThemAndNeverGuessed(
            String item, @Nullable Object raw, Quantity.Kind kind, double value) {
        Quantity target = Values.read(mapping(Measures.RECEIVED, Unit.COUNT, false), Cell.of(raw));

        assertThat(target.kind()).as(item).isEqualTo(kind);
        assertThat(target.value()).isEqualTo(value);
        assertThat(target.problem().isEmpty()).isEqualTo(kind != Quantity.Kind.UNREADABLE);
    }

    static Stream<Arguments> plausible() {
        return Stream.of(
                Arguments.of(Measures.RECEIVED, Unit.COUNT, -1, Quantity.Kind.SUSPECT, -1.0),
                Arguments.of(Measures.RECEIVED, Unit.COUNT, 1.5, Quantity.Kind.SUSPECT, 1.5),
                Arguments.of(Measures.RECEIVED, Unit.COUNT, 1e15, Quantity.Kind.SUSPECT, 1e15),
                Arguments.of(Measures.RECEIVED, Unit.COUNT, 999_999_999_999_999L, Quantity.Kind.OK, 999999999999999.0),
                Arguments.of(Measures.PENDING, Unit.COUNT, -1, Quantity.Kind.SUSPECT, -1.0),
                Arguments.of(Measures.PENDING, Unit.COUNT, 3.5, Quantity.Kind.OK, 3.5),
                Arguments.of(Measures.PENDING, Unit.COUNT, "1e16", Quantity.Kind.SUSPECT, 1e16),
                Arguments.of(Measures.HANDLING, Unit.SECOND, 421.5, Quantity.Kind.OK, 421_500.0),
                Arguments.of(Measures.HANDLING, Unit.MINUTE, "12", Quantity.Kind.OK, 720_000.0),
                Arguments.of(Measures.HANDLING, Unit.NANOSECOND, 2_000_000L, Quantity.Kind.OK, 2.0),
                Arguments.of(Measures.HANDLING, Unit.SECOND, -3, Quantity.Kind.SUSPECT, -3000.0),
                Arguments.of(SHARE, Unit.PERCENT, 85, Quantity.Kind.OK, 0.85),
                Arguments.of(SHARE, Unit.RATIO, 85, Quantity.Kind.SUSPECT, 85.0),
                Arguments.of(SHARE, Unit.RATIO, -0.1, Quantity.Kind.SUSPECT, -0.1),
                Arguments.of(SATISFACTION, Unit.SCORE, "87.50", Quantity.Kind.OK, 87.5));
    }

    @ParameterizedTest(name = "items 35, 39: {2} {1} of {0} is {3}")
    @MethodSource("plausible")
    void valuesAreConvertedToTheBaseUnitAndImplausibleOnesAreSuspect(
            Measure measure, Unit unit, Object raw, Quantity.Kind kind, double value) {
        Quantity target = Values.read(mapping(measure, unit, false), Cell.of(raw));

        assertThat(target.kind()).isEqualTo(kind);
        assertThat(target.value()).isEqualTo(value);
    }

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of(true, Quantity.Kind.OK, 1.0),
                Arguments.of(false, Quantity.Kind.OK, 0.0),
                Arguments.of("UP", Quantity.Kind.OK, 1.0),
                Arguments.of("DOWN", Quantity.Kind.OK, 0.0),
                Arguments.of("1", Quantity.Kind.OK, 1.0),
                Arguments.of(1.0, Quantity.Kind.OK, 1.0),
                Arguments.of(0, Quantity.Kind.OK, 0.0),
                Arguments.of("", Quantity.Kind.NOTHING, 0.0),
                Arguments.of(3, Quantity.Kind.UNREADABLE, 0.0),
                Arguments.of(0.5, Quantity.Kind.UNREADABLE, 0.0),
                Arguments.of("mungkin", Quantity.Kind.UNREADABLE, 0.0));
    }

    @ParameterizedTest(name = "state {0} is {1} {2}")
    @MethodSource("states")
    void statesAreUpOrDownOrSaidToBeNeither(Object raw, Quantity.Kind kind, double value) {
        Quantity target = Values.read(mapping(Measures.UP, Unit.RATIO, false), Cell.of(raw));

        assertThat(target.kind()).isEqualTo(kind);
        assertThat(target.value()).isEqualTo(value);
    }

    static Stream<Arguments> weights() {
        return Stream.of(
                Arguments.of(37, Quantity.Kind.OK, 37.0),
                Arguments.of("37", Quantity.Kind.OK, 37.0),
                Arguments.of(0, Quantity.Kind.NOTHING, 1.0),
                Arguments.of(null, Quantity.Kind.NOTHING, 1.0),
                Arguments.of(-2, Quantity.Kind.UNREADABLE, 1.0),
                Arguments.of("banyak", Quantity.Kind.UNREADABLE, 1.0));
    }

    @ParameterizedTest(name = "item 34: weight {0} is {1} {2}")
    @MethodSource("weights")
    void aMeanSaysNothingWithoutCases(@Nullable Object weight, Quantity.Kind kind, double expected) {
        Quantity target = Values.read(mapping(Measures.HANDLING, Unit.SECOND, true), new Cell(2, weight, ""));

        assertThat(target.kind()).isEqualTo(kind);
        assertThat(target.weight()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "item 33: sentinel {0}")
    @MethodSource("sentinels")
    void declaredSentinelsMeanNoValue(Object raw) {
        assertThat(Values.read(mapping(Measures.RECEIVED, Unit.COUNT, false, "-1", "tidak ada"), Cell.of(raw)))
                .isEqualTo(Quantity.NOTHING);
    }

    static Stream<Object> sentinels() {
        return Stream.of(-1, -1.0, "-1", " tidak ada ");
    }

    @ParameterizedTest(name = "problem of {0} does not quote it")
    @MethodSource("secrets")
    void problemsShowTheFormAndNeverTheValue(String raw, String form) {
        Quantity target = Values.read(mapping(Measures.RECEIVED, Unit.COUNT, false), Cell.of(raw));

        assertThat(target.problem()).contains("'" + form + "'").doesNotContain(raw);
    }

    static Stream<Arguments> secrets() {
        return Stream.of(
                Arguments.of("Rp 1.500", "aa 9.999"),
                Arguments.of("1.234", "9.999"),
                Arguments.of("3308\n012345678901234567890", "9999 9999999999999999999"));
    }

    @ParameterizedTest(name = "cell problem")
    @MethodSource("sentinels")
    void aCellTheReaderCouldNotReadIsNotExplainedTwice(Object raw) {
        Quantity target = Values.read(mapping(Measures.RECEIVED, Unit.COUNT, false), new Cell(raw, null, "failed"));

        assertThat(target.kind()).isEqualTo(Quantity.Kind.UNREADABLE);
        assertThat(target.problem()).isEmpty();
    }

    private static Mapping mapping(Measure measure, Unit unit, boolean weighted, String... sentinels) {
        Expression any = new Expression() {
            @Override
            public String source() {
                return "any";
            }

            @Override
            public boolean plain() {
                return true;
            }

            @Override
            public @Nullable Object evaluate(@Nullable Object input, Map<String, Object> bindings) {
                return null;
            }
        };
        return new Mapping(
                measure,
                any,
                Semantics.GAUGE,
                unit,
                Period.DAY,
                Duration.ofHours(6),
                Reduce.ERROR,
                weighted ? any : null,
                null,
                null,
                null,
                List.of(sentinels));
    }
}
