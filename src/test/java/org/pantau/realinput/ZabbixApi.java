package org.pantau.realinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The test's own calls of Zabbix's JSON-RPC. */
final class ZabbixApi {

    private static final ObjectMapper json = new ObjectMapper();

    private final Citizens operators;
    private String session = "";

    ZabbixApi(String base) {
        this.operators = new Citizens(base);
    }

    boolean answers() {
        try {
            return call("apiinfo.version", List.of()).isTextual();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What is asked from now on is asked as this user. */
    void login(String user, String password) throws IOException {
        session = call("user.login", Map.of("username", user, "password", password))
                .asText();
    }

    /** The result of a method; an error fails the test. */
    JsonNode call(String method, Object params) throws IOException {
        return call(method, params, session);
    }

    /** The same in the session of somebody else. */
    JsonNode call(String method, Object params, String theirSession) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>(Map.of("jsonrpc", "2.0", "method", method, "params", params));
        request.put("id", 1);
        if (!theirSession.isEmpty()) {
            request.put("auth", theirSession);
        }
        JsonNode answer = json.readTree(operators.post("/api_jsonrpc.php", json.writeValueAsString(request)));
        if (!answer.has("result")) {
            throw new AssertionError(method + ": " + answer);
        }
        return answer.get("result");
    }

    /** What a method that creates one thing calls it. */
    String created(String method, String ids, Map<String, Object> params) throws IOException {
        return call(method, params).path(ids).path(0).asText();
    }

    /** An item of a web scenario with {@code lastvalue} and {@code lastclock}, both texts. */
    JsonNode item(String key) throws IOException {
        JsonNode items = call(
                "item.get",
                Map.of("output", "extend", "filter", Map.of("key_", key), "webitems", true, "templated", false));
        if (items.size() != 1) {
            throw new AssertionError(items.size() + " items " + key);
        }
        return items.get(0);
    }

    /** What was collected of an item: the second to the text of the value. */
    Map<Long, String> history(String key) throws IOException {
        JsonNode item = item(key);
        Map<Long, String> history = new LinkedHashMap<>();
        JsonNode rows = call(
                "history.get",
                Map.of(
                        "itemids",
                        item.path("itemid").asText(),
                        "history",
                        item.path("value_type").asInt(),
                        "output",
                        "extend"));
        rows.forEach(
                row -> history.put(row.path("clock").asLong(), row.path("value").asText()));
        return history;
    }
}
