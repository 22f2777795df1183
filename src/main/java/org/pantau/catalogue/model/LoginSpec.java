package org.pantau.catalogue.model;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.expression.Expression;

/**
 * The request that gets a token, and how the token is used. Texts may hold vars as {@code {name}}, and references to
 * secrets.
 *
 * @param method GET or POST
 * @param body null for none
 * @param user sent with {@code password} as HTTP Basic; null for none
 * @param token the token in the answer, which is JSON or plain text
 * @param lifetime seconds the token lives, from the answer; null, or nothing in the answer, leaves it to {@code validity}
 * @param sendHeaders what identifies us afterwards, with {@code {token}}
 * @param sendQuery the same in the address
 */
public record LoginSpec(
        String url,
        String method,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable String user,
        @Nullable String password,
        Expression token,
        @Nullable Expression lifetime,
        Validity validity,
        Map<String, String> sendHeaders,
        Map<String, String> sendQuery) {

    public LoginSpec {
        headers = Map.copyOf(headers);
        sendHeaders = Map.copyOf(sendHeaders);
        sendQuery = Map.copyOf(sendQuery);
    }

    /**
     * How long a token is used.
     *
     * @param length for {@link Until#AGE}; zero otherwise
     */
    public record Validity(Until until, Duration length) {
        public static final Validity UNTIL_REFUSED = new Validity(Until.REFUSED, Duration.ZERO);
    }

    /** What ends a token. */
    public enum Until {
        REFUSED,
        /** The end of the day in the feed's zone. */
        LOCAL_MIDNIGHT,
        AGE
    }
}
