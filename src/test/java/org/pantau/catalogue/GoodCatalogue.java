package org.pantau.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.provider.Arguments;
import org.pantau.catalogue.yaml.Mistake;

/** A catalogue that tests break in one place each. */
final class GoodCatalogue {

    static final String YAML = """
            shared: [{id: siak, name: SIAK}]
            governments:
              - code: "33.08"
                name: Kabupaten Magelang
                agencies:
                  - id: opd
                    name: OPD
                    services:
                      - {id: satu, name: Satu, hours: kantor}
                      - {id: dua, name: Dua}
                  - {id: lain, name: Lain, services: [{id: tiga, name: Tiga}]}
            feeds:
              - id: sumber
                agency: 33.08/opd
                every: 60s
                vars: {base: "http://127.0.0.1:1"}
                request: {url: "{base}/a"}
                read: json
                row: {service: kode}
                services: {"1": 33.08/opd/satu}
                measures:
                  served: {value: selesai, semantics: since_boundary, of: dokumen}
                  handling: {value: menit, unit: min}
              - id: probe
                service: 33.08/opd/satu
                request: {url: "http://127.0.0.1:1/"}
                read: probe
            """;

    private static final int LINES_OF_TREE = 11;

    private GoodCatalogue() {}

    static Arguments rule(String from, String to, int line, String... messages) {
        return Arguments.of(from, to, line, messages);
    }

    /** That changing one text makes exactly these mistakes on this line. */
    static void assertThatChanging(String from, String to, int line, String[] messages) {
        assertThat(YAML).contains(from);

        var reading =
                CatalogueReader.read("k.yaml", YAML.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));

        assertThat(reading.catalogue()).isEmpty();
        assertThat(reading.mistakes())
                .filteredOn(mistake -> mistake.line() == line)
                .extracting(Mistake::message)
                .containsExactlyInAnyOrder(messages);
        if (line > LINES_OF_TREE) { // what is wrong in the tree also leaves feeds without their place
            assertThat(reading.mistakes()).extracting(Mistake::line).containsOnly(line);
        }
    }
}
