package org.pantau;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.address.AddressLine;
import org.pantau.catalogue.address.AddressList;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.operate.Report;
import org.pantau.operate.Trial;
import org.pantau.pipeline.ReadAhead;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;

/** Asks each address of a list once, as its probe will, and says whether it is up. */
final class AddressTrial {

    /** Asked at a time: thousands of addresses that do not answer must not take hours, one after the other. */
    private static final int AT_ONCE = 32;

    private final Catalogue catalogue;
    private final PrintStream out;
    private final Trial trial;

    /** @param catalogue with what the list adds to it */
    AddressTrial(Vertx vertx, Catalogue catalogue, PrintStream out) {
        this.catalogue = catalogue;
        this.out = out;
        InstantSource clock = InstantSource.system();
        Outgoing outgoing = new Outgoing(vertx, NetSettings.defaults(Server.VERSION));
        Poller poller = new Poller(outgoing, Secrets.ofProcess(), clock, PollSettings.DEFAULT, new ReadAhead(vertx));
        this.trial = new Trial(vertx, poller, clock);
    }

    private record Asked(AddressLine line, Future<Trial.Tried> tried) {}

    /** Whether every address is up; false where one is down, or says nothing of its service. */
    boolean all(AddressList list) {
        boolean up = true;
        List<AddressLine> lines =
                list.lines().stream().filter(line -> line.becomes() != null).toList();
        for (int from = 0; from < lines.size(); from += AT_ONCE) {
            List<Asked> asked = new ArrayList<>();
            for (AddressLine line : lines.subList(from, Math.min(from + AT_ONCE, lines.size()))) {
                asked.add(new Asked(line, trial.once(catalogue, probe(line))));
            }
            for (Asked each : asked) {
                up &= isUp(each);
            }
        }
        return up;
    }

    private Feed probe(AddressLine line) {
        AddressLine.Becomes becomes = Objects.requireNonNull(line.becomes());
        return catalogue.feedsOf(becomes.service()).stream()
                .filter(Feed::isProbe)
                .findFirst()
                .orElseThrow();
    }

    private boolean isUp(Asked asked) {
        AddressLine.Becomes becomes = Objects.requireNonNull(asked.line.becomes());
        String head =
                "baris / line " + asked.line.number() + ": " + becomes.address().shown() + ": ";
        try {
            Report report = Blocking.await(asked.tried).report();
            out.println(head + verdict(report));
            report.problems().forEach(problem -> out.println("  ! " + problem));
            return report.well();
        } catch (Blocking.FailedException e) {
            out.println(head + Main.reason(e.getCause()));
            return false;
        }
    }

    private static String verdict(Report report) {
        int status = report.requests().isEmpty() ? 0 : report.requests().get(0).status();
        if (report.outcome().ok()) {
            return "hidup / up, HTTP " + status + ", "
                    + report.requests().get(0).tookMs() + " ms";
        }
        OptionalDouble up = report.stored().stream()
                .filter(stored -> stored.measure().equals("up"))
                .mapToDouble(Report.Stored::value)
                .findFirst();
        String why = indonesian(report.outcome().state(), status) + " / "
                + report.outcome().reason();
        return (up.isPresent() ? "MATI / DOWN: " : "tidak dapat dinilai / cannot be told: ") + why;
    }

    private static String indonesian(FeedState state, int status) {
        return switch (state) {
            case TIMEOUT -> "tidak selesai menjawab pada waktunya";
            case REFUSED -> "tidak ada yang mendengar di alamat itu, atau sambungannya diputus";
            case DNS -> "nama host tidak ditemukan";
            case TLS -> "sertifikatnya salah: rantai, nama, atau tanggalnya";
            case FORBIDDEN_ADDRESS -> "alamat yang tidak boleh ditanya";
            case REDIRECTED -> "dialihkan ke host lain; pakai alamat itu bila memang layanannya";
            case THROTTLED -> "diminta berhenti sejenak";
            case BLOCKED -> "dihalangi captcha atau tantangan peramban";
            case AUTH -> "minta masuk dulu (HTTP " + status + ")";
            case GATEWAY -> "galat milik gerbang di depan layanan";
            case TOO_BIG -> "jawabannya melebihi batas";
            default -> status == 0 ? state.word() : "menjawab HTTP " + status + ", yang ditunggu 2xx";
        };
    }
}
