package org.pantau.read.nasty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.read.nasty.Said.NUMBER;
import static org.pantau.read.nasty.Said.cell;
import static org.pantau.read.nasty.Said.read;
import static org.pantau.read.nasty.Said.state;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.model.Decoder.Kind;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.DecodeKeys;
import org.pantau.read.FeedFixture;
import org.pantau.read.Reader;
import org.pantau.read.Reading;
import org.pantau.read.Readings;

/** Errors inside good statuses, faults, gateways in between, and answers that come encrypted. */
class EnvelopeTest {

    private static final Feed BPJS = FeedFixture.json()
            .set("success", "$string(metadata.code) in [\"200\",\"1\"]")
            .set("zero", "$boolean(metadata.message ~> /belum ada antrian/i)")
            .set("relogin", "$boolean(metadata.message ~> /access denied/i)")
            .set("service", "$poli")
            .measure("pending", "response.sisa")
            .build();
    private static final Feed SOAP = FeedFixture.of(ReadKind.XML)
            .forService()
            .set("rows", "Envelope.Body.statusResponse")
            .measure("pending", "sisa")
            .build();

    /** Made with node:crypto and the JavaScript library lz-string 1.5.0. */
    private static final String BPJS_SEALED = "aS+JPzWfSG5Hnrw0YwwRrnz5kl0Vhl+5QKV/eJ+A4Obkqx/+2LDvLxwd6oq9ii9tE0xy3fIv"
            + "cw2lyTzxeMj0WDxBIhj0zCaqfWoIqMATYuLIgtVD41bT88gmD4deHS6CrRkgXg+5IS659NivIdAKH3pQwDj2uU2/7v3/eA1cdjynkrEp"
            + "kMyaOmrVGabV6Ww5So4mv0876ChbLpD6+oeXznBp9uRfPGuyonFv7xFdAdSkrRQZ0WDIeu80I85Xlwp3TIY5urlr9t2l/0xXaZu/Hw==";

    private static final String GCM_SEALED =
            "000102030405060708090a0b3cdefe5e4ac2775061ed8e605f06bbf819393907ae13e312052d"
                    + "68fa44361876fb93d1815a5efcc861c12c3deefbd0a9413786ab11ea";

    private static final Feed SEALED_BPJS = FeedFixture.json()
            .set("rows", "response.list")
            .set("service", "kodepoli")
            .set("name", "nama")
            .decode(Kind.BPJS, "field", "response", "cons_id", "{consId}", "secret", "env:BPJS_SECRET")
            .keep("kodepoli", "nama")
            .build();
    private static final Feed SEALED_GCM = FeedFixture.json()
            .set("rows", "items")
            .set("service", "$string(jenis_izin_id)")
            .decode(Kind.SPLP_GCM, "field", "data", "salt", "env:SALT")
            .build();

    private static DecodeKeys bpjs(String secret, long epoch) {
        return new DecodeKeys(Map.of("{consId}", "1234", "env:BPJS_SECRET", secret), epoch);
    }

    private static DecodeKeys gcm(String salt) {
        return new DecodeKeys(Map.of("env:SALT", salt), 0);
    }

    @Test
    void nasty16AccessDeniedShouldAskForANewLoginAndBeAuth() {
        byte[] denied = "{\"metadata\":{\"message\":\"Access denied\",\"code\":\"201\"}}".getBytes(UTF_8);
        assertThat(Reader.relogin(BPJS, FeedFixture.answer(200, "", denied))).isTrue();
        assertThat(Reader.read(BPJS, FeedFixture.answer(200, "", denied))
                        .outcome()
                        .state())
                .isEqualTo(FeedState.AUTH);
        assertThat(Reader.relogin(BPJS, FeedFixture.answer(401, "", new byte[0])))
                .isTrue();
        assertThat(Reader.relogin(BPJS, FeedFixture.answer(200, "", "{\"metadata\":{\"code\":1}}".getBytes(UTF_8))))
                .isFalse();
        assertThat(Reader.relogin(BPJS, FeedFixture.answer(200, "", "not JSON".getBytes(UTF_8))))
                .isFalse();
    }

    @Test
    void nasty17NoQueueYetShouldBeATrueZeroByRule() {
        Readings readings = read(BPJS, "{\"metadata\":{\"message\":\"Maaf belum Ada Antrian\",\"code\":\"201\"}}");
        assertThat(readings.outcome()).isEqualTo(Outcome.OK);
        assertThat(readings.zero()).isTrue();
    }

