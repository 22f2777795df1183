package org.pantau.pipeline;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.PushSpec;

/**
 * Something an agency sent by itself.
 *
 * @param contentType in lower case, without parameters but those that say the kind of text; empty where none was given
 * @param labels of the path it was sent to
 * @param key what tells it from every other push of the feed; null where the sender gave none
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Pushed(
        PushSpec.Kind kind,
        String contentType,
        byte[] body,
        Map<String, String> labels,
        @Nullable String key) {

    public Pushed {
        labels = Map.copyOf(labels);
    }

    /**
     * What is answered.
     *
     * @param json the answer
     * @param replayed whether it was answered before, and nothing was written now
     */
    public record Receipt(String json, boolean replayed) {}
}
