package org.pantau;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Access.DemoAccount;
import org.pantau.access.Role;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.CatalogueReader.Reading;
import org.pantau.catalogue.reference.Holidays;
import org.pantau.catalogue.reference.Reference;
import org.pantau.demo.Demonstration;
import org.pantau.measure.ScopePath;
import org.pantau.operate.catalogue.Addition;
import org.pantau.operate.catalogue.Edition;

/**
 * What is watched: one's own catalogue, or the demonstration with its simulated endpoints.
 *
 * @param reader reads the catalogue's own documents together with further ones: name to text. Blocks
 * @param demonstration where it is simulated, so that nobody may be asked but this machine; null for one's own
 */
record Watched(
        Function<Map<String, String>, Reading> reader,
        @Nullable Demonstration demonstration,
        List<DemoAccount> demoAccounts,
        Supplier<Future<Void>> stopper) {

    static Future<Watched> load(Vertx vertx, Settings settings, InstantSource clock) {
        Path path = settings.catalogue();
        if (path != null) {
            return Future.succeededFuture(new Watched(
                    further -> CatalogueReader.read(path, further), null, List.of(), Future::succeededFuture));
        }
        return vertx.executeBlocking(Reference::jawaTengah)
                .compose(governments ->
                        Demonstration.start(vertx, governments, Holidays.loaded(), settings.data(), clock))
                .compose(demo -> vertx.executeBlocking(() -> demonstration(demo)));
    }

    private static Watched demonstration(Demonstration demo) {
        Map<String, String> own =
                Map.of("jawa-tengah.yaml", Reference.jawaTengahYaml(), "demonstrasi.yaml", demo.feeds());
        Function<Map<String, String>, Reading> reader = further -> {
            Map<String, String> all = new LinkedHashMap<>(own);
            all.putAll(further);
            return CatalogueReader.read(all);
        };
        return new Watched(reader, demo, DEMO_ACCOUNTS, demo::stop);
    }

    /** What the catalogue is with these additions. Blocks. */
    Edition edition(List<Addition> additions) throws Edition.BadCatalogueException {
        return Edition.of(reader, additions);
    }

    /** The accounts whose place the catalogue holds. */
    List<DemoAccount> accountsIn(Catalogue catalogue) {
        return demoAccounts.stream()
                .filter(account -> catalogue.holds(account.scope()))
                .toList();
    }

    Future<Void> stop() {
        return stopper.get();
    }

    private static final List<DemoAccount> DEMO_ACCOUNTS = List.of(
            new DemoAccount("gubernur", "Gubernur Jawa Tengah", Role.LEADER, ScopePath.of("33")),
            new DemoAccount("bupati-magelang", "Bupati Magelang", Role.LEADER, ScopePath.of("33.08")),
            new DemoAccount("wali-kota-semarang", "Wali Kota Semarang", Role.LEADER, ScopePath.of("33.74")),
            new DemoAccount(
                    "kepala-disdukcapil",
                    "Kepala Disdukcapil Kab. Magelang",
                    Role.AGENCY_HEAD,
                    ScopePath.of("33.08/disdukcapil")),
            new DemoAccount("operator", "Operator Diskominfo Jawa Tengah", Role.OPERATOR, ScopePath.of("33")));
}
