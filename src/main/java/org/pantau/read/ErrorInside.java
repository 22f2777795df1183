package org.pantau.read;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.read.format.SoapFault;

/** Errors that a protocol over HTTP puts into the body by its own rules, whatever the status: SOAP and JSON-RPC. */
final class ErrorInside {

    private ErrorInside() {}

    /** Empty where the document is no such error. */
    static Optional<Outcome> of(ReadKind read, @Nullable Object document) {
        if (read == ReadKind.XML) {
            return SoapFault.reason(document).map(reason -> outcome(reason, "SOAP fault: " + reason));
        }
        boolean failed =
                document instanceof Map<?, ?> map && map.get("jsonrpc") instanceof String && map.get("error") != null;
        if (!failed || !(document instanceof Map<?, ?> map) || !(map.get("error") instanceof Map<?, ?> error)) {
            return Optional.empty();
        }
        String words = error.get("message") + " " + error.get("data");
        String code = String.valueOf(error.get("code"));
        return Optional.of(outcome(words, "JSON-RPC error " + (code.matches("-?\\d{1,9}") ? code : "without a code")));
    }

    private static Outcome outcome(String words, String reason) {
        FeedState state = HttpAnswer.refuses(words.toLowerCase(Locale.ROOT)) ? FeedState.AUTH : FeedState.ERROR;
        return new Outcome(state, reason);
    }
}
