package org.pantau.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Decoder;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.ReadOptions;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.Answer;
import org.pantau.read.HttpAnswer.NoData;
import org.pantau.read.decode.ByteDecoders;
import org.pantau.read.decode.DecodeFailure;
import org.pantau.read.decode.TreeDecoders;
import org.pantau.read.format.Bodies;
import org.pantau.read.format.CsvTable;
import org.pantau.read.format.JsonFormat;
import org.pantau.read.format.LastCharacter;
import org.pantau.read.format.MetricsFormat;
import org.pantau.read.format.Multipart;
import org.pantau.read.format.NdjsonFormat;
import org.pantau.read.format.RowSource;
import org.pantau.read.format.TextFormat;
import org.pantau.read.format.UnreadableBody;
import org.pantau.read.format.WorkbookTable;
import org.pantau.read.format.XmlFormat;

/** Turns the body of an answer into a tree, or into a table that is read row by row. */
final class Documents {

    static final String REPLACED = "characters that could not be read were replaced";
    private static final int PEEK = 64 * 1024;

    private final Feed feed;
    private final Answer answer;
    private final List<String> flags = new ArrayList<>();
    private @Nullable Charset charset;

    private Documents(Feed feed, Answer answer) {
        this.feed = feed;
        this.answer = answer;
    }

    /**
     * What a body holds; to be closed.
     *
     * @param tree what rules are asked of; for a table {@code {columns: […]}}
     * @param table null where the tree holds everything
     * @param flags what was wrong and could be mended
     * @param other whether it is JSON where another format was expected: an error, most likely
     */
    record Document(@Nullable Object tree, @Nullable RowSource table, List<String> flags, boolean other)
            implements AutoCloseable {

        @Override
        public void close() {
            if (table != null) {
                table.close();
            }
        }
    }

    /**
     * Reads the body of an answer with a good status.
     *
     * @throws NoData when it is empty or a page
     * @throws DecodeFailure when a decoder cannot do its work
     * @throws UnreadableBody when it is not of the feed's format
     */
    static Document good(Feed feed, Answer answer) throws NoData, DecodeFailure, UnreadableBody {
        return new Documents(feed, answer).document();
    }

    /** Reads the body of an answer whose status is an error: in the feed's format, or JSON, packed or not. */
    static Document failed(Feed feed, Answer answer) throws UnreadableBody {
        byte[] body = answer.body();
        if (feed.read() == ReadKind.XML && Bodies.markup(body)) {
            return new Document(XmlFormat.read(body), null, List.of(), false);
        }
        return new Document(JsonFormat.read(body), null, List.of(), feed.read() != ReadKind.JSON);
    }

    private Document document() throws NoData, DecodeFailure, UnreadableBody {
        ReadOptions options = feed.options();
        if (feed.read() == ReadKind.TABLE && !Bodies.json(answer.body())) {
            return table(options);
        }
        if (answer.large() != null) {
            // What begins like JSON is most likely an error; too large to be looked at whole, it is none we know.
            throw new NoData(
                    FeedState.SHAPE_CHANGED, "JSON where " + feed.read().word() + " was expected");
        }
        byte[] body = answer.body();
        if (ByteDecoders.any(options.decode())) {
            try {
                ByteDecoders.Body decoded =
                        ByteDecoders.apply(options.decode(), new ByteArrayInputStream(body), ByteDecoders.MOST_BYTES);
                body = ByteDecoders.whole(decoded.bytes());
                charset = decoded.charset();
                flags.addAll(decoded.flags());
            } catch (DecodeFailure known) {
                throw known;
            } catch (IOException e) {
                throw new UnreadableBody("packed data that are cut short or damaged");
            }
        }
        HttpAnswer.refuseNoData(body, feed.read(), answer.status());
        boolean other = feed.read() != ReadKind.JSON && feed.read() != ReadKind.NDJSON && Bodies.json(body);
        Object tree = other && feed.read() != ReadKind.TEXT ? JsonFormat.read(body) : tree(body);
        Object opened = TreeDecoders.apply(options.decode(), tree, answer.keys());
        return new Document(opened, null, flags, other && feed.read() != ReadKind.TEXT);
    }

    private @Nullable Object tree(byte[] body) throws NoData, DecodeFailure, UnreadableBody {
        return switch (feed.read()) {
            case JSON -> json(body);
            case NDJSON -> NdjsonFormat.read(text(body));
            case XML -> xml(body);
            case METRICS -> MetricsFormat.read(body, contentType().contains("openmetrics"));
            case TEXT -> searched(body);
            case TABLE, PROBE -> JsonFormat.read(body);
        };
    }

    private @Nullable Object json(byte[] body) throws UnreadableBody {
        String type = contentType();
        if (type.contains("ndjson") || type.contains("jsonl") || type.contains("json-seq")) {
            return NdjsonFormat.read(text(body));
        }
        return charset == null ? JsonFormat.read(body) : JsonFormat.read(text(body));
    }

