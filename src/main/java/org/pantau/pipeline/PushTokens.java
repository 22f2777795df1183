package org.pantau.pipeline;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.measure.value.Sha256;
import org.pantau.poll.request.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may push to which feed. How long a comparison takes says nothing of the token, nor whether the feed exists. */
final class PushTokens {

    private static final Logger log = LoggerFactory.getLogger(PushTokens.class);
    private static final Duration RENEWED = Duration.ofSeconds(5);

    private final List<Feed> feeds;
    private final Secrets secrets;
    private final InstantSource clock;
    private Map<String, List<Feed>> hashToFeeds = Map.of();
    private Instant indexed = Instant.EPOCH;

    PushTokens(Collection<Feed> feeds, Secrets secrets, InstantSource clock) {
        this.feeds = feeds.stream().filter(Feed::isPushed).toList();
        this.secrets = secrets;
        this.clock = clock;
        for (Feed feed : this.feeds) {
            PushSpec push = feed.push();
            if (push != null && push.token() != null && own(push).isEmpty()) {
                log.warn(
                        "feed {}: its token {} is not set, so that nothing can be pushed to it",
                        feed.id(),
                        push.token());
            }
        }
    }

    /** Whether this is the token of this feed; false for a feed that is not there, or takes no pushes. */
    boolean matches(@Nullable Feed feed, String token) {
        PushSpec push = feed == null ? null : feed.push();
        Optional<String> own = push == null ? Optional.empty() : own(push);
        // Hashes, so that what is compared is of one length.
        return MessageDigest.isEqual(Sha256.of(own.orElse("")), Sha256.of(token)) && own.isPresent();
    }

    /** The only feed with this token that takes this kind; empty where two have the same, for neither is meant. */
    Optional<Feed> find(String token, PushSpec.Kind kind) {
        List<Feed> found = index().getOrDefault(HexFormat.of().formatHex(Sha256.of(token)), List.of());
        return found.stream()
                .filter(feed -> found.size() == 1 && matches(feed, token))
                .filter(feed -> feed.push() != null && feed.push().accepts(kind))
                .findFirst();
    }

    private Optional<String> own(PushSpec push) {
        return Optional.ofNullable(push.token()).flatMap(secrets::find);
    }

    /** By hash, which says nothing of the token; looked up anew now and then, since a token may be renewed. */
    private synchronized Map<String, List<Feed>> index() {
        Instant now = clock.instant();
        if (Duration.between(indexed, now).abs().compareTo(RENEWED) > 0) {
            Map<String, List<Feed>> fresh = new HashMap<>();
            for (Feed feed : feeds) {
                PushSpec push = feed.push();
                Optional<String> own = push == null ? Optional.empty() : own(push);
                own.ifPresent(text -> fresh.computeIfAbsent(
                                HexFormat.of().formatHex(Sha256.of(text)), any -> new ArrayList<>())
                        .add(feed));
            }
            fresh.values().stream()
                    .filter(same -> same.size() > 1)
                    .forEach(same -> log.warn(
                            "feeds {} have the same token, so that heartbeats and OpenTelemetry of none of them are taken",
                            same.stream().map(Feed::id).toList()));
            hashToFeeds = fresh;
            indexed = now;
        }
        return hashToFeeds;
    }
}
