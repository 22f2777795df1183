package org.pantau;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pantau.operate.manual.Link;
import org.pantau.operate.manual.Links;

/** The links by which the demonstration's people open their forms; kept in its own folder, as theirs would be on a phone. */
final class DemoLinks {

    private static final Duration VALID = Duration.ofDays(400);

    private final Vertx vertx;
    private final Links links;
    private final Path folder;

    DemoLinks(Vertx vertx, Links links, Path data) {
        this.vertx = vertx;
        this.links = links;
        this.folder = data.resolve("secrets");
    }

    /** The token of a link of each feed; made where there is none that opens the form. */
    Future<Map<String, String>> of(List<String> feeds) {
        Map<String, String> feedToToken = new HashMap<>();
        Future<Void> all = Future.succeededFuture();
        for (String feed : feeds) {
            all = all.compose(before -> of(feed)).map(token -> {
                feedToToken.put(feed, token);
                return null;
            });
        }
        return all.map(feedToToken);
    }

    private Future<String> of(String feed) {
        Path file = folder.resolve("tautan-" + feed);
        return vertx.executeBlocking(() -> Files.exists(file) ? Files.readString(file) : "", false)
                .compose(kept -> links.find(kept)
                        .compose(found ->
                                found.filter(link -> link.feed().equals(feed)).isPresent()
                                        ? Future.succeededFuture(kept)
                                        : made(feed, file)));
    }

    private Future<String> made(String feed, Path file) {
        return links.make(feed, Link.Kind.FORM, "Petugas demonstrasi", "demonstrasi", VALID)
                .compose(made -> vertx.executeBlocking(() -> write(file, made.token()), false));
    }

    private static String write(Path file, String token) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, token);
        return token;
    }
}
