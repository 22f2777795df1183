package org.pantau.normalise;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.ScopePath;

/**
 * Which services a feed's rows speak of, so that its owner sees those that vanish and those that are renamed. A service
 * that is gone for three reads in a row is absent: a gap, never zero; when it is back it goes on as the same series.
 * Services are known by their code, whatever the source calls them. An answer without any row says nothing of this kind.
 */
final class SeriesSeen {

    /** Reads without a row after which a service is said to be absent. */
    private static final int ABSENT_AFTER = 3;

    private static final int MOST = 2_000;
    private static final int LONGEST_NAME = 80;
    private static final Duration FORGOTTEN = Duration.ofDays(30);
    private static final Duration RENAMED = Duration.ofDays(7);
    private static final String NOTE = "seen|";

    private SeriesSeen() {}

    /**
     * What is noted of a service.
     *
     * @param missed reads in a row without it, at most {@link #ABSENT_AFTER}
     * @param since slot of the first of these; null while it is there
     * @param renamed when its name changed last; null where it never did
     */
    private record Seen(
            String name,
            String before,
            int missed,
            @Nullable Instant since,
            @Nullable Instant renamed) {

        String text() {
            return missed + "\t" + (since == null ? "" : since) + "\t" + (renamed == null ? "" : renamed) + "\t" + name
                    + "\t" + before;
        }

        static Seen of(String text) {
            List<String> parts = List.of(text.split("\t", -1));
            return new Seen(
                    parts.get(3), parts.get(4), Integer.parseInt(parts.get(0)), time(parts.get(1)), time(parts.get(2)));
        }

        private static @Nullable Instant time(String text) {
            return text.isEmpty() ? null : Instant.parse(text);
        }
    }

    /** Those that are noted: all of which a row came within a month. */
    static Set<ScopePath> services(Memory memory) {
        Set<ScopePath> services = new HashSet<>();
        for (String note : memory.notes().keySet()) {
            if (note.startsWith(NOTE)) {
                services.add(ScopePath.of(note.substring(NOTE.length())));
            }
        }
        return services;
    }

    /** Notes what was pushed; others may push the rest, so that nothing of it is missing. */
    static void takePushed(Step step) {
        if (step.feed.service() != null) {
            return;
        }
        long known = -1;
        for (Map.Entry<ScopePath, Step.Named> each : step.seen().entrySet()) {
            String note = NOTE + each.getKey().value();
            if (step.before.note(note) == null) {
                known = known < 0 ? services(step.before).size() : known;
                if (known++ < MOST) {
                    step.after.note(note, new Seen(shortened(each.getValue().name()), "", 0, null, null).text());
                }
            }
        }
    }

    static void take(Step step) {
        if (step.feed.service() != null || step.feed.isProbe() || step.repeated() || !step.isRead()) {
            return;
        }
        Map<ScopePath, Step.Named> now = step.seen();
        boolean whole = step.outcome.ok() && !now.isEmpty();
        int known = 0;
        for (Map.Entry<String, String> note : step.before.notes().entrySet()) {
            if (!note.getKey().startsWith(NOTE)) {
                continue;
            }
            known++;
            ScopePath service = ScopePath.of(note.getKey().substring(NOTE.length()));
            Seen seen = Seen.of(note.getValue());
            Step.Named named = now.get(service);
            if (named != null) {
                seen = present(seen, named, step);
            } else if (whole) {
                seen = missing(seen, step);
            }
            boolean old = seen.since() != null && seen.since().isBefore(step.slot.minus(FORGOTTEN));
            step.after.note(note.getKey(), old ? null : seen.text());
            say(service, seen, step);
        }
        for (Map.Entry<ScopePath, Step.Named> each : now.entrySet()) {
            String note = NOTE + each.getKey().value();
            if (step.before.note(note) == null && known++ < MOST) {
                step.after.note(note, new Seen(shortened(each.getValue().name()), "", 0, null, null).text());
            }
        }
    }

    private static Seen present(Seen seen, Step.Named named, Step step) {
        String name = shortened(named.name());
        if (name.isEmpty() || name.equals(seen.name())) {
            return new Seen(seen.name(), seen.before(), 0, null, seen.renamed());
        }
        return new Seen(name, seen.name(), 0, null, seen.name().isEmpty() ? seen.renamed() : step.slot);
    }

    private static Seen missing(Seen seen, Step step) {
        return new Seen(
                seen.name(),
                seen.before(),
                Math.min(ABSENT_AFTER, seen.missed() + 1),
                seen.since() == null ? step.slot : seen.since(),
                seen.renamed());
    }

    private static void say(ScopePath service, Seen seen, Step step) {
        if (seen.missed() >= ABSENT_AFTER && seen.since() != null) {
            step.problem(step.feed.id() + "/*/service: " + service + " is absent since "
                    + seen.since().atZone(step.zone()).toOffsetDateTime() + "; a gap, not zero");
        }
        if (seen.renamed() != null && seen.renamed().isAfter(step.slot.minus(RENAMED))) {
            step.problem(step.feed.id() + "/*/name: " + service + " is now called '" + seen.name() + "', was '"
                    + seen.before() + "'; is it still the same service?");
        }
    }

    private static String shortened(String name) {
        String plain = name.replace('\t', ' ').strip();
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }
}
