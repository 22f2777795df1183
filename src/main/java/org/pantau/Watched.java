package org.pantau;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.pantau.access.Access.DemoAccount;
import org.pantau.access.Role;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.reference.Holidays;
import org.pantau.catalogue.reference.Reference;
import org.pantau.demo.Demonstration;
import org.pantau.measure.ScopePath;

/** What is watched: one's own catalogue, or the demonstration with its simulated endpoints. */
record Watched(Catalogue catalogue, List<DemoAccount> demoAccounts, Supplier<Future<Void>> stopper) {

    /** A catalogue that does not hold; its message names every mistake on a line of its own. */
    static final class BadCatalogueException extends Exception {
        private static final long serialVersionUID = 1L;

        BadCatalogueException(List<?> mistakes) {
            super(String.join("\n", mistakes.stream().map(Object::toString).toList()));
        }
    }

    static Future<Watched> load(Vertx vertx, Settings settings, InstantSource clock) {
        Path path = settings.catalogue();
        if (path != null) {
            // Reading files blocks.
            return vertx.executeBlocking(() -> {
                CatalogueReader.Reading reading = CatalogueReader.read(path);
                return new Watched(sound(reading), List.of(), Future::succeededFuture);
            });
        }
        return vertx.executeBlocking(Reference::jawaTengah)
                .compose(governments ->
                        Demonstration.start(vertx, governments, Holidays.loaded(), settings.data(), clock))
                .compose(demo -> vertx.executeBlocking(() -> demonstration(demo)));
    }

    private static Watched demonstration(Demonstration demo) throws BadCatalogueException {
        Catalogue catalogue = sound(CatalogueReader.read(
                Map.of("jawa-tengah.yaml", Reference.jawaTengahYaml(), "demonstrasi.yaml", demo.feeds())));
        return new Watched(catalogue, demoAccounts(catalogue), demo::stop);
    }

    private static Catalogue sound(CatalogueReader.Reading reading) throws BadCatalogueException {
        return reading.catalogue().orElseThrow(() -> new BadCatalogueException(reading.mistakes()));
    }

    Future<Void> stop() {
        return stopper.get();
    }

    private static List<DemoAccount> demoAccounts(Catalogue tree) {
        return List.of(
                        new DemoAccount("gubernur", "Gubernur Jawa Tengah", Role.LEADER, ScopePath.of("33")),
                        new DemoAccount("bupati-magelang", "Bupati Magelang", Role.LEADER, ScopePath.of("33.08")),
                        new DemoAccount("wali-kota-semarang", "Wali Kota Semarang", Role.LEADER, ScopePath.of("33.74")),
                        new DemoAccount(
                                "kepala-disdukcapil",
                                "Kepala Disdukcapil Kab. Magelang",
                                Role.AGENCY_HEAD,
                                ScopePath.of("33.08/disdukcapil")),
                        new DemoAccount(
                                "operator", "Operator Diskominfo Jawa Tengah", Role.OPERATOR, ScopePath.of("33")))
                .stream()
                .filter(account -> tree.holds(account.scope()))
                .toList();
    }
}
