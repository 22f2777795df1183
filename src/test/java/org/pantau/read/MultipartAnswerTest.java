package org.pantau.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.measure.FeedState;

/** The operational data of X-Road: a SOAP envelope and its records, packed, in one answer. */
class MultipartAnswerTest {

    private static final String ENVELOPE = "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"s\"><SOAP-ENV:Body>"
            + "<om:getSecurityServerOperationalDataResponse xmlns:om=\"o\"><om:recordsCount>2</om:recordsCount>"
            + "<om:nextRecordsFrom>1795339913</om:nextRecordsFrom></om:getSecurityServerOperationalDataResponse>"
            + "</SOAP-ENV:Body></SOAP-ENV:Envelope>";
    private static final String RECORDS =
            "{\"records\":[{\"serviceCode\":\"ktp\",\"succeeded\":true,\"requestInTs\":1,\"responseOutTs\":31},"
                    + "{\"serviceCode\":\"kk\",\"succeeded\":false,\"requestInTs\":2,\"responseOutTs\":9}]}";
    private static final Feed FEED = FeedFixture.of(ReadKind.XML)
            .set("success", "Envelope.Body.getSecurityServerOperationalDataResponse.recordsCount = \"2\"")
            .set("rows", "parts.records")
            .set("service", "serviceCode")
            .measure("app_response", "responseOutTs - requestInTs")
            .build();

    private static byte[] body(byte[] records, String headers, String end) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(("--xroad\r\nContent-Type: text/xml; charset=UTF-8\r\n\r\n" + ENVELOPE
                        + "\r\n--xroad\r\nContent-Type: application/gzip\r\n" + headers + "\r\n")
                .getBytes(UTF_8));
        body.write(records);
        body.write(("\r\n--xroad" + end).getBytes(UTF_8));
        return body.toByteArray();
    }

    private static byte[] packed() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(RECORDS.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/related; type=\"text/xml\"; boundary=\"xroad\"",
                "multipart/mixed;boundary=xroad",
                "text/xml",
                ""
            })
    void shouldReadThePartsWhateverTheHeaderSays(String type) throws Exception {
        Readings readings = Reader.read(FEED, FeedFixture.answer(200, type, body(packed(), "", "--\r\n")));
        assertThat(readings.problems()).isEmpty();
        assertThat(readings.rows()).extracting(Reading::code).containsExactly("ktp", "kk");
        assertThat(readings.rows().get(0).cells()).containsEntry("app_response", Reading.Cell.of(30));
    }

    @Test
    void shouldReadAPartInBase64() throws Exception {
        byte[] coded = Base64.getMimeEncoder().encode(packed());
        Readings readings = Reader.read(
                FEED, FeedFixture.answer(200, "", body(coded, "Content-Transfer-Encoding: base64\r\n", "--")));
        assertThat(readings.rows()).hasSize(2);
    }

    @Test
    void shouldRejectPartsThatAreCutShort() throws Exception {
        byte[] whole = body(packed(), "", "--");
        for (int length : new int[] {whole.length - 3, whole.length / 2}) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThat(Reader.read(FEED, FeedFixture.answer(200, "", cut))
                            .outcome()
                            .state())
                    .isEqualTo(FeedState.UNREADABLE);
        }
        assertThat(new String(whole, ISO_8859_1)).contains("nextRecordsFrom");
    }

    @Test
    void shouldReadAFaultInItsFirstPart() throws Exception {
        String fault =
                "--b\r\nContent-Type: text/xml\r\n\r\n<Envelope><Body><Fault><faultstring>Server proxy</faultstring>"
                        + "</Fault></Body></Envelope>\r\n--b--";
        Readings readings =
                Reader.read(FEED, FeedFixture.answer(200, "multipart/related; boundary=b", fault.getBytes(UTF_8)));
        assertThat(readings.outcome().reason()).isEqualTo("SOAP fault: Server proxy");
    }
}
