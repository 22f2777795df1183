package org.pantau.pipeline;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.Measures;
import org.pantau.measure.Origin;
import org.pantau.measure.Outcome;
import org.pantau.measure.Quality;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Batch;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.measure.value.SeriesKey;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normalised;

/**
 * What a push comes to.
 *
 * @param batch all of it, to be written in one transaction
 * @param shown the same for the board, each part with the instant it was seen at, so that old figures are not shown as new
 * @param memory what the feed goes on with; null where it is as it was
 * @param unconfirmed codes the catalogue does not know
 * @param notes what whoever looks after the feed should know though nothing was refused
 * @param answer to who pushed, as JSON
 */
record PushResult(
        Batch batch,
        List<Batch> shown,
        @Nullable Memory memory,
        List<String> unconfirmed,
        List<String> notes,
        String answer) {

    private static final int MOST_NAMED = 100;

    static PushResult of(
            Feed feed,
            Instant arrived,
            List<Normalised> steps,
            List<Instant> instants,
            Memory memory,
            int rows,
            List<String> unconfirmed,
            List<String> notes) {
        Map<Map.Entry<SeriesKey, Instant>, Sample> samples = new LinkedHashMap<>();
        Map<List<Object>, PeriodValue> periods = new LinkedHashMap<>();
        List<Batch> shown = new ArrayList<>();
        boolean changed = false;
        for (int i = 0; i < steps.size(); i++) {
            Normalised step = steps.get(i);
            step.samples().forEach(sample -> samples.put(Map.entry(sample.series(), sample.at()), sample));
            // Readings of one period in one push are one revision: the last counts.
            step.periods().forEach(value -> periods.put(List.of(value.series(), value.period(), value.start()), value));
            shown.add(new Batch(feed.id(), instants.get(i), Outcome.OK, step.samples(), step.periods(), null));
            changed |= step.memoryChanged();
        }
        Sample poll = poll(feed, arrived, FeedState.OK);
        shown.add(new Batch(feed.id(), arrived, Outcome.OK, List.of(poll), List.of(), null));
        List<Sample> all = new ArrayList<>(samples.values());
        all.add(poll);
        Batch batch = new Batch(
                feed.id(), arrived, Outcome.OK, all, List.copyOf(periods.values()), changed ? memory.toJson() : null);
        List<String> named = unconfirmed.subList(0, Math.min(MOST_NAMED, unconfirmed.size()));
        JsonObject answer = new JsonObject().put("accepted", rows);
        if (!named.isEmpty()) {
            answer.put("unconfirmed", new JsonArray(named));
        }
        return new PushResult(batch, shown, memory, named, notes, answer.encode());
    }

    static PushResult heartbeat(Feed feed, Instant arrived, boolean up, @Nullable Double pingMs, String message) {
        List<Sample> samples = new ArrayList<>();
        samples.add(poll(feed, arrived, FeedState.OK));
        ScopePath service = feed.service();
        if (service != null) {
            samples.add(sample(service, Measures.UP.name(), feed.origin(), arrived, up ? 1 : 0));
            if (pingMs != null) {
                samples.add(sample(service, Measures.APP_RESPONSE.name(), feed.origin(), arrived, pingMs));
            }
        }
        Outcome outcome = up ? Outcome.OK : new Outcome(FeedState.OK, message);
        Batch batch = new Batch(feed.id(), arrived, outcome, samples, List.of(), null);
        return new PushResult(batch, List.of(batch), null, List.of(), List.of(), "{\"ok\":true}");
    }

    /** Nothing came for longer than expected. */
    static Batch silent(Feed feed, Instant now, Outcome outcome) {
        return new Batch(feed.id(), now, outcome, List.of(poll(feed, now, outcome.state())), List.of(), null);
    }

    private static Sample poll(Feed feed, Instant at, FeedState state) {
        return sample(feed.path(), Measures.POLL.name(), Origin.MEASURED, at, state.code());
    }

    private static Sample sample(ScopePath subject, String measure, Origin origin, Instant at, double value) {
        return new Sample(new SeriesKey(subject, measure, origin), at, value, Quality.OK);
    }
}
