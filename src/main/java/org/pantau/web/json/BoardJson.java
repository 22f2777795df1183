package org.pantau.web.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.pantau.live.BoardView;
import org.pantau.live.Counts;
import org.pantau.live.Figure;
import org.pantau.live.Live;
import org.pantau.live.Node;
import org.pantau.measure.ScopePath;

/** The board and its parts. {@code operator} says whether plain causes, which are for operators only, are included. */
public final class BoardJson {

    private BoardJson() {}

    /** {@code above} names the places a service that wants attention belongs to. */
    public static JsonObject board(
            BoardView view, Function<ScopePath, List<BoardView.Place>> above, boolean demo, boolean operator) {
        ZoneId zone = view.node().zone();
        return new JsonObject()
                .put("epoch", view.epoch())
                .put("seq", view.seq())
                .put("at", Times.iso(view.at(), zone))
                .put("path", path(view.path()))
                .put("node", node(view.node(), operator))
                .put("children", nodes(view.children(), operator))
                .put("attention", attention(view.attention(), above, operator))
                .put("live", live(view.live(), zone, demo));
    }

    public static JsonArray path(List<BoardView.Place> places) {
        JsonArray path = new JsonArray();
        places.forEach(
                place -> path.add(new JsonObject().put("id", place.id().value()).put("name", place.name())));
        return path;
    }

    public static JsonArray nodes(Collection<Node> nodes, boolean operator) {
        JsonArray array = new JsonArray();
        nodes.forEach(node -> array.add(node(node, operator)));
        return array;
    }

    public static JsonArray ids(Collection<ScopePath> places) {
        JsonArray array = new JsonArray();
        places.forEach(place -> array.add(place.value()));
        return array;
    }

    private static JsonArray attention(
            Collection<Node> nodes, Function<ScopePath, List<BoardView.Place>> above, boolean operator) {
        JsonArray array = new JsonArray();
        nodes.forEach(node -> array.add(node(node, operator).put("path", path(above.apply(node.id())))));
        return array;
    }

    public static JsonObject live(Live live, ZoneId zone, boolean demo) {
        JsonObject json = new JsonObject()
                .put("at", Times.iso(live.at(), zone))
                .put("ok", live.ok())
                .put("demo", demo);
        return live.ok() ? json : json.put("reason", live.reason());
    }

    public static JsonObject node(Node node, boolean operator) {
        JsonObject json = new JsonObject()
                .put("id", node.id().value())
                .put("kind", node.kind().word())
                .put("name", node.name())
                .put("zone", node.zone().getId())
                .put("status", node.status().word())
                .put("basis", node.basis())
                .put("since", Times.isoOrNull(node.since(), node.zone()))
                .put("reason", node.reason());
        if (node.sector() != null) {
            json.put("sector", node.sector());
        }
        if (operator && !node.detail().isEmpty()) {
            json.put("detail", node.detail());
        }
        JsonArray figures = new JsonArray();
        node.figures().forEach(figure -> figures.add(figure(figure, node.zone())));
        json.put("figures", figures).put("counts", counts(node.counts()));
        if (node.standard() != null) {
            json.put("standard", node.standard());
        }
        if (node.population() != null) {
            json.put("population", node.population());
        }
        return withTargets(json, node);
    }

    private static JsonObject withTargets(JsonObject json, Node node) {
        JsonObject targets = new JsonObject();
        if (node.targets().response() != null) {
            targets.put("responseMs", node.targets().response().toNanos() / 1e6);
        }
        if (node.targets().availability() != null) {
            targets.put("availability", node.targets().availability());
        }
        return targets.isEmpty() ? json : json.put("targets", targets);
    }

    static JsonObject figure(Figure figure, ZoneId zone) {
        JsonObject json = new JsonObject()
                .put("measure", figure.measure())
                .put("value", figure.value())
                .put("unit", figure.unit())
                .put("trust", figure.trust().word())
                .put("asOf", Times.isoOrNull(figure.asOf(), zone))
                .put("coverage", Math.round(figure.coverage() * 1000) / 1000.0)
                .put("origin", figure.origin().word())
                .put("period", figure.period());
        if (figure.of() != null) {
            json.put("of", figure.of());
        }
        if (!figure.missing().isEmpty()) {
            json.put(
                    "missing",
                    new JsonArray(
                            figure.missing().stream().map(ScopePath::value).toList()));
        }
        if (figure.p95() != null) {
            json.put("p95", figure.p95());
        }
        if (figure.n() != null) {
            json.put("n", figure.n());
        }
        if (figure.origins() != null) {
            json.put("origins", Origins.json(figure.origins()));
        }
        return figure.alternative() == null
                ? json
                : json.put(
                        "alternative",
                        new JsonObject()
                                .put("origin", figure.alternative().origin().word())
                                .put("value", figure.alternative().value())
                                .put(
                                        "asOf",
                                        Times.isoOrNull(figure.alternative().asOf(), zone)));
    }

    static JsonObject counts(Counts counts) {
        return new JsonObject()
                .put("normal", counts.normal())
                .put("waspada", counts.waspada())
                .put("gangguan", counts.gangguan())
                .put("tanpa_data", counts.tanpaData())
                .put("pemeliharaan", counts.pemeliharaan())
                .put("belum_terhubung", counts.belumTerhubung());
    }
}
