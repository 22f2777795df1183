package org.pantau;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server would answer operators, as the OpenAPI document says it: keeps what was saved, and takes no more than the
 * server would. Tests set what lies behind it.
 */
final class DeskStub {

    static final String TODAY = "2026-11-25";

    /** Role of whoever is logged in. */
    String role = "operator";

    /** How the store is doing; empty where the server cannot say. */
    JsonObject store = new JsonObject();

    List<JsonObject> feeds = new ArrayList<>();
    final List<JsonObject> links = new ArrayList<>();
    final List<JsonObject> parts = new ArrayList<>();

    /** What became of files, by their text: a preview, or mistakes. */
    final Map<String, JsonObject> files = new LinkedHashMap<>();

    final List<String> savedFiles = new ArrayList<>();
    final List<String> savedLists = new ArrayList<>();
    final List<JsonObject> savedReports = new ArrayList<>();
    final List<String> rosterDays = new ArrayList<>();
    final List<String> histories = new ArrayList<>();

    void mount(Page page) {
        page.route("**/api/v1/**", this::answer);
    }

    private void answer(Route route) {
        Request request = route.request();
        URI uri = URI.create(request.url());
        String path = uri.getPath().substring("/api/v1".length());
        String query = String.valueOf(uri.getQuery());
        switch (request.method() + " " + path.replaceAll("/reports/[^/]+/", "/reports/*/")) {
            case "GET /session" -> json(route, 200, session());
            case "GET /board" -> json(route, 200, board(query));
            case "GET /store" -> json(route, store.isEmpty() ? 500 : 200, store.isEmpty() ? problem(500) : store);
            case "GET /reports" -> json(route, 200, roster(query));
            case "POST /reports" -> json(route, 200, report(new JsonObject(request.postData())));
            case "GET /reports/*/history" -> json(route, 200, history(query));
            case "GET /reports/*/links" -> json(route, 200, new JsonObject().put("links", new JsonArray(links)));
            case "POST /reports/*/links" -> json(route, 201, link(new JsonObject(request.postData())));
            case "POST /reports/*/file" -> file(route, query);
            case "GET /catalogue" -> json(route, 200, catalogue());
            case "PUT /catalogue" -> json(route, 200, addition(new JsonObject(request.postData())));
            case "POST /catalogue/addresses" -> json(route, 200, addresses(request.postData(), query));
            case "GET /live" -> {
                // Stays open and says nothing: these pages do not live from the stream.
            }
            default -> removed(route, path);
        }
    }

