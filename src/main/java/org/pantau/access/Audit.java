package org.pantau.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** Who did what, when, from where. Only added to. */
public final class Audit {

    private static final String ADD =
            "insert into audit (at, actor, address, action, subject, detail) values ($1, $2, $3, $4, $5, $6)";
    private static final int LONGEST = 500;

    private final Pool pool;
    private final InstantSource clock;

    public Audit(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Something somebody did.
     *
     * @param actor name of the account, or {@code link:} and the id of a link
     * @param address whence; may be empty
     * @param subject the place or feed it concerns
     * @param detail in words, never with a secret
     */
    public record Deed(String actor, String address, String action, String subject, String detail) {}

    /** Keeps it; what could not be kept fails, so that nothing is done unseen. */
    public Future<Void> keep(Deed deed) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        deed.actor(),
                        deed.address(),
                        deed.action(),
                        deed.subject(),
                        deed.detail().length() > LONGEST ? deed.detail().substring(0, LONGEST) : deed.detail()))
                .mapEmpty();
    }
}
