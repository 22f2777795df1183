package org.pantau.catalogue.parse;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.Confirm;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.FlawedAddress;
import org.pantau.catalogue.model.ReadOptions;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.model.Rows;
import org.pantau.catalogue.model.Rules;
import org.pantau.catalogue.model.WebAddress;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;

/** Reads addresses that are watched from outside: each is a probe of a service, with everything else as usual. */
final class AddressParser {

    static final List<String> KEYS = List.of("service", "url", "every");

    private static final Duration LONGEST_EVERY = Duration.ofDays(31);

    private final Tree tree;
    private final FeedClaims claims;

    AddressParser(Tree tree, FeedClaims claims) {
        this.tree = tree;
        this.claims = claims;
    }

    /** Null and mistakes where it names no service, no address, or a service that is probed already. */
    @Nullable
    Feed parse(YamlValue value) {
        YamlFields pair = value.entries("service and url, or the path of a service with its address");
        if (pair.names().size() == 1) {
            String only = pair.names().iterator().next();
            if (only.indexOf('/') >= 0) {
                return probe(value, pair.keyPlace(only), pair.get(only), FeedParser.EVERY);
            }
        }
        YamlFields fields = value.fields(KEYS);
        YamlValue service = fields.require("service", "a service such as 33.08/disdukcapil/ktp-el");
        YamlValue url = fields.require("url", "an http:// or https:// address");
        Duration every = fields.duration("every", FeedParser.EVERY, Duration.ofSeconds(1), LONGEST_EVERY);
        return probe(value, service, url, every);
    }

    private @Nullable Feed probe(YamlValue value, @Nullable YamlValue place, @Nullable YamlValue url, Duration every) {
        ScopePath service = place == null ? null : tree.service(place);
        String address = url == null ? null : address(url);
        if (place == null || service == null) {
            return null;
        }
        String id = Feed.idOfAddress(service);
        if (!claims.probe(service, place) || !claims.id(id, place) || address == null) {
            return null;
        }
        return new Feed(
                id,
                service.parent(),
                service,
                every,
                FeedParser.TIMEOUT,
                null,
                tree.zone(service),
                Map.of(),
                new RequestSpec(address, "GET", Map.of(), null, List.of(), null),
                AuthSpec.NONE,
                ReadKind.PROBE,
                ReadOptions.NONE,
                Rules.NONE,
                new Rows(AnswerParser.whole(), null, null, null, null),
                Map.of(),
                List.of(),
                List.of(),
                Expect.ANY_2XX,
                Confirm.DEFAULT,
                Origin.MEASURED,
                List.of(),
                null,
                value.line());
    }

    /** Null and a mistake, which never quotes it, where it is no address to be watched. */
    private static @Nullable String address(YamlValue url) {
        String text = url.text();
        if (text == null) {
            return null;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            url.mistake("no web address, expected one that begins with http:// or https://");
            return null;
        }
        try {
            return WebAddress.of(text).url();
        } catch (FlawedAddress flawed) {
            url.mistake(flawed.flaw().english());
            return null;
        }
    }
}
