package org.pantau.realinput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;

/** The catalogues in {@code examples/}, as users get them, turned to where the test's program listens. */
final class ExampleCatalogue {

    private ExampleCatalogue() {}

    static Catalogue read(String file, String exampleBase, int port) throws IOException {
        return parse(file, text(file, exampleBase, port));
    }

    /** For a process of its own: written to a folder, with a rhythm that a test can wait for. */
    static Path write(Path folder, String text, String exampleRhythm, String rhythm) throws IOException {
        String every = "every: " + exampleRhythm;
        if (!text.contains(every)) {
            throw new AssertionError("no feed says " + every);
        }
        return Files.writeString(folder.resolve("catalogue.yaml"), text.replace(every, "every: " + rhythm));
    }

    /** Like {@link #read}, unparsed. */
    static String text(String file, String exampleBase, int port) throws IOException {
        String yaml = Files.readString(Path.of("examples", file));
        String there = "vars: {base: \"" + exampleBase + "\"}";
        if (!yaml.contains(there)) {
            throw new AssertionError(file + " does not say " + there);
        }
        return yaml.replace(there, "vars: {base: \"http://127.0.0.1:" + port + "\"}");
    }

    static Catalogue parse(String name, String yaml) {
        CatalogueReader.Reading reading = CatalogueReader.read(name, yaml);
        return reading.catalogue()
                .orElseThrow(() -> new AssertionError(String.join(
                        "\n", reading.mistakes().stream().map(Object::toString).toList())));
    }
}
