package org.pantau;

import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Measures;
import org.pantau.measure.Semantics;
import org.pantau.measure.value.PeriodValue;
import org.pantau.measure.value.Sample;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.operate.Trial;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;

/** {@code pantau check PATH}: checks a catalogue, asks each feed once, prints the figures and what is wrong. */
final class CheckCommand {

    private CheckCommand() {}

    static int run(List<String> words, PrintStream out, PrintStream complaints) {
        Arguments arguments = new Arguments(words, Set.of(), System.getenv());
        if (arguments.rest().size() != 1 || !arguments.mistakes().isEmpty()) {
            arguments.mistakes().forEach(complaints::println);
            complaints.print(Main.usage());
            return Main.EXIT_USAGE;
        }
        CatalogueReader.Reading reading =
                CatalogueReader.read(Path.of(arguments.rest().get(0)));
        if (reading.catalogue().isEmpty()) {
            reading.mistakes().forEach(complaints::println);
            complaints.println(reading.mistakes().size() + " kesalahan / mistakes");
            return Main.EXIT_FAILED;
        }
        Catalogue catalogue = reading.catalogue().get();
        out.printf(
                Locale.ROOT,
                "katalog / catalogue: %d pemerintah, %d layanan, %d sumber data%n",
                catalogue.governments().size(),
                catalogue.services().size(),
                catalogue.feeds().size());
        Vertx vertx = Main.vertx();
        try {
            return tryAll(vertx, catalogue, out) ? 0 : Main.EXIT_FAILED;
        } finally {
            Main.closeQuietly(vertx);
        }
    }

    private static boolean tryAll(Vertx vertx, Catalogue catalogue, PrintStream out) {
        InstantSource clock = InstantSource.system();
        Outgoing outgoing = new Outgoing(vertx, NetSettings.defaults(Server.VERSION));
        Trial trial = new Trial(
                vertx, catalogue, new Poller(outgoing, Secrets.ofProcess(), clock, PollSettings.DEFAULT), clock);
        boolean well = true;
        for (Feed feed : catalogue.feeds()) {
            if (feed.isPushed()) {
                out.printf("%n%s: menunggu kiriman, tidak ditanya / pushed, not asked%n", feed.id());
                continue;
            }
            try {
                well &= print(Blocking.await(trial.once(feed)), out);
            } catch (Blocking.FailedException e) {
                out.println(feed.id() + ": " + Main.reason(e.getCause()));
                well = false;
            }
        }
        return well;
    }

    private static boolean print(Trial.Tried tried, PrintStream out) {
        boolean ok = tried.normalised().outcome().ok();
        out.println();
        out.println(
                tried.feed().id() + ": " + tried.normalised().outcome().state().word()
                        + (ok ? "" : " - " + tried.normalised().outcome().reason()));
        for (Sample sample : tried.normalised().samples()) {
            if (!sample.series().measure().equals(Measures.POLL.name())) {
                line(out, sample.series().subject().value(), sample.series().measure(), sample.value(), "");
            }
        }
        for (PeriodValue value : tried.normalised().periods()) {
            line(
                    out,
                    value.series().subject().value(),
                    value.series().measure(),
                    value.value(),
                    value.period().word() + " " + value.start());
        }
        for (Mapping mapping : tried.feed().measures()) {
            if (mapping.semantics() == Semantics.SINCE_START) {
                out.println("  " + mapping.measure().name()
                        + ": penghitung berjalan, kenaikan dihitung mulai pembacaan kedua / running counter");
            }
        }
        tried.normalised().problems().forEach(problem -> out.println("  ! " + problem));
        tried.normalised()
                .unconfirmed()
                .forEach(unknown -> out.println("  ? kode tidak dikenal / unknown code: " + unknown.code()));
        return ok && tried.normalised().problems().isEmpty();
    }

    private static void line(PrintStream out, String subject, String measure, double value, String period) {
        out.printf(Locale.ROOT, "  %-50s %-18s %14.3f  %s%n", subject, measure, value, period);
    }
}
