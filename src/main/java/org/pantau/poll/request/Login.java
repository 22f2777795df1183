package org.pantau.poll.request;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.LoginSpec;
import org.pantau.catalogue.model.LoginSpec.Until;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;

/** The request that gets a feed its token, and what its answer says. Immutable. */
public final class Login {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TOKEN = 16 * 1024;

    private final Feed feed;
    private final LoginSpec spec;
    private final Template url;
    private final Map<String, Template> headers = new LinkedHashMap<>();
    private final @Nullable Template body;
    private final UnaryOperator<String> inBody;
    private final @Nullable Template user;
    private final @Nullable Template password;
    private final List<Object> key;

    private Login(Feed feed, LoginSpec spec) {
        this.feed = feed;
        this.spec = spec;
        Set<String> known = feed.vars().keySet();
        this.url = new Template(spec.url(), known);
        spec.headers().forEach((name, text) -> headers.put(name, new Template(text, known)));
        this.body = spec.body() == null ? null : new Template(spec.body(), known);
        this.inBody =
                Template.inBody(spec.body() == null ? "" : spec.body(), RequestWriter.contentType(spec.headers()));
        this.user = spec.user() == null ? null : new Template(spec.user(), known);
        this.password = spec.password() == null ? null : new Template(spec.password(), known);
        this.key = key();
    }

    /** Empty for a feed that needs no token. */
    public static Optional<Login> of(Feed feed) {
        return Optional.ofNullable(feed.auth().login()).map(spec -> new Login(feed, spec));
    }

    /** Equal for feeds that log in alike, so that one token serves them all. */
    public Object shared() {
        return key;
    }

    private List<Object> key() {
        Map<String, String> written = feed.vars();
        Map<String, String> filled = new HashMap<>();
        headers.forEach((name, text) -> filled.put(name, text.fill(written)));
        LoginSpec.Validity validity = spec.validity();
        return List.of(
                url.fill(written),
                spec.method(),
                filled,
                body == null ? "" : body.fill(written),
                user == null ? "" : user.fill(written),
                password == null ? "" : password.fill(written),
                spec.token().source(),
                spec.lifetime() == null ? "" : spec.lifetime().source(),
                validity,
                validity.until() == Until.LOCAL_MIDNIGHT ? feed.zone() : "",
                feed.auth().certificate(),
                feed.request().ca() == null ? "" : feed.request().ca());
    }

    /**
     * Writes the request.
     *
     * @throws MissingSecretException when a secret is not there
     * @throws IllegalArgumentException when what comes out is no address
     */
    public Prepared prepare(Secrets secrets, Masking masking) throws MissingSecretException {
        Map<String, String> vars = RequestWriter.vars(feed.vars(), secrets, masking);
        Template.Literal resolved = text -> secrets.resolve(text, masking);
        Map<String, String> filled = new LinkedHashMap<>();
        for (Map.Entry<String, Template> each : headers.entrySet()) {
            filled.put(each.getKey(), each.getValue().fill(vars, resolved));
        }
        if (user != null && password != null) {
            filled.put(
                    "authorization",
                    Authenticator.basic(user.fill(vars, resolved), password.fill(vars, resolved), masking));
        }
        return new Prepared(
                spec.method(),
                RequestWriter.uri(url.fill(vars), masking),
                filled,
                RequestWriter.body(body, inBody, vars, secrets, masking),
                RequestWriter.tls(feed.auth(), feed.request().ca(), secrets, masking));
    }

    /**
     * What the answer of a login holds. May need the interpreter: not for an event loop.
     *
     * @param asked when the login began, from which the token's life is counted
     * @return empty where the answer holds no token
     */
    public Optional<Token> token(byte[] answer, Instant asked) {
        Object document = document(answer);
        String value = text(spec.token(), document).orElse("");
        if (value.isBlank() || value.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        Optional<Duration> said = Optional.ofNullable(spec.lifetime())
                .flatMap(lifetime -> text(lifetime, document))
                .flatMap(Login::seconds);
        if (said.isPresent()) {
            return Optional.of(Token.living(value, asked, said.get()));
        }
        return Optional.of(
                switch (spec.validity().until()) {
                    case REFUSED -> Token.untilRefused(value);
                    case AGE -> Token.living(value, asked, spec.validity().length());
                    case LOCAL_MIDNIGHT -> Token.until(value, midnight(asked, feed.zone()));
                });
    }

    /** The short code an OAuth2 server gives for its refusal (RFC 6749, 5.2); empty where there is none. */
    public static String refusal(byte[] answer) {
        Object document = document(answer);
        Object error = document instanceof Map<?, ?> map ? map.get("error") : null;
        return error instanceof String code && code.matches("[a-z_]{3,40}") ? code : "";
    }

    private static Instant midnight(Instant asked, ZoneId zone) {
        return asked.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** JSON, or else the text itself: some sources answer with the bare token. */
    private static @Nullable Object document(byte[] answer) {
        try {
            return JSON.readValue(answer, Object.class);
        } catch (JacksonException notJson) {
            return new String(answer, StandardCharsets.UTF_8).strip();
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory are always there", impossible);
        }
    }

    private static Optional<String> text(Expression expression, @Nullable Object document) {
        try {
            Object value = expression.evaluate(document, document == null ? Map.of() : Map.of("doc", document));
            return value instanceof String || value instanceof Number
                    ? Optional.of(value instanceof Double number ? plain(number) : value.toString())
                    : Optional.empty();
        } catch (ExpressionException notThere) {
            return Optional.empty();
        }
    }

    private static String plain(double number) {
        return new BigDecimal(number).toPlainString();
    }

    private static Optional<Duration> seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            return seconds >= 1 && seconds < 1e9
                    ? Optional.of(Duration.ofMillis((long) (seconds * 1000)))
                    : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
