package org.pantau.catalogue.parse;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.LoginSpec;
import org.pantau.catalogue.model.LoginSpec.Until;
import org.pantau.catalogue.model.LoginSpec.Validity;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;
import org.pantau.expression.Expressions;

/** Reads the request that gets a token: one of the source's own, or OAuth2 client credentials. */
final class LoginParser {

    static final List<String> LOGIN_KEYS = List.of(
            "kind",
            "get",
            "post",
            "url",
            "headers",
            "json",
            "form",
            "body",
            "user",
            "password",
            "token",
            "expires_in",
            "valid",
            "send",
            "certificate");
    static final List<String> OAUTH2_KEYS = List.of(
            "kind",
            "token_url",
            "client_id",
            "client_secret",
            "scope",
            "client_auth",
            "params",
            "valid",
            "send",
            "certificate");

    private static final Duration LONGEST = Duration.ofDays(366);

    private final YamlFields fields;
    private final Set<String> vars;
    private final RequestSpec request;

    LoginParser(YamlFields fields, Set<String> vars, RequestSpec request) {
        this.fields = fields;
        this.vars = vars;
        this.request = request;
    }

    /** Null and mistakes where it cannot be read. */
    @Nullable
    LoginSpec login() {
        if (fields.has("get") == fields.has("post")) {
            fields.owner()
                    .mistake("has " + (fields.has("get") ? "both get and post" : "neither get nor post")
                            + ", expected one of them with the address of the login");
            return null;
        }
        YamlValue way = fields.get(fields.has("get") ? "get" : "post");
        Expression token = null;
        if (fields.require("token", "an expression over the answer, such as response.token") != null) {
            token = Texts.expression(fields, "token");
        }
        Map<String, String> headers = RequestParser.headers(fields.get("headers"), vars);
        String body = new BodyParser(Set.of(), vars).body(fields, headers);
        String url = null;
        if (way != null && !way.isText() && fields.has("post")) {
            if (body != null) {
                way.mistake("is a body, and another is given too, expected the address here or no other body");
            }
            body = BodyParser.json(way, headers);
            Texts.checkPlaces(way, body, vars);
            url = ownOrRequests(way);
        } else if (way != null) {
            url = address(way);
        }
        if (fields.has("get") && body != null) {
            fields.owner().mistake("get sends no body, expected post");
        }
        String user = secretText("user");
        String password = secretText("password");
        if ((user == null) != (password == null)) {
            fields.owner().mistake("has only one of user and password, expected both or none");
        }
        Expression lifetime = Texts.expression(fields, "expires_in");
        return url == null || token == null
                ? null
                : spec(url, fields.has("get") ? "GET" : "POST", headers, body, user, password, token, lifetime);
    }

    @Nullable
    LoginSpec oauth2() {
        YamlValue place = fields.require("token_url", "the address tokens come from");
        String url = place == null ? null : address(place);
        String id = required("client_id");
        String secret = required("client_secret");
        String way = fields.text("client_auth");
        YamlValue wayPlace = fields.get("client_auth");
        if (way != null && wayPlace != null && !way.equals("basic") && !way.equals("body")) {
            wayPlace.mistake("'" + way + "' is not known, expected one of basic, body");
        }
        boolean inBody = "body".equals(way);
        StringJoiner body = new StringJoiner("&").add("grant_type=client_credentials");
        String scope = fields.text("scope");
        if (scope != null) {
            body.add("scope=" + BodyParser.formText(scope));
        }
        RequestParser.headers(fields.get("params"), vars)
                .forEach((name, text) -> body.add(BodyParser.formText(name) + "=" + BodyParser.formText(text)));
        if (inBody && id != null && secret != null) {
            body.add("client_id=" + BodyParser.formText(id)).add("client_secret=" + BodyParser.formText(secret));
        }
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");
        return url == null || id == null || secret == null
                ? null
                : spec(
                        url,
                        "POST",
                        headers,
                        body.toString(),
                        inBody ? null : id,
                        inBody ? null : secret,
                        fixed("access_token"),
                        fixed("expires_in"));
    }

    private LoginSpec spec(
            String url,
            String method,
            Map<String, String> headers,
            @Nullable String body,
            @Nullable String user,
            @Nullable String password,
            Expression token,
            @Nullable Expression lifetime) {
        Map<String, String> sent = new LinkedHashMap<>();
        Map<String, String> query = new LinkedHashMap<>();
        send(sent, query);
        return new LoginSpec(url, method, headers, body, user, password, token, lifetime, validity(), sent, query);
    }

    /** Headers; or headers and query apart. The usual header where nothing else carries the token. */
    private void send(Map<String, String> headers, Map<String, String> query) {
        Set<String> known = new LinkedHashSet<>(vars);
        known.add("token");
        YamlValue value = fields.get("send");
        if (value == null) {
            if (!carriesToken(request.url())
                    && !carriesToken(request.body() == null ? "" : request.body())
                    && request.headers().values().stream().noneMatch(LoginParser::carriesToken)) {
                headers.put("Authorization", "Bearer {token}");
            }
            return;
        }
        YamlFields parts = value.entries("header names and their texts, or headers and query");
        boolean apart = parts.names().stream().allMatch(List.of("headers", "query")::contains);
        if (apart) {
            headers.putAll(RequestParser.headers(parts.get("headers"), known));
            query.putAll(RequestParser.headers(parts.get("query"), known));
        } else {
            headers.putAll(RequestParser.headers(value, known));
        }
        if (headers.values().stream().noneMatch(LoginParser::carriesToken)
                && query.values().stream().noneMatch(LoginParser::carriesToken)) {
            value.mistake("nothing carries the token, expected {token} in one of the texts");
        }
    }

    private static boolean carriesToken(String text) {
        return text.contains("{token}");
    }

    private Validity validity() {
        String text = fields.text("valid");
        if (text == null || text.equals("until_refused")) {
            return Validity.UNTIL_REFUSED;
        }
        if (text.equals("until_local_midnight")) {
            return new Validity(Until.LOCAL_MIDNIGHT, Duration.ZERO);
        }
        Duration length = fields.duration("valid", Duration.ofSeconds(1), LONGEST);
        return length == null ? Validity.UNTIL_REFUSED : new Validity(Until.AGE, length);
    }

    private @Nullable String address(YamlValue place) {
        String url = place.text();
        if (url != null) {
            Texts.checkAddress(place, url);
            Texts.checkPlaces(place, url, vars);
        }
        return url;
    }

    private String ownOrRequests(YamlValue body) {
        YamlValue own = fields.get("url");
        if (own != null) {
            String url = address(own);
            return url == null ? "" : url;
        }
        Texts.checkPlaces(body, request.url(), vars);
        return request.url();
    }

    private @Nullable String secretText(String key) {
        String text = fields.text(key);
        YamlValue place = fields.get(key);
        if (text != null && place != null) {
            if (key.equals("password")) {
                Texts.checkSecret(place, text);
            }
            Texts.checkPlaces(place, text, vars);
        }
        return text;
    }

    private @Nullable String required(String key) {
        String text = fields.requireText(key, "env:NAME or file:PATH");
        YamlValue place = fields.get(key);
        if (text != null && place != null) {
            if (key.equals("client_secret")) {
                Texts.checkSecret(place, text);
            }
            Texts.checkPlaces(place, text, vars);
            Texts.checkReference(place, text);
        }
        return text;
    }

    private static Expression fixed(String source) {
        try {
            return Expressions.compile(source);
        } catch (ExpressionException impossible) {
            throw new IllegalStateException(source + " is an expression", impossible);
        }
    }
}