    private Object xml(byte[] body) throws DecodeFailure, UnreadableBody {
        Optional<String> boundary = Multipart.boundary(contentType(), body);
        if (boundary.isEmpty()) {
            return charset == null ? XmlFormat.read(body) : XmlFormat.read(text(body));
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        List<@Nullable Object> others = new ArrayList<>();
        for (Multipart.Part part : Multipart.read(boundary.get(), body)) {
            Object tree = part(part);
            if (document.isEmpty() && tree instanceof Map<?, ?> first) {
                first.forEach((name, value) -> document.put(String.valueOf(name), value));
            } else {
                others.add(tree);
            }
        }
        if (!others.isEmpty()) {
            document.put("parts", others);
        }
        return document;
    }

    private static @Nullable Object part(Multipart.Part part) throws DecodeFailure, UnreadableBody {
        byte[] body = part.body();
        if (part.headers().getOrDefault("content-transfer-encoding", "").equalsIgnoreCase("base64")) {
            body = unpacked(new Decoder(Decoder.Kind.BASE64, Map.of()), body);
        }
        if (Bodies.gzip(body)) {
            body = unpacked(new Decoder(Decoder.Kind.GZIP, Map.of()), body);
        }
        if (Bodies.blank(body)) {
            return null;
        }
        if (Bodies.markup(body)) {
            return XmlFormat.read(body);
        }
        return Bodies.json(body) ? JsonFormat.read(body) : Bodies.text(body);
    }

    private static byte[] unpacked(Decoder decoder, byte[] body) throws DecodeFailure, UnreadableBody {
        try {
            return ByteDecoders.whole(
                    ByteDecoders.apply(List.of(decoder), new ByteArrayInputStream(body), ByteDecoders.MOST_BYTES)
                            .bytes());
        } catch (DecodeFailure known) {
            throw known;
        } catch (IOException e) {
            throw new UnreadableBody("a part that is cut short or damaged");
        }
    }

    private Object searched(byte[] body) throws NoData, UnreadableBody {
        var pattern = feed.options().text();
        String text = text(body);
        var rows = pattern == null ? List.<Map<String, @Nullable Object>>of() : TextFormat.read(pattern, text);
        if (rows.isEmpty()) {
            HttpAnswer.refuseNoData(body, ReadKind.JSON, answer.status());
            if (Bodies.json(body)) {
                return jsonOrNothing(body);
            }
            if (feed.rules().empty() == null && feed.rules().zero() == null) {
                throw new UnreadableBody("nothing in the text matches the pattern");
            }
        }
        return rows;
    }

    private static Object jsonOrNothing(byte[] body) throws UnreadableBody {
        Object tree = JsonFormat.read(body);
        return tree == null ? List.of() : tree;
    }

    private Document table(ReadOptions options) throws NoData, DecodeFailure, UnreadableBody {
        try {
            InputStream bytes = answer.read();
            if (ByteDecoders.any(options.decode())) {
                ByteDecoders.Body body = ByteDecoders.apply(options.decode(), bytes, ByteDecoders.MOST_TABLE_BYTES);
                bytes = body.bytes();
                charset = body.charset();
                flags.addAll(body.flags());
            }
            RowSource table = table(bytes, charset, options.table(), feed, answer.status());
            return new Document(Map.of("columns", table.columns()), table, flags, false);
        } catch (DecodeFailure known) {
            throw known;
        } catch (IOException e) {
            throw new UnreadableBody("packed data that are cut short or damaged");
        }
    }

    private static RowSource table(
            InputStream bytes, @Nullable Charset charset, ReadOptions.Table layout, Feed feed, int status)
            throws IOException, NoData, UnreadableBody {
        PushbackInputStream ahead = new PushbackInputStream(bytes, PEEK);
        byte[] start = ahead.readNBytes(PEEK);
        ahead.unread(start);
        if (WorkbookTable.is(start)) {
            // A workbook is held, packed as it is.
            byte[] workbook = ByteDecoders.whole(ByteDecoders.bounded(ahead, ByteDecoders.MOST_BYTES));
            return WorkbookTable.open(workbook, layout, feed.keepColumns());
        }
        if (start.length > 3 && (start[0] & 0xFF) == 0xD0 && (start[1] & 0xFF) == 0xCF) {
            throw new UnreadableBody("a workbook of the old form (xls), expected xlsx or CSV");
        }
        HttpAnswer.refuseNoData(start, ReadKind.TABLE, status);
        Charset found = charset == null ? Bodies.charset(start) : charset;
        ahead.skipNBytes(Bodies.markLength(start));
        InputStreamReader characters = new InputStreamReader(
                ahead,
                found.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        return CsvTable.open(new LastCharacter(characters), layout, feed.keepColumns());
    }

    private String text(byte[] body) {
        String text = charset == null ? Bodies.text(body) : new String(body, charset);
        if (text.indexOf('\uFFFD') >= 0) {
            flags.add(REPLACED);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private String contentType() {
        return answer.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    }
}
