package org.pantau.poll;

import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.Feed;

/** One feed as a catalogue's author writes it. */
public final class FeedText {

    private FeedText() {}

    /** The feed {@code sumber}: a count read from JSON, asked as these lines say. */
    public static Feed counting(String lines) {
        return feed("""
                service: 33.08/opd/antrean
                read: json
                measures: {pending: {value: antrean}}
                """ + lines);
    }

    /** The feed {@code sumber}: a probe, asked as these lines say. */
    public static Feed probe(String lines) {
        return feed("service: 33.08/opd/antrean\nread: probe\n" + lines);
    }

    /** The feed {@code sumber} of the one service, all else as these lines say. */
    public static Feed ofService(String lines) {
        return feed("service: 33.08/opd/antrean\n" + lines);
    }

    private static Feed feed(String lines) {
        String yaml = """
                governments:
                  - code: "33.08"
                    name: Kabupaten Magelang
                    agencies:
                      - id: opd
                        name: OPD
                        services:
                          - {id: antrean, name: Antrean}
                feeds:
                  - id: sumber
                """ + lines.indent(4);
        CatalogueReader.Reading reading = CatalogueReader.read("uji.yaml", yaml);
        return reading.catalogue()
                .orElseThrow(() -> new AssertionError(reading.mistakes().toString()))
                .feeds()
                .iterator()
                .next();
    }
}
