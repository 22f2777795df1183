package org.pantau.operate.manual;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report of a day as it was handed in.
 *
 * @param key tells it from every other of the feed, so that it counts once
 * @param saidBy the name of who reported
 * @param how {@code form} or {@code file}
 * @param link id of the link it came by; null where somebody with an account handed it in
 */
public record Submission(
        String feed,
        String key,
        LocalDate day,
        Instant at,
        String saidBy,
        String how,
        @Nullable String link,
        List<Said> said) {
    public Submission {
        said = List.copyOf(said);
    }
}
