package org.pantau.catalogue.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an agency sends figures by itself, from behind its own network.
 *
 * @param accept what may be sent; never empty
 * @param token {@code env:} or {@code file:} of the feed's own token; null where the catalogue gives none, as reports may
 * @param expectEvery how often something is expected, at least 1 s; after three times that the feed is stale
 * @param mapped whether the feed says how its bodies are read; if not, JSON and CSV are Pantau's own batch
 * @param report how people report its figures; null where a system sends them
 */
public record PushSpec(
        Set<Kind> accept,
        @Nullable String token,
        Duration expectEvery,
        boolean mapped,
        @Nullable ReportSpec report) {

    /** A silence of more than so many intervals makes a feed stale. */
    public static final int INTERVALS_MISSED = 3;

    public PushSpec {
        accept = Set.copyOf(accept);
    }

    /** What may be sent. */
    public enum Kind {
        /** The body the feed would have answered, or Pantau's own batch. */
        JSON,
        /** Prometheus text or OpenMetrics, also by the paths of a Pushgateway. */
        PROMETHEUS,
        /** "I am up", as to Uptime Kuma. */
        HEARTBEAT,
        /** OpenTelemetry metrics over HTTP, as protobuf or JSON. */
        OTLP,
        /** A file of rows. */
        CSV;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> parse(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    public boolean accepts(Kind kind) {
        return accept.contains(kind);
    }

    /** How long a silence may last. */
    public Duration longestSilence() {
        return expectEvery.multipliedBy(INTERVALS_MISSED);
    }

    /** Never with its token's place. */
    @Override
    public String toString() {
        return "push " + accept + " every " + expectEvery;
    }
}
