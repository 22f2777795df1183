package org.pantau.catalogue.parse;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.Due;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.Confirm;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.parse.time.HoursParser;
import org.pantau.catalogue.parse.time.Zones;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;

/** Reads feeds, and checks each against the tree and against the feeds before it. */
final class FeedParser {

    static final Duration EVERY = Duration.ofMinutes(1);
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    static final List<String> KEYS = List.of(
            "id",
            "service",
            "agency",
            "every",
            "timeout",
            "due",
            "zone",
            "vars",
            "request",
            "auth",
            "decode",
            "read",
            "table",
            "text",
            "success",
            "empty",
            "zero",
            "gateway_error",
            "relogin_when",
            "rows",
            "row",
            "services",
            "keep_columns",
            "measures",
            "semantics",
            "events",
            "expect",
            "confirm",
            "push",
            "report",
            "origin",
            "depends_on");
    static final List<String> CONFIRM_KEYS = List.of("down", "up");

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern VAR = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Set<String> GIVEN_NAMES = Set.of("today", "doc", "epoch", "epoch_ms", "utc", "sig", "token");
    private static final Duration LONGEST_EVERY = Duration.ofDays(31);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);

    private final Tree tree;
    private final Set<String> onDisk;
    private final FeedClaims claims;
    private final PushParser pushes = new PushParser();

    /** @param claims what the other feeds of the catalogue have taken */
    FeedParser(Tree tree, FeedClaims claims, Set<String> onDisk) {
        this.tree = tree;
        this.claims = claims;
        this.onDisk = onDisk;
    }

    /** Null and mistakes where it has no usable id or place. */
    @Nullable
    Feed parse(YamlValue value) {
        YamlFields fields = value.fields(KEYS);
        String id = id(fields);
        Owner owner = owner(fields);
        Map<String, String> vars = vars(fields.get("vars"));
        RequestParser requests = new RequestParser(vars.keySet(), onDisk);
        RequestSpec request = request(fields, requests);
        AuthSpec auth = new AuthParser(requests.names(), vars.keySet(), request).parse(fields.get("auth"));
        ZoneId zone = zone(fields, owner, requests.dayZone());
        Due due = due(fields);
        Duration every = fields.duration("every", EVERY, Duration.ofSeconds(1), LONGEST_EVERY);
        Duration timeout = fields.duration("timeout", TIMEOUT, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
        ReadParser reads = new ReadParser(fields);
        YamlValue report = fields.get("report");
        boolean comes = report != null || fields.has("push");
        ReadKind read = comes && !fields.has("read") ? ReadKind.JSON : reads.kind();
        if (read == ReadKind.PROBE) {
            checkProbe(fields, owner);
        }
        YamlValue large = requests.largePlace();
        if (large != null && read != ReadKind.TABLE) {
            large.mistake("more than 8MiB goes only with read: table, which is read row by row");
        }
        ReportParser reports = new ReportParser(tree, pushes);
        PushSpec push = report == null ? pushes.parse(fields, read) : reports.parse(fields, report);
        AnswerParser answers = new AnswerParser(fields, tree, request, push);
        List<Mapping> measures = report == null ? answers.measures(read) : reports.measures(fields);
        Map<String, ScopePath> services = answers.services(owner.agency, owner.service, read);
        Feed.Confirm confirm = confirm(fields.get("confirm"));
        Origin origin = origin(fields, PushParser.usualOrigin(push, read));
        List<String> dependsOn = tree.shared(fields.get("depends_on"));
        var options = reads.options(read, vars);
        var rules = answers.rules();
        var rows = answers.rows(owner.service, read);
        var expect = answers.expect(read);
        if (id == null || owner.agency == null) {
            return null;
        }
        return new Feed(
                id,
                owner.agency,
                owner.service,
                push == null ? every : push.expectEvery(),
                push == null ? timeout : Duration.ZERO,
                due == null && report != null ? ReportParser.DUE : due,
                zone,
                vars,
                request,
                auth,
                read,
                options,
                rules,
                rows,
                services,
                fields.texts("keep_columns"),
                measures,
                expect,
                confirm,
                origin,
                dependsOn,
                push,
                value.line());
    }

    /** Whom a feed speaks of: an agency, and the one service where it names exactly one. */
    private record Owner(
            @Nullable ScopePath agency, @Nullable ScopePath service) {}

    private @Nullable String id(YamlFields fields) {
        String id = fields.requireText("id", "a short name such as dukcapil-layanan");
        YamlValue place = fields.get("id");
        if (id == null || place == null) {
            return null;
        }
        if (!ID.matcher(id).matches()) {
            place.mistake("'" + id + "' is not allowed, expected lower-case letters, digits and dashes");
            return null;
        }
        return claims.id(id, place) ? id : null;
    }

    private Owner owner(YamlFields fields) {
        YamlValue service = fields.get("service");
        YamlValue agency = fields.get("agency");
        if (service != null && agency != null) {
            fields.keyPlace("agency").mistake("service is given too, expected only one of service and agency");
        }
        if (service != null) {
            ScopePath path = tree.service(service);
            return new Owner(path == null ? null : path.parent(), path);
        }
        if (agency != null) {
            return new Owner(tree.agency(agency), null);
        }
        fields.owner().mistake("has neither service nor agency, expected one of them");
        return new Owner(null, null);
    }

    private static Map<String, String> vars(@Nullable YamlValue value) {
        Map<String, String> vars = new LinkedHashMap<>();
        if (value != null) {
            YamlFields fields = value.entries("names and their texts");
            fields.each((name, entry) -> {
                if (!VAR.matcher(name).matches()) {
                    fields.keyPlace(name).mistake("is no name for {name}, expected letters, digits and _");
                } else if (GIVEN_NAMES.contains(name)) {
                    fields.keyPlace(name).mistake("is a name that Pantau gives itself, expected another");
                }
                String text = entry.text();
                if (text != null) {
                    Texts.checkReference(entry, text);
                    vars.put(name, text);
                }
            });
        }
        return vars;
    }

    private static RequestSpec request(YamlFields fields, RequestParser requests) {
        Set<String> forAuth = new LinkedHashSet<>();
        YamlValue auth = fields.get("auth");
        if (auth != null && auth.isMapping()) {
            YamlValue kind = auth.entries("kind").get("kind");
            String written = kind != null && kind.isText() ? kind.text() : null;
            forAuth.addAll(AuthParser.offered(written == null ? "none" : written));
        }
        YamlValue request = fields.has("push") || fields.has("report")
                ? fields.get("request")
                : fields.require("request", "request: {url: …}");
        return requests.parse(request, forAuth);
    }

    private ZoneId zone(YamlFields fields, Owner owner, @Nullable ZoneId dayZone) {
        ZoneId own = Zones.read(fields);
        if (own != null && dayZone != null && !own.equals(dayZone)) {
            fields.keyPlace("zone").mistake("differs from the zone of the day key, expected the same or only one");
        }
        if (own != null) {
            return own;
        }
        return dayZone != null ? dayZone : owner.agency == null ? Zones.WIB : tree.zone(owner.agency);
    }

    private static @Nullable Due due(YamlFields fields) {
        String text = fields.text("due");
        YamlValue place = fields.get("due");
        if (text == null || place == null) {
            return null;
        }
        Due due = HoursParser.due(text).orElse(null);
        if (due == null) {
            place.mistake("'" + text + "' is not understood, expected " + HoursParser.EXPECTED_DUE);
        }
        return due;
    }

    private void checkProbe(YamlFields fields, Owner owner) {
        for (String key : AnswerParser.NOT_FOR_PROBES) {
            if (fields.has(key)) {
                fields.keyPlace(key)
                        .mistake("does not go with read: probe, expected only request, auth, expect and confirm");
            }
        }
        if (fields.has("agency") && !fields.has("service")) {
            fields.keyPlace("agency").mistake("a probe stands for one service, expected service");
        }
        YamlValue place = fields.get("service");
        if (owner.service != null && place != null) {
            boolean unused = claims.probe(owner.service, place);
        }
    }

    private static Confirm confirm(@Nullable YamlValue value) {
        if (value == null) {
            return Confirm.DEFAULT;
        }
        YamlFields fields = value.fields(CONFIRM_KEYS);
        return new Confirm(
                times(fields.get("down"), Confirm.DEFAULT.down()), times(fields.get("up"), Confirm.DEFAULT.up()));
    }

    private static int times(@Nullable YamlValue value, int fallback) {
        Long times = value == null ? null : value.whole(1, 100);
        return times == null ? fallback : times.intValue();
    }

    private static Origin origin(YamlFields fields, Origin usual) {
        String text = fields.text("origin");
        YamlValue place = fields.get("origin");
        if (text == null || place == null) {
            return usual;
        }
        List<String> words = new ArrayList<>();
        for (Origin origin : Origin.values()) {
            if (origin.word().equals(text)) {
                return origin;
            }
            words.add(origin.word());
        }
        place.mistake("'" + text + "' is not known, expected one of " + String.join(", ", words));
        return usual;
    }
}