    private static void json(Route route, int status, JsonObject body) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType(status < 400 ? "application/json" : "application/problem+json")
                .setBody(body.encode()));
    }

    private static JsonObject problem(int status) {
        return new JsonObject()
                .put("status", status)
                .put("title", "Tidak dapat")
                .put("detail", "");
    }

    private JsonObject session() {
        return new JsonObject()
                .put("user", new JsonObject().put("username", "orang").put("name", "Orang Magelang"))
                .put(
                        "roles",
                        new JsonArray().add(new JsonObject().put("role", role).put("scope", "33.08")))
                .put("top", "33.08")
                .put("demo", false);
    }

    private static JsonObject board(String query) {
        String scope = query.startsWith("scope=") ? query.substring("scope=".length()) : "33.08";
        JsonArray children = new JsonArray();
        if (scope.equals("33.08")) {
            children.add(node("33.08/dinkes", "agency", "Dinas Kesehatan"));
        } else {
            children.add(node(scope + "/antrean", "service", "Antrean puskesmas"));
        }
        JsonObject node = scope.equals("33.08")
                ? node("33.08", "government", "Kabupaten Magelang")
                : node(scope, "agency", "Dinas Kesehatan");
        return new JsonObject()
                .put("path", new JsonArray())
                .put("node", node)
                .put("children", children)
                .put("attention", new JsonArray());
    }

    private static JsonObject node(String id, String kind, String name) {
        return new JsonObject().put("id", id).put("kind", kind).put("name", name);
    }

    private JsonObject roster(String query) {
        String day = query.contains("day=") ? query.replaceAll(".*day=", "").replaceAll("&.*", "") : TODAY;
        rosterDays.add(day);
        return new JsonObject().put("day", day).put("feeds", new JsonArray(feeds));
    }

    /** Every day was reported, the newest first. */
    private JsonObject history(String query) {
        histories.add(query);
        LocalDate from = LocalDate.parse(query.replaceAll(".*from=", "").replaceAll("&.*", ""));
        LocalDate to = LocalDate.parse(query.replaceAll(".*to=", "").replaceAll("&.*", ""));
        JsonArray days = new JsonArray();
        for (LocalDate day = to; !day.isBefore(from); day = day.minusDays(1)) {
            days.add(new JsonObject()
                    .put("day", day.toString())
                    .put("due", day + "T15:30:00+07:00")
                    .put("state", "reported")
                    .put("reportedAt", day + "T14:00:00+07:00")
                    .putNull("correctedAt")
                    .put("reportedBy", "Siti Aminah")
                    .put("how", "form")
                    .put("corrections", 0));
        }
        return new JsonObject().put("days", days);
    }

    private JsonObject report(JsonObject draft) {
        if (draft.getBoolean("save")) {
            savedReports.add(draft);
        }
        return new JsonObject()
                .put("saved", draft.getBoolean("save"))
                .put("feed", "pasar-harian")
                .put("mistakes", new JsonArray())
                .put("yaml", "feeds:\n  - id: pasar-harian\n    agency: 33.08/pasar\n");
    }

    private JsonObject link(JsonObject wanted) {
        JsonObject link = new JsonObject()
                .put("id", "tautan-" + links.size())
                .put("kind", "form")
                .put("holder", wanted.getString("holder"))
                .put("createdBy", "orang")
                .put("createdAt", TODAY + "T15:05:00+07:00")
                .put("expiresAt", "2027-05-24T15:05:00+07:00")
                .putNull("revokedAt")
                .putNull("lastUsedAt");
        links.add(link);
        return link.copy()
                .put("token", "rahasia-sekali-saja")
                .put("url", "http://127.0.0.1/lapor.html#rahasia-sekali-saja");
    }

    private void file(Route route, String query) {
        String text = new String(route.request().postDataBuffer(), StandardCharsets.UTF_8);
        JsonObject outcome = files.getOrDefault(text, new JsonObject());
        boolean preview = query.contains("preview=true");
        if (outcome.containsKey("errors")) {
            json(route, 422, problem(422).put("errors", outcome.getJsonArray("errors")));
        } else if (!preview && outcome.containsKey("unusual") && !query.contains("confirmed=true")) {
            json(route, 409, problem(409).put("unusual", outcome.getJsonArray("unusual")));
        } else {
            if (!preview) {
                savedFiles.add(text);
            }
            json(route, 200, outcome.copy().put("saved", !preview));
        }
    }

    private JsonObject catalogue() {
        return new JsonObject().put("parts", new JsonArray(parts));
    }

    /** A text with "salah" in it is wrong in its third line. */
    private JsonObject addition(JsonObject draft) {
        boolean wrong = draft.getString("yaml").contains("salah");
        boolean saved = draft.getBoolean("save") && !wrong;
        if (saved) {
            parts.removeIf(part -> draft.getString("name").equals(part.getString("name")));
            parts.add(new JsonObject()
                    .put("name", draft.getString("name"))
                    .put("title", draft.getString("title"))
                    .put("yaml", draft.getString("yaml"))
                    .put("savedBy", "orang")
                    .put("savedAt", TODAY + "T15:05:00+07:00"));
        }
        JsonArray mistakes = new JsonArray();
        if (wrong) {
            mistakes.add(draft.getString("name") + ":3: every: lama waktu seperti 60s");
        }
        JsonObject nothing = new JsonObject()
                .put("agencies", new JsonArray())
                .put("services", new JsonArray())
                .put("feeds", new JsonArray());
        return new JsonObject()
                .put("saved", saved)
                .put("mistakes", mistakes)
                .put("adds", nothing.copy().put("services", new JsonArray().add("33.08/dinkes/antrean")))
                .put("removes", nothing);
    }

    /** A line needs three parts, the third an address. */
    private JsonObject addresses(String text, String query) {
        JsonArray lines = new JsonArray();
        int wrong = 0;
        String[] all = text.split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            String[] cells = all[i].split("; *", -1);
            boolean good = cells.length == 3 && cells[2].startsWith("https://");
            wrong += good ? 0 : 1;
            lines.add(new JsonObject()
                    .put("line", i + 1)
                    .put("text", all[i])
                    .put("agency", cells[0])
                    .put("service", cells.length > 1 ? cells[1] : null)
                    .put("url", cells.length > 2 ? cells[2] : null)
                    .put("becomes", good ? "new-service" : null)
                    .put("wrong", good ? null : "alamat yang diawali https://")
                    .put("warnings", new JsonArray()));
        }
        boolean saved = query.contains("save=true") && wrong == 0;
        JsonObject made = new JsonObject()
                .put("agency", "33.08/dinkes")
                .put("name", "Dinas Kesehatan")
                .put("feeds", new JsonArray().add("dinkes-antrean"));
        if (saved) {
            savedLists.add(text);
        }
        return new JsonObject()
                .put("saved", saved)
                .put("lines", lines)
                .put("counts", new JsonObject().put("good", all.length - wrong).put("wrong", wrong))
                .put("part", saved ? "alamat-1" : null)
                .put("made", saved ? new JsonArray().add(made) : new JsonArray());
    }

    /** Removing what is there ends well, anything else is not there. */
    private void removed(Route route, String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        boolean delete = route.request().method().equals("DELETE");
        boolean open =
                links.stream().anyMatch(link -> id.equals(link.getString("id")) && link.getValue("revokedAt") == null);
        if (delete && open) {
            links.forEach(link -> {
                if (id.equals(link.getString("id"))) {
                    link.put("revokedAt", TODAY + "T15:05:00+07:00");
                }
            });
            route.fulfill(new Route.FulfillOptions().setStatus(204));
        } else if (delete && parts.removeIf(part -> id.equals(part.getString("name")))) {
            route.fulfill(new Route.FulfillOptions().setStatus(204));
        } else {
            json(route, 404, problem(404));
        }
    }
}
