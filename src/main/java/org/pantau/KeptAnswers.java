package org.pantau;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pantau.catalogue.model.Feed;
import org.pantau.operate.Fixture;

/** The redacted answers kept in the folder {@code fixtures} beside a catalogue, one JSON file a feed. */
final class KeptAnswers {

    private final Path folder;

    KeptAnswers(Path catalogue) {
        Path beside = Files.isDirectory(catalogue)
                ? catalogue
                : Optional.ofNullable(catalogue.toAbsolutePath().getParent()).orElse(Path.of("."));
        this.folder = beside.resolve("fixtures");
    }

    boolean holds(Feed feed) {
        return Files.isRegularFile(file(feed));
    }

    /** What the mapping says otherwise of the kept answer than when it was kept; empty for nothing, or where none is kept. */
    List<String> differences(Feed feed) throws IOException {
        if (!holds(feed)) {
            return List.of();
        }
        try {
            return Fixture.parse(Files.readString(file(feed), StandardCharsets.UTF_8))
                    .differences(feed);
        } catch (IllegalArgumentException e) {
            return List.of(file(feed) + ": " + e.getMessage());
        }
    }

    void keep(Feed feed, Fixture fixture) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file(feed), fixture.text(), StandardCharsets.UTF_8);
    }

    Path file(Feed feed) {
        return folder.resolve(feed.id() + ".json");
    }
}
