package org.pantau.read.nasty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.read.FeedFixture;
import org.pantau.read.Reader;
import org.pantau.read.Reading;
import org.pantau.read.Readings;

/** What feeds and answers of these tests have in common. */
final class Said {

    /** A number {@code n} at the top of a JSON document. */
    static final Feed NUMBER = FeedFixture.json()
            .forService()
            .set("success", "$exists(n)")
            .measure("pending", "n")
            .build();

    private Said() {}

    static Readings read(Feed feed, String body) {
        return read(feed, 200, body);
    }

    static Readings read(Feed feed, int status, String body) {
        return Reader.read(feed, FeedFixture.answer(status, "", body.getBytes(UTF_8)));
    }

    static Readings read(Feed feed, byte[] body) {
        return Reader.read(feed, FeedFixture.answer(200, "", body));
    }

    static FeedState state(Feed feed, int status, String body) {
        return read(feed, status, body).outcome().state();
    }

    static FeedState state(Feed feed, String body) {
        return state(feed, 200, body);
    }

    /** The value of a cell of the first row. */
    static @Nullable Object cell(Readings readings, String measure) {
        return cell(readings.rows().get(0), measure);
    }

    static @Nullable Object cell(Reading row, String measure) {
        Reading.Cell cell = row.cells().get(measure);
        return cell == null ? "no cell" : cell.value();
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
