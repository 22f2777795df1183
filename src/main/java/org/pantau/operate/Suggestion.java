package org.pantau.operate;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.Lasting;

/**
 * What an operator may do about a feed's state, in a sentence.
 *
 * @param code for pages that have words of their own
 * @param since when what it rests on began; null where nobody has watched
 */
public record Suggestion(String code, @Nullable Instant since, String indonesian, String english) {

    private static final String RETIRE = "retire";

    /** What a feed's history suggests; empty for nothing. */
    public static Optional<Suggestion> of(@Nullable Lasting lasting) {
        if (lasting == null || !lasting.suggestsRetirement()) {
            return Optional.empty();
        }
        return Optional.of(
                new Suggestion(
                        RETIRE,
                        lasting.since(),
                        "Nama hostnya sudah 7 hari atau lebih tidak ada: perbaiki alamatnya, atau hentikan sumber data ini.",
                        "The host's name has not existed for 7 days or more: correct the address, or retire this data source."));
    }

    /** What a single try suggests, with no history to rest on. */
    static Optional<Suggestion> of(FeedState tried) {
        if (tried != FeedState.DNS) {
            return Optional.empty();
        }
        return Optional.of(
                new Suggestion(
                        RETIRE,
                        null,
                        "nama hostnya tidak ada; bila sudah 7 hari begitu, perbaiki alamatnya atau hentikan sumber data ini",
                        "the host's name does not exist; if it has not for 7 days, correct the address or retire this data source"));
    }
}
