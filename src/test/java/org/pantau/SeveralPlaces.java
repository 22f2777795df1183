package org.pantau;

import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pantau.access.Access;
import org.pantau.access.Access.DemoAccount;
import org.pantau.access.AccessSettings;
import org.pantau.access.Role;
import org.pantau.measure.ScopePath;

/** The whole program over a province with two regencies, and an account of each role at each kind of place. */
final class SeveralPlaces implements AutoCloseable {

    private static final String CATALOGUE = """
            governments:
              - {code: "33", name: Provinsi Jawa Tengah}
              - code: "33.08"
                name: Kabupaten Magelang
                agencies:
                  - {id: dinkes, name: Dinas Kesehatan, services: [{id: antrean, name: Antrean}]}
                  - {id: pasar, name: Dinas Pasar, services: [{id: retribusi, name: Retribusi}]}
              - code: "33.10"
                name: Kabupaten Klaten
                agencies:
                  - {id: dinkes, name: Dinas Kesehatan, services: [{id: antrean, name: Antrean}]}
            feeds:
              - id: harian
                agency: 33.08/dinkes
                report: {by: form, owner: Siti, deputy: Budi}
                measures: {received: {of: kunjungan}}
              - id: berkas
                agency: 33.08/pasar
                report: {by: file, owner: Rina, deputy: Joko}
                measures: {received: {of: transaksi}}
              - id: klaten
                agency: 33.10/dinkes
                report: {by: form, owner: Dwi, deputy: Agus}
                measures: {received: {of: kunjungan}}
            """;

    private static final List<DemoAccount> ACCOUNTS = List.of(
            new DemoAccount("gubernur", "Gubernur", Role.LEADER, ScopePath.of("33")),
            new DemoAccount("bupati", "Bupati", Role.LEADER, ScopePath.of("33.08")),
            new DemoAccount("kadinkes", "Kepala Dinas Kesehatan", Role.AGENCY_HEAD, ScopePath.of("33.08/dinkes")),
            new DemoAccount("kapasar", "Kepala Dinas Pasar", Role.AGENCY_HEAD, ScopePath.of("33.08/pasar")),
            new DemoAccount("operator", "Operator Magelang", Role.OPERATOR, ScopePath.of("33.08")),
            new DemoAccount("klaten", "Operator Klaten", Role.OPERATOR, ScopePath.of("33.10")),
            new DemoAccount("kominfo", "Administrator Magelang", Role.ADMINISTRATOR, ScopePath.of("33.08")),
            new DemoAccount("provinsi", "Administrator Provinsi", Role.ADMINISTRATOR, ScopePath.of("33")),
            new DemoAccount("inspektorat", "Inspektorat Magelang", Role.AUDITOR, ScopePath.of("33.08")));

    final Whole pantau;
    private final Map<String, String> cookies = new HashMap<>();

    SeveralPlaces(Path folder) {
        pantau = new Whole(folder, CATALOGUE);
        Vertx vertx = Vertx.vertx();
        Access access = await(Access.start(vertx, pantau.database.pool(), AccessSettings.DEFAULT, pantau.clock));
        done(access.ensureDemo(ACCOUNTS, List.of()));
        Map<String, String> passwords = new HashMap<>();
        for (DemoAccount account : ACCOUNTS) {
            passwords.put(
                    account.username(),
                    await(access.resetPassword(account.username())).orElseThrow());
        }
        // As if everybody had changed the made-up one already.
        done(pantau.database
                .pool()
                .query("update account set must_change = false")
                .execute());
        pantau.restart(); // accounts are known from the start on
        passwords.forEach((who, password) -> cookies.put(who, pantau.session(who, password)));
        cookies.put("admin", pantau.admin());
        done(vertx.close());
    }

    /** The session of somebody; made up for whoever has no account. */
    String cookie(String who) {
        return cookies.getOrDefault(who, "pantau_session=rekaan");
    }

    @Override
    public void close() {
        pantau.close();
    }
}
