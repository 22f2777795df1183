package org.pantau.normalise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Counting.Beside;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.FeedState;
import org.pantau.measure.Quality;
import org.pantau.measure.value.Sample;

/**
 * {@code delta_read}: what happened since the last read, or since it was last sent. Added once: a value that comes again
 * with its key (or, without one, the same time of the same row) is left out. Where a poll in between was lost on its way,
 * the source may have begun anew unseen: the next value says that it may be too low.
 */
final class Deltas {

    /** Keys remembered of one measure. */
    private static final int MOST_KEYS = 1_000;

    private Deltas() {}

    static void take(Mapping mapping, Step step) {
        // What is pushed may come late; its key says whether it came before.
        if (step.repeated() && !step.feed.isPushed()) {
            return;
        }
        String lost = "lost|" + mapping.measure().name();
        if (!step.isRead()) {
            if (mayHaveBeenRead(step.outcome.state())) {
                step.after.note(lost, "1");
            }
            return;
        }
        String name = "keys|" + mapping.measure().name();
        String noted = step.before.note(name);
        Set<String> keys = new LinkedHashSet<>(noted == null ? List.of() : Arrays.asList(noted.split(" ")));
        List<Step.Taken> fresh = new ArrayList<>();
        for (Step.Taken each : step.takenNow(mapping)) {
            String key = key(each);
            if (key == null || keys.add(key)) {
                fresh.add(each);
            }
        }
        if (!keys.isEmpty()) {
            List<String> all = List.copyOf(keys);
            step.after.note(name, String.join(" ", all.subList(Math.max(0, all.size() - MOST_KEYS), all.size())));
        }
        boolean doubted = step.before.note(lost) != null;
        step.after.note(lost, null);
        boolean part = step.flawed(mapping);
        for (Merged each : Merged.ofParts(mapping, fresh, step, row -> null)) {
            Quality usual = each.zeroByRule ? Quality.ZERO_BY_RULE : step.late() ? Quality.CATCH_UP : Quality.OK;
            step.sample(new Sample(
                    step.series(each.service, mapping),
                    step.slot,
                    each.value,
                    doubted || part ? Quality.ESTIMATED : usual));
        }
    }

    /** Whether the source may have answered, and begun anew, though the answer did not come through. */
    private static boolean mayHaveBeenRead(FeedState state) {
        return state == FeedState.TIMEOUT || state == FeedState.UNREADABLE || state == FeedState.TOO_BIG;
    }

    private static @Nullable String key(Step.Taken taken) {
        Object declared = taken.besides().get(Beside.KEY);
        if (declared == null
                && (taken.row().at().at() == null || taken.row().at().whole())) {
            return null;
        }
        String text = taken.row().service() + "\n" + taken.row().identity() + "\n"
                + (declared == null ? taken.row().at().at() : declared);
        // Two hashes: 64 bits, so that a chance meeting of two keys is out of the question.
        return Integer.toHexString(text.hashCode())
                + Integer.toHexString(
                        new StringBuilder(text).reverse().toString().hashCode());
    }
}
