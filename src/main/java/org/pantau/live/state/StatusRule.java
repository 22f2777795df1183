package org.pantau.live.state;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.live.state.UpSource.Finding;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.Status;

/**
 * Decides the status of a service. Whoever says whether it is up (a probe, or a source that reports it) decides, the
 * worst of them first; where nobody says so, fresh figures make it normal and their absence leaves it without data.
 */
final class StatusRule {

    private StatusRule() {}

    /** What the sources that say up or down come to. */
    static Standing bySources(Standing now, Collection<UpSource> sources, Instant at) {
        List<UpSource> young =
                sources.stream().filter(source -> source.young(at)).toList();
        if (young.isEmpty()) {
            return silent(sources, now);
        }
        Optional<UpSource> worst = young.stream()
                .filter(source -> source.verdict() != null)
                .max(Comparator.comparing(UpSource::verdict, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(UpSource::since, Comparator.reverseOrder()));
        return worst.map(StatusRule::verdict).orElse(now);
    }

    /** What figures alone come to: {@code seen} is the latest data of any kind, {@code young} whether it is fresh. */
    static Standing byFigures(Standing now, @Nullable Instant seen, boolean young, Collection<FeedClock> feeds) {
        if (young) {
            return new Standing(Status.NORMAL, "figures", seen, "", "");
        }
        if (seen == null && feeds.stream().allMatch(feed -> feed.lastSlot() == null)) {
            return now;
        }
        Outcome failed = feeds.stream()
                .map(FeedClock::last)
                .filter(outcome -> !outcome.ok())
                .findFirst()
                .orElse(new Outcome(FeedState.STALE, ""));
        return new Standing(
                Status.TANPA_DATA,
                seen == null ? "none" : "figures",
                seen,
                failed.state().word(),
                failed.reason());
    }

    private static Standing silent(Collection<UpSource> sources, Standing now) {
        Optional<UpSource> latest = sources.stream()
                .filter(source -> source.lastAt() != null)
                .max(Comparator.comparing(UpSource::lastAt, Comparator.nullsFirst(Comparator.naturalOrder())));
        Optional<Outcome> absent = sources.stream()
                .map(source -> source.clock().last())
                .filter(outcome -> !outcome.ok())
                .findFirst();
        if (latest.isEmpty() && absent.isEmpty()) {
            return now;
        }
        String basis =
                latest.map(source -> source.probe() ? "probe" : "reported").orElse("none");
        Outcome why = absent.orElse(new Outcome(FeedState.UNMONITORED, ""));
        FeedState state = latest.isPresent() && latest.get().probe() && !saysNothing(why.state())
                ? FeedState.UNMONITORED
                : why.state();
        return new Standing(
                Status.TANPA_DATA,
                basis,
                latest.map(UpSource::lastAt).orElse(null),
                state.word(),
                state == why.state() ? why.reason() : "");
    }

    /** Outcomes of a probe that say nothing about the service. */
    private static boolean saysNothing(FeedState state) {
        return state == FeedState.FORBIDDEN_ADDRESS || state == FeedState.THROTTLED;
    }

    private static Standing verdict(UpSource source) {
        String basis = source.probe() ? "probe" : "reported";
        Finding verdict = source.verdict();
        if (verdict == Finding.GOOD) {
            return new Standing(Status.NORMAL, basis, source.since(), "", "");
        }
        if (verdict == Finding.SLOW) {
            return new Standing(Status.WASPADA, basis, source.since(), "slow", "");
        }
        Outcome failure = source.failure();
        String reason = source.probe() && !failure.ok()
                ? failure.state().word()
                : basis.equals("probe") ? "unexpected" : "reported";
        return new Standing(Status.GANGGUAN, basis, source.since(), reason, failure.reason());
    }
}
