package org.pantau.read.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Decoder;
import org.pantau.measure.FeedState;

/** The decoders that work on bytes, in the order the feed names them. */
public final class ByteDecoders {

    /** Most bytes of a body that is read as one tree, unpacked. */
    public static final long MOST_BYTES = 32L * 1024 * 1024;
    /** Most bytes of a table, unpacked; it is never held whole. */
    public static final long MOST_TABLE_BYTES = 512L * 1024 * 1024;

    private static final Pattern JSONP = Pattern.compile(
            "\\A(?:\\s|/\\*[^*]{0,200}\\*/)*[\\p{L}_$][\\w$.\\[\\]\"']{0,200}\\s*\\((.*)\\)\\s*;?\\s*\\z",
            Pattern.DOTALL);

    private ByteDecoders() {}

    /**
     * A body on its way to a reader.
     *
     * @param bytes unpacked as it is read, bounded
     * @param charset the encoding the feed declares; null to find out from the bytes
     * @param flags what was wrong with it and could be mended
     */
    public record Body(InputStream bytes, @Nullable Charset charset, List<String> flags) {}

    /** Whether any of them works on bytes. */
    public static boolean any(List<Decoder> decoders) {
        return decoders.stream().anyMatch(Decoder::onBytes);
    }

    /**
     * Applies them.
     *
     * @param most bytes unpacked
     * @throws DecodeFailure when one of them cannot do its work; more may come as the bytes are read
     */
    public static Body apply(List<Decoder> decoders, InputStream body, long most) throws IOException {
        InputStream bytes = body;
        Charset charset = null;
        List<String> flags = new ArrayList<>();
        for (Decoder decoder : decoders) {
            if (!decoder.onBytes()) {
                continue;
            }
            switch (decoder.kind()) {
                case GZIP -> bytes = gunzip(bytes, most);
                case DEFLATE -> bytes = inflate(bytes, most);
                case BASE64 -> bytes = Base64.getMimeDecoder().wrap(bytes);
                case CHARSET -> charset = Charset.forName(decoder.options().getOrDefault("name", "utf-8"));
                // These two hold all that comes, even of a table.
                case SKIP_UNTIL ->
                    bytes = skip(bounded(bytes, MOST_BYTES), decoder.options().getOrDefault("to", "{[<"), flags);
                case JSONP -> bytes = unwrap(whole(bounded(bytes, MOST_BYTES)));
                default -> throw new IllegalStateException(decoder.kind() + " takes no bytes");
            }
        }
        return new Body(bytes, charset, flags);
    }

    /** The same, that ends with {@code too_big} once more has come. */
    public static InputStream bounded(InputStream bytes, long most) {
        return new Bounded(bytes, most);
    }

    /**
     * The rest of a stream.
     *
     * @throws DecodeFailure when it is packed wrongly, cut short or too big
     */
    public static byte[] whole(InputStream bytes) throws IOException {
        try {
            return bytes.readAllBytes();
        } catch (DecodeFailure known) {
            throw known;
        } catch (EOFException | ZipException e) {
            throw new DecodeFailure(FeedState.UNREADABLE, "packed data that are cut short or damaged");
        } catch (IOException e) {
            throw new DecodeFailure(FeedState.UNREADABLE, "not base64");
        }
    }

    /** What is not packed stays as it is: HTTP may have unpacked it on its way. */
    private static InputStream gunzip(InputStream bytes, long most) throws IOException {
        BufferedInputStream ahead = new BufferedInputStream(bytes);
        ahead.mark(2);
        boolean packed = ahead.read() == 0x1F && ahead.read() == 0x8B;
        ahead.reset();
        if (!packed) {
            return ahead;
        }
        try {
            return new Bounded(new GZIPInputStream(ahead, 16 * 1024), most);
        } catch (EOFException | ZipException e) {
            throw new DecodeFailure(FeedState.UNREADABLE, "not gzip");
        }
    }

    private static InputStream inflate(InputStream bytes, long most) throws IOException {
        BufferedInputStream ahead = new BufferedInputStream(bytes);
        ahead.mark(2);
        int first = ahead.read();
        int second = ahead.read();
        ahead.reset();
        // The header of zlib is a multiple of 31 (RFC 1950); without it the data are raw.
        boolean zlib = (first & 0x0F) == 8 && second >= 0 && (first << 8 | second) % 31 == 0;
        return new Bounded(new InflaterInputStream(ahead, new Inflater(!zlib), 16 * 1024), most);
    }

    private static InputStream skip(InputStream bytes, String to, List<String> flags) throws IOException {
        byte[] all = whole(bytes);
        int from = 0;
        while (from < all.length && to.indexOf(all[from]) < 0) {
            from++;
        }
        // A warning in HTML begins like XML: where the data are JSON, they begin at the first bracket of JSON.
        if (from < all.length && all[from] == '<' && to.indexOf('{') >= 0) {
            int json = warningEnds(all, from);
            from = json < 0 ? from : json;
        }
        if (from == all.length) {
            throw new DecodeFailure(FeedState.NOT_DATA, "nothing that begins with one of " + to);
        }
        if (!new String(all, 0, from, UTF_8).replace("\uFEFF", "").isBlank()) {
            flags.add("dirty: text before the data was skipped");
        }
        return new ByteArrayInputStream(all, from, all.length - from);
    }

    /** Where JSON begins after a warning such as {@code <br /><b>Warning</b>: …}; -1 where there is no warning. */
    private static int warningEnds(byte[] all, int from) {
        String head = new String(all, from, Math.min(6, all.length - from), UTF_8).toLowerCase(Locale.ROOT);
        if (!head.startsWith("<br") && !head.startsWith("<b>") && !head.startsWith("<p>") && !head.startsWith("<pre")) {
            return -1;
        }
        for (int i = from; i < all.length; i++) {
            if (all[i] == '{' || all[i] == '[') {
                return i;
            }
        }
        return -1;
    }

    private static InputStream unwrap(byte[] all) throws DecodeFailure {
        String text = new String(all, UTF_8);
        Matcher call = JSONP.matcher(text);
        if (!call.matches()) {
            String start = text.stripLeading();
            if (start.startsWith("{") || start.startsWith("[")) {
                return new ByteArrayInputStream(all);
            }
            throw new DecodeFailure(FeedState.UNREADABLE, "no call of a function as JSONP is");
        }
        return new ByteArrayInputStream(call.group(1).getBytes(UTF_8));
    }
}
