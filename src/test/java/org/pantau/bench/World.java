package org.pantau.bench;

import java.util.function.IntFunction;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;

/** A made-up regency with as many services as a benchmark wants, one feed each. */
final class World {

    private static final int SERVICES_PER_AGENCY = 20;

    private World() {}

    /**
     * Builds the catalogue.
     *
     * @param url address of each feed
     * @param every rhythm as the catalogue writes it
     */
    static Catalogue of(int services, String every, String timeout, IntFunction<String> url) {
        StringBuilder yaml =
                new StringBuilder("governments:\n  - code: \"33.08\"\n    name: Kabupaten Tolok Ukur\n    agencies:\n");
        for (int i = 0; i < services; i++) {
            if (i % SERVICES_PER_AGENCY == 0) {
                yaml.append("      - {id: opd-").append(i / SERVICES_PER_AGENCY).append(", name: OPD, services: [");
            }
            yaml.append("{id: s-")
                    .append(i)
                    .append(", name: Layanan ")
                    .append(i)
                    .append("}");
            boolean last = i % SERVICES_PER_AGENCY == SERVICES_PER_AGENCY - 1 || i == services - 1;
            yaml.append(last ? "]}\n" : ", ");
        }
        yaml.append("feeds:\n");
        for (int i = 0; i < services; i++) {
            yaml.append(feed(i, every, timeout, url.apply(i)));
        }
        CatalogueReader.Reading reading = CatalogueReader.read("tolok-ukur.yaml", yaml.toString());
        return reading.catalogue()
                .orElseThrow(() -> new IllegalStateException(
                        String.valueOf(reading.mistakes().get(0))));
    }

    static String service(int i) {
        return "33.08/opd-" + i / SERVICES_PER_AGENCY + "/s-" + i;
    }

    private static String feed(int i, String every, String timeout, String url) {
        return """
                  - id: feed-%d
                    service: %s
                    every: %s
                    timeout: %s
                    request: {url: "%s"}
                    read: json
                    success: metadata.code = 200
                    rows: response
                    measures:
                      received: {value: statistik.masuk, semantics: since_boundary, of: permohonan}
                      served: {value: statistik.selesai, semantics: since_boundary, of: permohonan}
                      failed: {value: statistik.gagal, semantics: since_boundary, of: permohonan}
                      pending: statistik.menunggu
                      app_response: {value: statistik.respons, unit: ms}
                """.formatted(i, service(i), every, timeout, url);
    }
}
