package org.pantau;

import java.io.PrintStream;
import org.pantau.access.Access;

/** What a person reads when everything has started. */
final class Greeting {

    private Greeting() {}

    static void print(PrintStream out, Settings settings, Server.Running running) {
        out.println();
        String scheme = settings.door().tls() == null ? "http" : "https";
        out.println("  Pantau siap / ready:  " + scheme + "://" + settings.host() + ":" + running.port());
        if (settings.demonstration()) {
            out.println("  Demonstrasi dengan data simulasi. Pilih peran di halaman masuk.");
            out.println("  Demonstration with simulated data. Choose a role on the log-in page.");
        }
        running.madeUpPassword().ifPresent(password -> {
            out.println("  Administrator: " + Access.ADMIN + " / " + password);
            out.println("  Catat sekarang; tidak ditampilkan lagi. Note it now; it is not shown again.");
        });
        out.println();
    }
}
