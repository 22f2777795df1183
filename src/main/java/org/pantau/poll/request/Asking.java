package org.pantau.poll.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Decoder;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.measure.value.DecodeKeys;

/** A feed's requests: which a slot asks for, and how each is written. */
public final class Asking {

    /** Most requests of one slot. */
    public static final int MOST_REQUESTS = 1_000;

    private static final String TODAY = "today";

    private final Feed feed;
    private final RequestSpec spec;
    private final DateTimeFormatter format;
    private final Template url;
    private final Map<String, Template> headers = new LinkedHashMap<>();
    private final @Nullable Template body;
    private final Authenticator authenticator;

    /** @throws IllegalArgumentException saying what is wrong with the request or auth, for the catalogue's author */
    public Asking(Feed feed) {
        this.feed = feed;
        this.spec = feed.request();
        RequestSpec.Days days = spec.days();
        this.format = DateTimeFormatter.ofPattern(days == null ? "yyyy-MM-dd" : days.format(), Locale.ROOT);
        Set<String> known = new TreeSet<>(feed.vars().keySet());
        known.add(TODAY);
        spec.keys().forEach(key -> known.add(key.name()));
        if (days != null) {
            known.add(days.name());
        }
        this.url = new Template(spec.url(), known);
        spec.headers().forEach((name, text) -> headers.put(name, new Template(text, known)));
        this.body = spec.body() == null ? null : new Template(spec.body(), known);
        this.authenticator = new Authenticator(feed.auth(), known);
        if (combinations().size() > MOST_REQUESTS) {
            throw new IllegalArgumentException("the keys make more than " + MOST_REQUESTS + " requests");
        }
    }

    /**
     * What a slot asks for: the current day where the feed names days and wants it, then past days, latest first.
     *
     * @param withPast whether past days are due too
     * @return empty where the feed asks for past days only and these are not due
     */
    public List<Wanted> at(Instant slot, boolean withPast) {
        LocalDate today = LocalDate.ofInstant(slot, feed.zone());
        RequestSpec.Days days = spec.days();
        List<Wanted> wanted = new ArrayList<>();
        if (days == null || days.today()) {
            wanted.addAll(of(today, today));
        }
        if (days != null && withPast) {
            Stream.iterate(1, back -> back <= days.past(), back -> back + 1)
                    .flatMap(back -> of(today.minusDays(back), today).stream())
                    .limit(MOST_REQUESTS - wanted.size())
                    .forEach(wanted::add);
        }
        return wanted;
    }

    /** What is asked for one day. */
    public List<Wanted> of(LocalDate day, LocalDate today) {
        List<Wanted> wanted = new ArrayList<>();
        for (Map<String, String> combination : combinations()) {
            Map<String, String> keys = new HashMap<>(combination);
            keys.put(TODAY, format.format(today));
            if (spec.days() != null) {
                keys.put(spec.days().name(), format.format(day));
            }
            Map<String, Object> bindings = new HashMap<>();
            feed.vars().forEach((name, text) -> {
                if (!Secrets.isReference(text)) {
                    bindings.put(name, text);
                }
            });
            bindings.putAll(keys);
            wanted.add(new Wanted(keys, bindings));
        }
        return wanted;
    }

    /**
     * Writes one request.
     *
     * @param now our clock, for signatures
     * @param masking told every secret that goes in
     * @throws MissingSecretException when a secret is not there
     * @throws IllegalArgumentException when what comes out is no address or cannot be signed
     */
    public Prepared prepare(Wanted wanted, Instant now, Secrets secrets, Masking masking)
            throws MissingSecretException {
        Map<String, String> vars = vars(secrets, masking);
        Map<String, String> plain = with(vars, wanted.keys(), UnaryOperator.identity());
        Authenticator.Added auth = authenticator.at(now, plain, secrets, masking);
        Map<String, String> filled = new LinkedHashMap<>();
        for (Map.Entry<String, Template> each : headers.entrySet()) {
            filled.put(each.getKey(), secrets.resolve(each.getValue().fill(plain), masking));
        }
        filled.putAll(auth.headers());
        String address = withQuery(url.fill(with(vars, wanted.keys(), Template::inUrl)), auth.query());
        return new Prepared(spec.method(), uri(address, masking), filled, body(vars, wanted.keys()));
    }

    /**
     * What the answer's decoders take.
     *
     * @param now the clock the request was signed by
     * @throws MissingSecretException when a secret is not there
     */
    public DecodeKeys decodeKeys(Instant now, Secrets secrets, Masking masking) throws MissingSecretException {
        if (!feed.options().sealed()) {
            return DecodeKeys.NONE;
        }
        Map<String, String> vars = vars(secrets, masking);
        Map<String, String> writtenToValue = new HashMap<>();
        for (Decoder decoder : feed.options().decode()) {
            if (decoder.sealed()) {
                for (String text : decoder.options().values()) {
                    String filled = new Template(text, feed.vars().keySet()).fill(vars);
                    writtenToValue.put(text, secrets.resolve(filled, masking));
                }
            }
        }
        return new DecodeKeys(writtenToValue, now.getEpochSecond());
    }

    private Map<String, String> vars(Secrets secrets, Masking masking) throws MissingSecretException {
        Map<String, String> vars = new HashMap<>();
        for (Map.Entry<String, String> each : feed.vars().entrySet()) {
            String text = each.getValue();
            vars.put(each.getKey(), Secrets.isReference(text) ? secrets.resolve(text, masking) : text);
        }
        return vars;
    }

    private byte @Nullable [] body(Map<String, String> vars, Map<String, String> keys) {
        if (body == null || spec.body() == null) {
            return null;
        }
        UnaryOperator<String> written = Template.inBody(spec.body());
        Map<String, String> values = new HashMap<>();
        with(vars, keys, UnaryOperator.identity()).forEach((name, value) -> values.put(name, written.apply(value)));
        return body.fill(values).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> with(
            Map<String, String> vars, Map<String, String> keys, UnaryOperator<String> written) {
        Map<String, String> values = new HashMap<>(vars);
        keys.forEach((name, value) -> values.put(name, written.apply(value)));
        return values;
    }

    private static String withQuery(String address, Map<String, String> query) {
        StringBuilder all = new StringBuilder(address);
        query.forEach((name, value) -> all.append(all.indexOf("?") < 0 ? '?' : '&')
                .append(Template.inUrl(name))
                .append('=')
                .append(Template.inUrl(value)));
        return all.toString();
    }

    private static URI uri(String address, Masking masking) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            // without the cause: its message holds the whole address, secrets included
            throw new IllegalArgumentException("not an address: " + masking.mask(address));
        }
    }

    private List<Map<String, String>> combinations() {
        List<Map<String, String>> all = List.of(Map.of());
        for (RequestSpec.Key key : spec.keys()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> each : all) {
                for (String value : key.values()) {
                    if (longer.size() > MOST_REQUESTS) {
                        return longer;
                    }
                    Map<String, String> next = new LinkedHashMap<>(each);
                    next.put(key.name(), value);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }
}
