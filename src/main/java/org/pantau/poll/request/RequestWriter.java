package org.pantau.poll.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.Decoder;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.measure.value.DecodeKeys;
import org.pantau.net.ClientTls;

/** How each request of a feed is written: texts filled, secrets put in, identified. */
public final class RequestWriter {

    private final Feed feed;
    private final RequestSpec spec;
    private final Template url;
    private final Map<String, Template> headers = new LinkedHashMap<>();
    private final @Nullable Template body;
    private final UnaryOperator<String> inBody;
    private final Authenticator authenticator;

    /**
     * Compiles its texts.
     *
     * @param known what they may name, without what the feed's kind of auth offers
     * @throws IllegalArgumentException saying what is wrong with the request or auth, for the catalogue's author
     */
    RequestWriter(Feed feed, Set<String> known) {
        this.feed = feed;
        this.spec = feed.request();
        Set<String> all = new TreeSet<>(known);
        all.addAll(feed.auth().kind().offers());
        this.url = new Template(spec.url(), all);
        spec.headers().forEach((name, text) -> headers.put(name, new Template(text, all)));
        this.body = spec.body() == null ? null : new Template(spec.body(), all);
        this.inBody = Template.inBody(spec.body() == null ? "" : spec.body(), contentType(spec.headers()));
        this.authenticator = new Authenticator(feed.auth(), known);
    }

    /**
     * Writes one request.
     *
     * @param now our clock, for signatures
     * @param token what the login brought; empty for a feed without one
     * @param masking told every secret that goes in
     * @throws MissingSecretException when a secret is not there
     * @throws IllegalArgumentException when what comes out is no address or cannot be signed
     */
    public Prepared prepare(Wanted wanted, Instant now, String token, Secrets secrets, Masking masking)
            throws MissingSecretException {
        Map<String, String> vars = vars(feed.vars(), secrets, masking);
        Map<String, String> plain = new HashMap<>(vars);
        plain.putAll(wanted.keys());
        masking.hide(token);
        Authenticator.Added auth = authenticator.at(now, token, plain, secrets, masking);
        plain.putAll(auth.values());
        Map<String, String> filled = new LinkedHashMap<>();
        for (Map.Entry<String, Template> each : headers.entrySet()) {
            filled.put(each.getKey(), each.getValue().fill(plain, text -> secrets.resolve(text, masking)));
        }
        filled.putAll(auth.headers());
        return new Prepared(
                spec.method(),
                address(wanted, vars, auth, masking),
                filled,
                body(plain, secrets, masking),
                tls(feed.auth(), spec.ca(), secrets, masking));
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
        Map<String, String> vars = vars(feed.vars(), secrets, masking);
        Map<String, String> writtenToValue = new HashMap<>();
        for (Decoder decoder : feed.options().decode()) {
            if (decoder.sealed()) {
                for (String text : decoder.options().values()) {
                    Template named = new Template(text, feed.vars().keySet());
                    writtenToValue.put(text, named.fill(vars, part -> secrets.resolve(part, masking)));
                }
            }
        }
        return new DecodeKeys(writtenToValue, now.getEpochSecond());
    }

    /** The vars, secrets resolved. */
    static Map<String, String> vars(Map<String, String> written, Secrets secrets, Masking masking)
            throws MissingSecretException {
        Map<String, String> vars = new HashMap<>();
        for (Map.Entry<String, String> each : written.entrySet()) {
            vars.put(each.getKey(), secrets.resolve(each.getValue(), masking));
        }
        return vars;
    }

    /** The certificates of a feed; null for the usual ones. */
    static @Nullable ClientTls tls(AuthSpec auth, @Nullable String ca, Secrets secrets, Masking masking)
            throws MissingSecretException {
        Map<String, String> own = auth.certificate();
        if (own.isEmpty() && ca == null) {
            return null;
        }
        String password = own.get("password");
        return new ClientTls(
                path(ca, secrets),
                path(own.get("keystore"), secrets),
                password == null ? null : secrets.resolve(password, masking),
                path(own.get("cert"), secrets),
                path(own.get("key"), secrets));
    }

    private static @Nullable Path path(@Nullable String reference, Secrets secrets) throws MissingSecretException {
        return reference == null ? null : secrets.path(reference);
    }

    static String contentType(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(header -> header.getValue().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    static byte @Nullable [] body(
            @Nullable Template body,
            UnaryOperator<String> written,
            Map<String, String> values,
            Secrets secrets,
            Masking masking)
            throws MissingSecretException {
        if (body == null) {
            return null;
        }
        Map<String, String> inBody = new HashMap<>();
        values.forEach((name, value) -> inBody.put(name, written.apply(value)));
        return body.fill(inBody, text -> secrets.resolveInBody(text, masking, written))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte @Nullable [] body(Map<String, String> values, Secrets secrets, Masking masking)
            throws MissingSecretException {
        return body(body, inBody, values, secrets, masking);
    }

    private URI address(Wanted wanted, Map<String, String> vars, Authenticator.Added auth, Masking masking) {
        URI link = wanted.link();
        if (link != null) {
            Map<String, String> missing = new LinkedHashMap<>(auth.query());
            String query = link.getRawQuery() == null ? "" : "&" + link.getRawQuery();
            missing.keySet().removeIf(name -> query.contains("&" + Template.inUrl(name) + "="));
            return uri(withQuery(link.toString(), missing), masking);
        }
        Map<String, String> values = new HashMap<>(vars);
        wanted.keys().forEach((name, value) -> values.put(name, Template.inUrl(value)));
        auth.values().forEach((name, value) -> values.put(name, Template.inUrl(value)));
        return uri(withQuery(url.fill(values), auth.query()), masking);
    }

    private static String withQuery(String address, Map<String, String> query) {
        StringBuilder all = new StringBuilder(address);
        query.forEach((name, value) -> all.append(all.indexOf("?") < 0 ? '?' : '&')
                .append(Template.inUrl(name))
                .append('=')
                .append(Template.inUrl(value)));
        return all.toString();
    }

    static URI uri(String address, Masking masking) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            // without the cause: its message holds the whole address, secrets included
            throw new IllegalArgumentException("not an address: " + masking.mask(address));
        }
    }
}
