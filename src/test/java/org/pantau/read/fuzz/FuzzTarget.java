package org.pantau.read.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.pantau.catalogue.model.Decoder;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.measure.value.Answer;
import org.pantau.measure.value.DecodeKeys;
import org.pantau.read.Excerpt;
import org.pantau.read.FeedFixture;
import org.pantau.read.Reader;
import org.pantau.read.Readings;

/** What is fuzzed: each reader and decoder, given any bytes, must say what it made of them and never throw. */
@SuppressWarnings("ImmutableEnumChecker") // neither is ever changed
public enum FuzzTarget {
    JSON(ReadKind.JSON, "{\"data\":[{\"id\":\"a\",\"n\":3},{\"id\":1,\"n\":\"4\"}]}"),
    NDJSON(ReadKind.NDJSON, "{\"id\":1,\"n\":2}\n{\"id\":2,\"n\":3}\n"),
    XML(
            ReadKind.XML,
            "<?xml version=\"1.0\"?><data xmlns:p=\"q\"><r p:k=\"1\"><n><![CDATA[3]]></n></r><r/>&amp;</data>"),
    SOAP(
            ReadKind.XML,
            "<e:Envelope xmlns:e=\"x\"><e:Body><e:Fault><faultstring>habis</faultstring></e:Fault></e:Body></e:Envelope>"),
    MULTIPART(
            ReadKind.XML,
            "--b\r\nContent-Type: text/xml\r\n\r\n<a><n>1</n></a>\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\neyJuIjozfQ==\r\n--b--\r\n"),
    METRICS(
            ReadKind.METRICS,
            "# TYPE a counter\n# UNIT a s\na_total{x=\"1\\n\",y=\"2\"} 5 1795339913 # {t=\"u\"} 1\na_created{x=\"1\"} 1.5\n# EOF\n"),
    TABLE(ReadKind.TABLE, "# id;n;\n\"a;\nb\";1,5;\nc;2;\n"),
    TEXT(ReadKind.TEXT, "Active connections: 2 \nid: 7\n"),
    GZIP(
            ReadKind.JSON,
            "\u001F\u008B\b\u0000\u0000\u0000\u0000\u0000\u0002\u0003\u00ABV\u00CAS\u00B22\u00AE\u0005\u0000\u00FCY}\u00E6\u0007\u0000\u0000\u0000",
            Decoder.Kind.GZIP),
    DEFLATE(ReadKind.JSON, "x\u009C\u00ABV\u00CAS\u00B22\u00AE\u0005\u0000\bo\u0002\u0018", Decoder.Kind.DEFLATE),
    BASE64(ReadKind.JSON, "eyJuIjozfQ==", Decoder.Kind.BASE64),
    SKIP_UNTIL(ReadKind.JSON, "<br/><b>Warning</b>: x {\"n\":3}", Decoder.Kind.SKIP_UNTIL),
    JSONP(ReadKind.JSON, "/* */ a.b({\"n\":3});", Decoder.Kind.JSONP),
    CHARSET(ReadKind.JSON, "{\"n\":\"\u00E9\"}", Decoder.Kind.CHARSET),
    HTML_UNESCAPE(ReadKind.JSON, "{\"n\":\"&amp;&#x26;&eacute;\"}", Decoder.Kind.HTML_UNESCAPE),
    BPJS(ReadKind.JSON, "N4IgdiBcDMC+Q", Decoder.Kind.BPJS),
    SPLP_GCM(ReadKind.JSON, "{\"items\":[{\"n\":3}]}", Decoder.Kind.SPLP_GCM);

    private static final byte[] NONCE = new byte[12];

    private final Feed feed;
    private final byte[] seed;

    FuzzTarget(ReadKind kind, String seed, Decoder.Kind... decoders) {
        FeedFixture fixture =
                kind == ReadKind.TEXT ? FeedFixture.text("(?<id>\\w+): (?<n>\\d+)") : FeedFixture.of(kind);
        for (Decoder.Kind decoder : decoders) {
            fixture = fixture.decode(decoder, options(decoder));
        }
        this.feed = fixture.forService()
                .set("rows", kind == ReadKind.METRICS ? "$[name=\"a_total\"]" : "$")
                .measure("pending", kind == ReadKind.METRICS ? "value" : "n")
                .measure("capacity", "$num(id, \"id\")")
                .build();
        this.seed = seed.getBytes(ISO_8859_1);
    }

    private static String[] options(Decoder.Kind decoder) {
        return switch (decoder) {
            case SKIP_UNTIL -> new String[] {"to", "{[<"};
            case CHARSET -> new String[] {"name", "windows-1252"};
            case BPJS -> new String[] {"field", "data", "cons_id", "1", "secret", "2"};
            case SPLP_GCM -> new String[] {"field", "data", "salt", "3"};
            default -> new String[0];
        };
    }

    /** A body that is read well, to begin from. */
    public byte[] seed() {
        return seed.clone();
    }

    /** Whether the seed is read to its figures; else nothing beyond where it fails is ever reached. */
    boolean readsItsSeed() {
        Readings readings = Reader.read(feed, answer(seed()));
        return readings.outcome().ok() && !readings.rows().isEmpty();
    }

    /** Reads any bytes and checks what must hold whatever they are. */
    public void read(byte[] data) {
        Readings readings = Reader.read(feed, answer(data));
        boolean ok = readings.outcome().ok();
        check(ok || readings.rows().isEmpty(), "rows of an answer that counts for nothing");
        check(ok == readings.outcome().reason().isEmpty(), "an outcome without a reason");
        check(readings.outcome().reason().length() < 400, "a reason too long");
        check(readings.problems().size() <= 110, "too many problems");
        check(Excerpt.of(data).length() <= Excerpt.MAX_LENGTH, "an excerpt too long");
        boolean unused = Reader.relogin(feed, answer(data));
    }

    private Answer answer(byte[] data) {
        // No switch over this: the constants themselves are made with a switch.
        if (this == BPJS) {
            return sealed(Base64.getEncoder().encodeToString(cbc(data)));
        }
        if (this == SPLP_GCM) {
            return sealed(HexFormat.of().formatHex(NONCE) + HexFormat.of().formatHex(gcm(data)));
        }
        return FeedFixture.answer(200, this == METRICS ? "application/openmetrics-text" : "", data);
    }

    private static Answer sealed(String text) {
        return FeedFixture.sealed("{\"data\":\"" + text + "\"}", new DecodeKeys(Map.of(), 5));
    }

    private static byte[] cbc(byte[] data) {
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest("125".getBytes(UTF_8));
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(Arrays.copyOf(key, 16)));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] gcm(byte[] data) {
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest("3".getBytes(UTF_8));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, NONCE));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
