package org.pantau.live.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.Status;

/**
 * Status of a service with its why.
 *
 * @param since null where it never changed
 */
public record Standing(
        Status status, String basis, @Nullable Instant since, String reason, String detail) {

    /** Reason of a service that was never heard of yet. */
    public static final String WAITING = "menunggu";

    static final Standing NOT_CONNECTED = new Standing(Status.BELUM_TERHUBUNG, "none", null, "", "");
    static final Standing FIRST = new Standing(Status.TANPA_DATA, "none", null, WAITING, "");
}
