package org.pantau.operate;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;

/**
 * Tries feeds before they are stored: those of the catalogue, and those somebody has just written. A few at a time. May be
 * called from any thread.
 */
public final class Previews {

    /** Trials under way at once; each may be a thousand requests. */
    private static final int AT_ONCE = 4;

    private final Trial trusted;
    private final Trial guarded;
    private final AtomicInteger under = new AtomicInteger();

    /** Whose words are tried. */
    public enum Author {
        /** Whoever wrote the catalogue, or administers this Pantau: any address, any secret. */
        TRUSTED,
        /** Anybody else who looks after feeds: public addresses alone, and no secret of this machine. */
        GUARDED
    }

    public Previews(Trial trusted, Trial guarded) {
        this.trusted = trusted;
        this.guarded = guarded;
    }

    /** Tries a feed once; empty where too many are under way. */
    public Optional<Future<Report>> of(Catalogue catalogue, Feed feed, Author author) {
        if (under.incrementAndGet() > AT_ONCE) {
            under.decrementAndGet();
            return Optional.empty();
        }
        Trial trial = author == Author.TRUSTED ? trusted : guarded;
        return Optional.of(
                trial.once(catalogue, feed).map(Trial.Tried::report).onComplete(done -> under.decrementAndGet()));
    }
}
