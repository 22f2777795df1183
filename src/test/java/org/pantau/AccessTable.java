package org.pantau;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of routes with what each person is answered: method, path, body, then a status for each. */
final class AccessTable {

    /** Column of the first person, after method, path and body. */
    private static final int FIRST_PERSON = 3;

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

    private AccessTable() {}

    /** Asks as everybody there is a column for, as nobody, and with a session that was made up. */
    static void check(ArgumentsAccessor row, List<String> who, Function<@Nullable String, Whole.Said> ask) {
        Map<String, Integer> expected = new TreeMap<>();
        Map<String, Integer> was = new TreeMap<>();
        for (int i = 0; i < who.size(); i++) {
            expected.put(who.get(i), row.getInteger(FIRST_PERSON + i));
            was.put(who.get(i), ask.apply(who.get(i)).status());
        }
        expected.put("nobody", 401);
        was.put("nobody", ask.apply(null).status());
        expected.put("a stranger", 401);
        was.put("a stranger", ask.apply("a stranger").status());

        assertThat(was).isEqualTo(expected);
    }

    /** A route of the OpenAPI document below these paths that nobody wrote into the table is one that nobody tried. */
    static void shouldHoldEveryRoute(Class<?> test, String method, String paths)
            throws IOException, NoSuchMethodException {
        Set<String> tried = new TreeSet<>();
        test.getDeclaredMethod(method, ArgumentsAccessor.class)
                .getAnnotation(CsvSource.class)
                .textBlock()
                .lines()
                .skip(1)
                .map(line -> line.split("\\|"))
                .forEach(cells ->
                        tried.add(cells[0].strip() + " " + cells[1].strip().replaceFirst("\\?.*", "")));
        Set<String> untried = new TreeSet<>();
        try (InputStream in = AccessTable.class.getResourceAsStream("/openapi.yaml")) {
            new YAMLMapper().readTree(in).get("paths").properties().forEach(path -> {
                if (path.getKey().matches(paths)) {
                    path.getValue().properties().stream()
                            .map(each -> each.getKey().toUpperCase(Locale.ROOT))
                            .filter(METHODS::contains)
                            .map(verb -> verb + " " + path.getKey())
                            .filter(route -> tried.stream()
                                    .noneMatch(each -> each.matches(route.replaceAll("\\{[^}]+}", "[^/]+"))))
                            .forEach(untried::add);
                }
            });
        }

        assertThat(untried).isEmpty();
    }
}