    @Test
    void nasty18Http201WithCode201ShouldBeAnError() {
        assertThat(state(BPJS, 201, "{\"metadata\":{\"code\":201}}")).isEqualTo(FeedState.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "200", "\"200\"", "\"1\""})
    void nasty19CodesShouldBeComparedAsTexts(String code) {
        Feed feed = FeedFixture.json()
                .forService()
                .set("success", "$string(metadata.code) in [\"200\",\"1\"]")
                .measure("pending", "sisa")
                .build();
        assertThat(state(feed, "{\"metadata\":{\"code\":" + code + "},\"sisa\":3}"))
                .isEqualTo(FeedState.OK);
    }

    @Test
    void nasty20AnotherOrNoEnvelopeShouldBeAnError() {
        assertThat(state(BPJS, "{\"metaData\":{\"code\":\"200\"}}")).isEqualTo(FeedState.ERROR);
        assertThat(state(BPJS, "{}")).isEqualTo(FeedState.ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "success | {\"success\":\"false\"} | ERROR",
                "success | {\"success\":1} | ERROR",
                "success | {} | ERROR",
                "status | {\"status\":false} | ERROR",
                "error = 0 | {\"error\":0} | OK"
            })
    void nasty21OnlyTrueShouldBeSuccess(String rule, String body, FeedState expected) {
        Feed feed = FeedFixture.json().forService().set("success", rule).build();
        assertThat(state(feed, body)).isEqualTo(expected);
    }

