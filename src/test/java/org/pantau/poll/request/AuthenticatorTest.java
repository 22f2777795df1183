package org.pantau.poll.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.AuthSpec.Kind;

class AuthenticatorTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_732_000_000);
    private static final Map<String, String> VALUES = Map.of("consid", "4711", "day", "2026-11-23");
    private static final Secrets SECRETS = new Secrets(Map.of("KEY", "rahasia", "USER", "petugas")::get);

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(Kind.NONE, Map.of(), Map.of(), Map.of()),
                Arguments.of(
                        Kind.APIKEY,
                        Map.of("header", "x-api-key", "value", "env:KEY"),
                        Map.of("x-api-key", "rahasia"),
                        Map.of()),
                Arguments.of(
                        Kind.APIKEY, Map.of("query", "key", "value", "env:KEY"), Map.of(), Map.of("key", "rahasia")),
                Arguments.of(
                        Kind.BASIC,
                        Map.of("user", "env:USER", "password", "env:KEY"),
                        Map.of("authorization", "Basic cGV0dWdhczpyYWhhc2lh"),
                        Map.of()),
                Arguments.of(
                        Kind.BEARER, Map.of("token", "env:KEY"), Map.of("authorization", "Bearer rahasia"), Map.of()),
                Arguments.of(
                        Kind.STATIC,
                        Map.of("x-cons-id", "{consid}", "x-token", "Token env:KEY"),
                        Map.of("x-cons-id", "4711", "x-token", "Token rahasia"),
                        Map.of()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldAddWhatIdentifiesUs(
            Kind kind, Map<String, String> settings, Map<String, String> headers, Map<String, String> query)
            throws Exception {
        Authenticator.Added added = added(kind, settings, new Masking());

        assertThat(added.headers()).isEqualTo(headers);
        assertThat(added.query()).isEqualTo(query);
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                Arguments.of("HmacSHA256", "base64", "wMUtDkAMR9dnzzEFktAT7sOTwqOMttaf+EED0CeOWAE="),
                Arguments.of("HmacSHA256", "hex", "c0c52d0e400c47d767cf310592d013eec393c2a38cb6d69ff84103d0278e5801"));
    }

    /** The vectors were made with {@code openssl dgst -hmac}. */
    @ParameterizedTest
    @MethodSource("signatures")
    void shouldSignOurClockAsTheCatalogueSays(String algorithm, String encoding, String signature) throws Exception {
        Masking masking = new Masking();
        Authenticator.Added added = added(
                Kind.HMAC,
                Map.of(
                        "sign", "{consid}&{epoch}",
                        "secret", "env:KEY",
                        "alg", algorithm,
                        "encode", encoding,
                        "header.X-cons-id", "{consid}",
                        "header.X-timestamp", "{epoch}",
                        "header.X-signature", "{sig}"),
                masking);

        assertThat(added.headers())
                .isEqualTo(Map.of("X-cons-id", "4711", "X-timestamp", "1732000000", "X-signature", signature));
        assertThat(masking.mask("sent " + signature)).isEqualTo("sent ***");
    }

    @Test
    void shouldSayWhichAlgorithmItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        added(Kind.HMAC, Map.of("sign", "x", "secret", "env:KEY", "alg", "HmacRot13"), new Masking()))
                .withMessageContaining("HmacRot13");
    }

    @Test
    void shouldHideWhatBasicSends() throws Exception {
        Masking masking = new Masking();
        Authenticator.Added unused = added(Kind.BASIC, Map.of("user", "u", "password", "env:KEY"), masking);

        assertThat(masking.mask("Basic dTpyYWhhc2lh")).isEqualTo("Basic ***");
    }

    @Test
    void shouldSayThatASecretIsMissing() {
        assertThatExceptionOfType(MissingSecretException.class)
                .isThrownBy(() -> added(Kind.BEARER, Map.of("token", "env:NOPE"), new Masking()))
                .withMessageContaining("env:NOPE");
    }

    static Stream<Arguments> incomplete() {
        return Stream.of(
                Arguments.of(Kind.BASIC, Map.of("user", "u"), "password"),
                Arguments.of(Kind.BEARER, Map.of(), "token"),
                Arguments.of(Kind.APIKEY, Map.of("value", "env:KEY"), "header"),
                Arguments.of(Kind.APIKEY, Map.of("query", "k"), "value"),
                Arguments.of(Kind.HMAC, Map.of("sign", "x"), "secret"));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void shouldNameWhatIsLeftOut(Kind kind, Map<String, String> settings, String missing) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Authenticator(new AuthSpec(kind, settings), VALUES.keySet()))
                .withMessageContaining("'" + missing + "'");
    }

    private static Authenticator.Added added(Kind kind, Map<String, String> settings, Masking masking)
            throws MissingSecretException {
        return new Authenticator(new AuthSpec(kind, settings), Set.copyOf(VALUES.keySet()))
                .at(NOW, "", VALUES, SECRETS, masking);
    }
}
