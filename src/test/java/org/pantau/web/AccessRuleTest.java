package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What one may not see does not exist: every route the OpenAPI document names, with places that are not one's own. */
class AccessRuleTest {

    /** By the parameter that names a place: places that are not the regent's, and one that is. */
    private static final Map<String, List<String>> NOT_THEIRS = Map.of(
            "scope", List.of("33.10", "33.10/dinsos", Edge.FOREIGN, "33.10/dinsos/@bansos-online", "33", "33.99", "34"),
            "service", List.of("33.10", "33.10/dinsos", Edge.FOREIGN, "33.10/dinsos/@bansos-online", "33", "33.99"),
            "id", List.of(Edge.FOREIGN, "33.10/dinsos/tidak-ada", "33.08/disdukcapil/tidak-ada", "33.10", "33"),
            "feed", List.of("bansos-online", "tidak-ada", "2026", "KTP!"));

    private static final Map<String, String> THEIRS =
            Map.of("scope", "33.08", "service", Edge.KTP, "id", Edge.KTP, "feed", "ktp-online");
    private static final Map<String, String> OTHER_VALUES = Map.of("measure", "served");
    private static final Set<String> WITHOUT_PLACE = Set.of("whoAmI", "demoAccounts");
    /** Whoever holds a feed's token may send, and sees nothing: tried where pushes are. */
    private static final Set<String> BY_TOKEN = Set.of("heartbeat");

    private static Edge edge;
    private static String regent;

    private record Operation(String id, String path, List<Parameter> parameters) {}

    private record Parameter(String name, boolean inPath, boolean required) {}

    @BeforeAll
    static void start() {
        edge = Edge.demo();
        regent = edge.session("bupati");
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @TestFactory
    Stream<DynamicTest> placesThatAreNotTheirsShouldNotExist() throws IOException {
        return operations().stream().flatMap(operation -> {
            List<Parameter> places = operation.parameters().stream()
                    .filter(parameter -> NOT_THEIRS.containsKey(parameter.name()))
                    .toList();
            assertThat(places.isEmpty())
                    .as("%s names a place", operation.id())
                    .isEqualTo(WITHOUT_PLACE.contains(operation.id()));
            return places.stream()
                    .flatMap(place -> Objects.requireNonNull(NOT_THEIRS.get(place.name())).stream()
                            .map(value -> address(operation, place, value))
                            .map(address -> DynamicTest.dynamicTest(
                                    address, () -> edge.get(address, regent).isProblem(404))));
        });
    }

    @TestFactory
    Stream<DynamicTest> theirOwnPlaceShouldBeShown() throws IOException {
        return operations().stream()
                .filter(operation -> !operation.id().equals("live"))
                .flatMap(operation -> operation.parameters().stream()
                        .filter(parameter -> THEIRS.containsKey(parameter.name()))
                        .map(place -> address(operation, place, Objects.requireNonNull(THEIRS.get(place.name())))))
                .map(address -> DynamicTest.dynamicTest(
                        address,
                        () -> assertThat(edge.get(address, regent).status()).isEqualTo(200)));
    }

    @TestFactory
    Stream<DynamicTest> nobodyShouldSeeAnythingWithoutLogIn() throws IOException {
        return operations().stream()
                .filter(operation -> !operation.id().equals("demoAccounts"))
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    String address = address(operation, new Parameter("", false, false), "");
                    edge.get(address, null).isProblem(401);
                    edge.get(address, "pantau_session=made-up").isProblem(401);
                }));
    }

    private static String address(Operation operation, Parameter place, String value) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            String given = parameter.equals(place)
                    ? value
                    : parameter.required()
                            ? THEIRS.getOrDefault(parameter.name(), OTHER_VALUES.get(parameter.name()))
                            : null;
            if (given == null) {
                continue;
            }
            String encoded = URLEncoder.encode(given, StandardCharsets.UTF_8);
            if (parameter.inPath()) {
                path = path.replace("{" + parameter.name() + "}", encoded);
            } else {
                query.add(parameter.name() + "=" + encoded);
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static List<Operation> operations() throws IOException {
        try (InputStream in = AccessRuleTest.class.getClassLoader().getResourceAsStream(Contract.FILE)) {
            JsonNode document = new YAMLMapper().readTree(in);
            List<Operation> operations = new ArrayList<>();
            document.get("paths").properties().forEach(path -> {
                JsonNode get = path.getValue().get("get");
                // What is changed on the page needs the whole program: OperatingAccessTest, PeopleAccessTest.
                boolean operating = get != null
                        && get.path("tags").toString().matches(".*\"(reports|catalogue|store|own|people)\".*");
                if (get != null
                        && !operating
                        && !BY_TOKEN.contains(get.get("operationId").asText())) {
                    operations.add(new Operation(
                            get.get("operationId").asText(),
                            path.getKey(),
                            StreamSupport.stream(get.path("parameters").spliterator(), false)
                                    .map(parameter -> parameter(parameter, document))
                                    .toList()));
                }
            });
            return operations;
        }
    }

    private static Parameter parameter(JsonNode parameter, JsonNode document) {
        JsonNode resolved = parameter.has("$ref")
                ? document.at(parameter.get("$ref").asText().substring(1))
                : parameter;
        return new Parameter(
                resolved.get("name").asText(),
                resolved.get("in").asText().equals("path"),
                resolved.path("required").asBoolean());
    }
}
