package org.pantau.read;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;

/**
 * Errors of the API gateway in front of a service (WSO2, as SPLP runs it), by their own numbers: {@code {"code": "900901",
 * "message": …}}, {@code {"fault": {"code": 900802, …}}}. They say nothing of the service behind.
 */
final class GatewayError {

    private static final Pattern CODE = Pattern.compile("900\\d{3}|90\\d{4}|700700");
    private static final Pattern THROTTLED = Pattern.compile("9008\\d\\d");

    private GatewayError() {}

    /** What a document says if it is such an error; empty where it is none. */
    static Optional<Outcome> in(@Nullable Object document) {
        if (!(document instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<?, ?> error = map.get("fault") instanceof Map<?, ?> fault ? fault : map;
        Object code = error.get("code");
        boolean said = error.containsKey("message") || error.containsKey("description");
        if (code == null || !said || !CODE.matcher(code.toString()).matches()) {
            return Optional.empty();
        }
        return Optional.of(outcome(code.toString(), ""));
    }

    /** @param code null where the gateway named none */
    static Outcome outcome(@Nullable String code, String status) {
        String told = (code == null ? "" : ", code " + code) + (status.isEmpty() ? "" : ", " + status);
        return code != null && THROTTLED.matcher(code).matches()
                ? new Outcome(FeedState.THROTTLED, "the gateway asks for a pause" + told)
                : new Outcome(FeedState.GATEWAY, "the gateway answered with its own error" + told);
    }
}
