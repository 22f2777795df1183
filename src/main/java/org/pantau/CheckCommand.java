package org.pantau;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.Feed;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.net.Spool;
import org.pantau.operate.Fixture;
import org.pantau.operate.ReportText;
import org.pantau.operate.Trial;
import org.pantau.pipeline.ReadAhead;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;

/**
 * {@code pantau check PATH}: checks a catalogue, reads kept answers again, asks each feed once, prints the figures and what is
 * wrong. A list of addresses is {@link AddressCheck}'s. {@code --keep new} keeps a redacted answer of each feed that has none, {@code --keep all} of every feed.
 */
final class CheckCommand {

    private final PrintStream out;
    private final KeptAnswers kept;
    private final String keep;
    private final boolean whole;

    private CheckCommand(PrintStream out, KeptAnswers kept, String keep, boolean whole) {
        this.out = out;
        this.kept = kept;
        this.keep = keep;
        this.whole = whole;
    }

    static int run(List<String> words, PrintStream out, PrintStream complaints) {
        if (VendorCommand.meant(words)) {
            return VendorCommand.run(words, out, complaints);
        }
        if (AddressCheck.isFor(words)) {
            return AddressCheck.run(words, out, complaints);
        }
        Arguments arguments = new Arguments(words, Set.of("keep", "feed"), System.getenv());
        String keep = arguments.option("keep").orElse("");
        boolean known = Set.of("", "new", "all").contains(keep);
        if (arguments.rest().size() != 1 || !arguments.mistakes().isEmpty() || !known) {
            arguments.mistakes().forEach(complaints::println);
            if (!known) {
                complaints.println("--keep " + keep + ": expected new or all");
            }
            complaints.print(Main.usage());
            return Main.EXIT_USAGE;
        }
        Path path = Path.of(arguments.rest().get(0));
        CatalogueReader.Reading reading = CatalogueReader.read(path);
        if (reading.catalogue().isEmpty()) {
            reading.mistakes().forEach(complaints::println);
            complaints.println(reading.mistakes().size() + " kesalahan / mistakes");
            return Main.EXIT_FAILED;
        }
        Catalogue catalogue = reading.catalogue().get();
        Optional<String> chosen = arguments.option("feed");
        List<Feed> feeds = catalogue.feeds().stream()
                .filter(feed -> chosen.isEmpty() || chosen.get().equals(feed.id()))
                .toList();
        if (feeds.isEmpty() && chosen.isPresent()) {
            complaints.println("--feed " + chosen.get() + ": tidak ada di katalog / not in the catalogue");
            return Main.EXIT_FAILED;
        }
        out.printf(
                Locale.ROOT,
                "katalog / catalogue: %d pemerintah, %d layanan, %d sumber data%n",
                catalogue.governments().size(),
                catalogue.services().size(),
                catalogue.feeds().size());
        CheckCommand command = new CheckCommand(out, new KeptAnswers(path), keep, chosen.isPresent());
        Vertx vertx = Main.vertx();
        try {
            NetSettings net = NetSettings.defaults(Server.VERSION).spooling(Spool.temporary());
            return command.tryAll(vertx, new Outgoing(vertx, net), catalogue, feeds) ? 0 : Main.EXIT_FAILED;
        } catch (IOException e) {
            complaints.println("folder sementara / temporary folder: " + e.getMessage());
            return Main.EXIT_FAILED;
        } finally {
            Main.closeQuietly(vertx);
        }
    }

    private boolean tryAll(Vertx vertx, Outgoing outgoing, Catalogue catalogue, List<Feed> feeds) {
        InstantSource clock = InstantSource.system();
        Poller poller = new Poller(outgoing, Secrets.ofProcess(), clock, PollSettings.DEFAULT, new ReadAhead(vertx));
        Trial trial = new Trial(vertx, poller, clock);
        boolean well = true;
        for (Feed feed : feeds) {
            out.println();
            if (feed.isPushed()) {
                out.println(feed.id()
                        + (feed.report().isPresent()
                                ? ": menunggu laporan petugas, tidak ditanya / reported by people, not asked"
                                : ": menunggu kiriman, tidak ditanya / pushed, not asked"));
                continue;
            }
            try {
                well &= replay(feed);
                Trial.Tried tried = Blocking.await(trial.once(catalogue, feed));
                well &= print(tried);
                keep(feed, tried, clock);
            } catch (Blocking.FailedException e) {
                out.println(feed.id() + ": " + Main.reason(e.getCause()));
                well = false;
            } catch (IOException e) {
                out.println(feed.id() + ": " + kept.file(feed) + ": " + e.getMessage());
                well = false;
            }
        }
        return well;
    }

    /** Whether the kept answer still says what it said. */
    private boolean replay(Feed feed) throws IOException {
        List<String> differences = keep.equals("all") ? List.of() : kept.differences(feed);
        differences.forEach(each -> out.println("  ≠ " + each));
        if (!differences.isEmpty()) {
            out.println("  jawaban tersimpan kini terbaca lain; --keep all bila memang dimaksud"
                    + " / the kept answer is read otherwise now; --keep all if that is meant");
        }
        return differences.isEmpty();
    }

    private boolean print(Trial.Tried tried) {
        var report = tried.report();
        ReportText.lines(report, whole).forEach(out::println);
        return report.well();
    }

    private void keep(Feed feed, Trial.Tried tried, InstantSource clock) throws IOException {
        if (keep.isEmpty() || feed.isProbe() || (keep.equals("new") && kept.holds(feed))) {
            return;
        }
        Optional<Fixture> fixture = Fixture.of(tried, clock.instant());
        if (fixture.isPresent()) {
            kept.keep(feed, fixture.get());
            out.println("  disimpan / kept: " + kept.file(feed));
        } else {
            out.println("  tidak dapat disimpan / cannot be kept");
        }
    }
}
