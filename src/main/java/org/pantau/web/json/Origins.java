package org.pantau.web.json;

import io.vertx.core.json.JsonObject;
import org.pantau.measure.Origin;
import org.pantau.measure.value.OriginShares;

/** Shares of origins by their words; an origin that has no part in it is left out. */
final class Origins {

    private Origins() {}

    static JsonObject json(OriginShares shares) {
        JsonObject json = new JsonObject();
        for (Origin origin : Origin.values()) {
            Double share = shares.of(origin);
            if (share != null) {
                json.put(origin.word(), share);
            }
        }
        return json;
    }
}