    @Test
    void nasty22JsonRpcErrorsShouldBeErrorsWithoutAnyRule() {
        Feed feed = FeedFixture.json().forService().measure("pending", "result").build();
        byte[] ended =
                "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,\"message\":\"Invalid params.\",\"data\":\"Session terminated, re-login, please.\"},\"id\":1}"
                        .getBytes(UTF_8);
        assertThat(Reader.relogin(feed, FeedFixture.answer(200, "", ended))).isTrue();
        assertThat(Reader.read(feed, FeedFixture.answer(200, "", ended)).outcome())
                .isEqualTo(new Outcome(FeedState.AUTH, "JSON-RPC error -32602"));
        String other = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32601,\"message\":\"Method not found\"},\"id\":1}";
        assertThat(read(feed, other).outcome()).isEqualTo(new Outcome(FeedState.ERROR, "JSON-RPC error -32601"));
        assertThat(cell(read(feed, "{\"jsonrpc\":\"2.0\",\"result\":\"7\",\"id\":1}"), "pending"))
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":404,\"error\":\"javax.management\"}", "{\"error\":{\"code\":\"unknown\"}}"})
    void nasty23AnErrorInside200ShouldBeAnError(String body) {
        assertThat(state(NUMBER, body)).isEqualTo(FeedState.ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "500 | <soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body><soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>Pool habis</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope> | ERROR | SOAP fault: Pool habis",
                "200 | <Envelope><Body><Fault><faultstring>NIK 3308014501900001 salah</faultstring></Fault></Body></Envelope> | ERROR | SOAP fault: NIK … salah",
                "500 | <e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><e:Fault><e:Code/><e:Reason><e:Text xml:lang=\"id\">Waktu habis</e:Text></e:Reason></e:Fault></e:Body></e:Envelope> | ERROR | SOAP fault: Waktu habis",
                "500 | <Envelope><Body><Fault><faultstring>Access denied</faultstring></Fault></Body></Envelope> | AUTH | SOAP fault: Access denied",
                "500 | <Envelope><Body><Fault><faultstring> | ERROR | HTTP 500"
            })
    void nasty24ASoapFaultShouldSayItsReasonWhateverTheStatus(
            int status, String body, FeedState expected, String reason) {
        Readings readings = read(SOAP, status, body);
        assertThat(readings.outcome()).isEqualTo(new Outcome(expected, reason));
        assertThat(readings.outcome().state().answered()).isTrue();
    }

    @Test
    void nasty24AGoodSoapAnswerShouldBeReadWhateverItsPrefixes() {
        for (String prefix : new String[] {"soap:", "S:", ""}) {
            String body = "<" + prefix + "Envelope xmlns:soap=\"u\" xmlns:S=\"v\"><" + prefix
                    + "Body><ns2:statusResponse xmlns:ns2=\"w\"><sisa>4</sisa></ns2:statusResponse></" + prefix
                    + "Body></"
                    + prefix + "Envelope>";
            assertThat(cell(read(SOAP, body), "pending")).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "200 | {\"code\":\"900901\",\"message\":\"Invalid Credentials\",\"description\":\"x\"}",
                "401 | {\"code\":\"900902\",\"message\":\"Missing Credentials\"}",
                "500 | {\"fault\":{\"code\":900802,\"message\":\"x\",\"description\":\"y\"}}",
                "403 | {\"code\":\"700700\",\"message\":\"API blocked\"}",
                "200 | <ams:fault xmlns:ams=\"x\"><ams:code>900901</ams:code></ams:fault>",
                "401 | <?xml version=\"1.0\"?><fault><code>900901</code></fault>"
            })
    void nasty25GatewayErrorsShouldBlameTheGateway(int status, String body) {
        boolean throttled = body.contains("900802");
        assertThat(state(NUMBER, status, body)).isEqualTo(throttled ? FeedState.THROTTLED : FeedState.GATEWAY);
        assertThat(state(SOAP, status, body)).isEqualTo(throttled ? FeedState.THROTTLED : FeedState.GATEWAY);
    }

    @Test
    void nasty26BpjsShouldOpenWithTheTimestampOfItsOwnRequest() {
        Readings readings = Reader.read(
                SEALED_BPJS,
                FeedFixture.sealed(
                        "{\"metaData\":{\"code\":\"200\"},\"response\":\"" + BPJS_SEALED + "\"}",
                        bpjs("rahasia", 1795339913)));
        assertThat(readings.outcome()).isEqualTo(Outcome.OK);
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("INT", "INT", "ANA");
        assertThat(readings.rows().get(2).name()).isEqualTo("Poli Gigi é ✓");
        assertThat(readings.toString()).doesNotContain("3300000000000001");
    }

    @Test
    void nasty26SplpShouldOpenToTheWholeDocument() {
        Readings readings =
                Reader.read(SEALED_GCM, FeedFixture.sealed("{\"data\":\"" + GCM_SEALED + "\"}", gcm("garam")));
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("7");
    }

    @Test
    void nasty26WhatCannotBeOpenedShouldBeDecryptAndNameNoSecret() {
        String bpjs = "{\"response\":\"" + BPJS_SEALED + "\"}";
        String gcm = "{\"data\":\"" + GCM_SEALED + "\"}";
        Readings[] failed = {
            Reader.read(SEALED_BPJS, FeedFixture.sealed(bpjs, bpjs("rahasia", 1795339914))),
            Reader.read(SEALED_BPJS, FeedFixture.sealed(bpjs, bpjs("salah", 1795339913))),
            Reader.read(SEALED_GCM, FeedFixture.sealed(gcm, gcm("gula"))),
            Reader.read(SEALED_GCM, FeedFixture.sealed(gcm.replace("11ea", "11eb"), gcm("garam")))
        };
        for (Readings readings : failed) {
            assertThat(readings.outcome().state()).isEqualTo(FeedState.DECRYPT);
            assertThat(readings.outcome().reason()).doesNotContain("salah", "rahasia", "gula", "garam", "1234");
        }
        assertThat(bpjs("rahasia", 1).toString()).doesNotContain("rahasia");
    }

    @Test
    void nasty26AnErrorInTheClearShouldBeReadByItsRules() {
        String error = "{\"metaData\":{\"code\":\"201\",\"message\":\"x\"},\"response\":null}";
        Feed feed = FeedFixture.json()
                .set("success", "metaData.code = \"200\"")
                .decode(Kind.BPJS, "field", "response", "cons_id", "a", "secret", "env:B")
                .build();
        assertThat(Reader.read(feed, FeedFixture.sealed(error, DecodeKeys.NONE))
                        .outcome()
                        .state())
                .isEqualTo(FeedState.ERROR);
        assertThat(Reader.read(SEALED_GCM, FeedFixture.sealed("{\"code\":\"900901\",\"message\":\"x\"}", gcm("garam")))
                        .outcome()
                        .state())
                .isEqualTo(FeedState.GATEWAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":[{\"id\":1}]}", "{\"data\":{\"a\":1}}", "[{\"id\":1}]", "{\"data\":\"maaf\"}"})
    void nasty27PlainWhereEncryptedWasExpectedShouldBeAChangedShape(String body) {
        assertThat(Reader.read(SEALED_GCM, FeedFixture.sealed(body, gcm("garam")))
                        .outcome()
                        .state())
                .isEqualTo(FeedState.SHAPE_CHANGED);
    }

    @ParameterizedTest
    @CsvSource({"response.list,response", "items,data", "$,data"})
    void nasty27EncryptedWherePlainWasExpectedShouldBeAChangedShape(String rows, String field) {
        Feed feed = FeedFixture.json()
                .forService()
                .set("rows", rows)
                .measure("pending", "n")
                .build();
        assertThat(state(feed, "{\"" + field + "\":\"" + GCM_SEALED + "\"}")).isEqualTo(FeedState.SHAPE_CHANGED);
        assertThat(state(feed, "{\"" + field + "\":\"" + BPJS_SEALED + "\"}")).isEqualTo(FeedState.SHAPE_CHANGED);
    }

    @ParameterizedTest
    @CsvSource({"TABLE", "METRICS", "XML"})
    void nasty27JsonWhereAnotherFormatWasExpectedShouldBeAChangedShape(ReadKind kind) {
        assertThat(state(FeedFixture.of(kind).forService().build(), "{\"message\":\"x\"}"))
                .isEqualTo(FeedState.SHAPE_CHANGED);
    }
}
