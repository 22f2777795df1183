package org.pantau.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The OpenAPI document that requests are validated against; what is served is the document as written. The validator's copy
 * differs in three ways. Bodies that are pushed are not described. It knows only some media types of answers: there, a problem is plain JSON and a stream has no
 * content. And it takes a parameter such as {@code 33.10} for a number whatever its schema says: free texts of the query
 * are left out there, routes with a parameter in their path are not validated, and handlers check the text as it came
 * ({@link Asked}).
 */
final class Contract {

    static final String FILE = "openapi.yaml";

    private Contract() {}

    /**
     * Reading and checking the document takes seconds on a cold machine: longer than an event loop may be held. Completes
     * on the caller's context: a server begun on the worker's would be closed with it.
     */
    static Future<OpenAPIContract> load(Vertx vertx) {
        Context caller = vertx.getOrCreateContext();
        Promise<OpenAPIContract> loaded = Promise.promise();
        VerticleBase worker = new VerticleBase() {
            @Override
            public Future<?> start() throws IOException {
                return OpenAPIContract.from(vertx, forValidation())
                        .onComplete(read -> caller.runOnContext(any -> loaded.handle(read)));
            }
        };
        vertx.deployVerticle(worker, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
                .onSuccess(vertx::undeploy)
                .onFailure(fault -> caller.runOnContext(any -> loaded.tryFail(fault)));
        return loaded.future();
    }

    static JsonObject forValidation() throws IOException {
        try (InputStream in = Contract.class.getClassLoader().getResourceAsStream(FILE)) {
            Map<String, Object> document = new ObjectMapper(new YAMLFactory())
                    .readValue(Objects.requireNonNull(in, FILE), new TypeReference<Map<String, Object>>() {});
            // Through text: the validator resolves references in place and needs plain, mutable values.
            return withoutFreeTexts(new JsonObject(new JsonObject(known(document)).encode()));
        }
    }

    private static Map<String, Object> known(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (name.equals("application/problem+json")) {
                copy.put("application/json", known(value));
            } else if (!name.equals("text/event-stream")) {
                copy.put(name, known(value));
            }
        });
        if (copy.get("content") instanceof JsonObject content && content.isEmpty()) {
            copy.remove("content");
        }
        return copy;
    }

    private static Object known(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new JsonObject(known(map));
        }
        if (value instanceof List<?> list) {
            return new JsonArray(list.stream().map(Contract::known).toList());
        }
        return value;
    }

    @SuppressWarnings("unchecked") // a document decoded from text holds maps of text to anything
    private static JsonObject withoutFreeTexts(JsonObject document) {
        JsonObject shared = document.getJsonObject("components").getJsonObject("parameters");
        document.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue()).forEach(method -> {
                    // What is pushed comes in many media types, and is read by the mapping of its feed.
                    if (((JsonObject) method.getValue())
                            .getJsonArray("tags", new JsonArray())
                            .contains("push")) {
                        ((JsonObject) method.getValue()).remove("requestBody");
                    }
                    JsonArray parameters = ((JsonObject) method.getValue()).getJsonArray("parameters", new JsonArray());
                    parameters
                            .getList()
                            .removeIf(parameter -> freeText(new JsonObject((Map<String, Object>) parameter), shared));
                }));
        return document;
    }

    private static boolean freeText(JsonObject parameter, JsonObject shared) {
        String reference = parameter.getString("$ref");
        JsonObject resolved = reference == null
                ? parameter
                : shared.getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
        JsonObject schema = resolved.getJsonObject("schema");
        return "query".equals(resolved.getString("in"))
                && !schema.containsKey("enum")
                && !schema.containsKey("pattern");
    }
}
