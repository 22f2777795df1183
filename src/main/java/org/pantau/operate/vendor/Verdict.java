package org.pantau.operate.vendor;

import static org.pantau.operate.vendor.Finding.holds;
import static org.pantau.operate.vendor.Finding.missing;
import static org.pantau.operate.vendor.Finding.note;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.Answer;
import org.pantau.operate.vendor.Endpoint.Way;
import org.pantau.operate.vendor.VendorCheck.Asked;

/** What the answers come to, line by line: pure. */
final class Verdict {

    private static final long SLOW_MS = 3_000;

    private final Asked asked;
    private final Findings findings = new Findings();

    private Verdict(Asked asked) {
        this.asked = asked;
    }

    static List<Finding> unreachable(Way way, Answer answer) {
        List<Finding> all = new ArrayList<>(way(way));
        all.add(trouble(answer));
        return all;
    }

    static List<Finding> of(Way way, Asked asked) {
        Verdict verdict = new Verdict(asked);
        way(way).forEach(verdict.findings::add);
        verdict.speed();
        verdict.days();
        verdict.refusedDay(
                asked.future(), "hari yang akan datang", "a day to come", "jangan dijawab dengan angka, juga bukan 0");
        verdict.refusedDay(
                asked.wrongDay(),
                "tanggal yang tidak ada (30 Februari)",
                "a date that does not exist",
                "jangan ditebak");
        verdict.refusedKey(asked.withoutKey(), "tanpa kunci", "without a key");
        verdict.refusedKey(asked.wrongKey(), "dengan kunci yang salah", "with a wrong key");
        return verdict.findings.all();
    }

    private static List<Finding> way(Way way) {
        return switch (way) {
            case HTTPS -> List.of(holds("lewat HTTPS, sertifikatnya sah", "over HTTPS with a valid certificate"));
            case LOOPBACK ->
                List.of(note("tanpa HTTPS: hanya boleh untuk uji di mesin sendiri", "no HTTPS: only on this machine"));
            case PLAIN ->
                List.of(missing(
                        "tanpa HTTPS; pasang sertifikat, kunci terbaca orang lain", "no HTTPS; get a certificate"));
        };
    }

    private static Finding trouble(Answer answer) {
        FeedState state = answer.outcome().state();
        return switch (state) {
            case TIMEOUT ->
                missing(
                        "tidak menjawab dalam " + VendorCheck.LONGEST.toSeconds()
                                + " detik; hitung dari tabel berindeks atau simpan jumlahnya",
                        "no answer in time; count from an indexed table, or keep the totals");
            case TOO_BIG ->
                missing(
                        "jawabannya lebih besar dari 1 MiB; kirim jumlah per layanan",
                        "larger than 1 MiB: send totals");
            case REDIRECTED ->
                missing("dialihkan ke alamat lain; jawab di alamat ini", "redirected; answer at this address");
            default ->
                missing(
                        "tidak dapat ditanya (" + state.word() + ": "
                                + answer.outcome().reason() + ")",
                        "cannot be asked");
        };
    }

    private void speed() {
        List<Answer> all = new ArrayList<>(asked.past());
        all.add(asked.present());
        all.add(asked.again());
        long slowest =
                all.stream().mapToLong(answer -> answer.took().toMillis()).max().orElse(0);
        if (all.stream().allMatch(answer -> answer.outcome().ok())) {
            String took = "paling lama " + slowest + " ms";
            findings.add(
                    slowest > SLOW_MS
                            ? note("menjawab " + took + "; sebaiknya di bawah 3 detik", "slow: keep it below 3 s")
                            : holds("menjawab " + took, "answers in time"));
        }
    }

    private void days() {
        Optional<DailyAnswer> present = day(asked.present(), asked.today());
        List<DailyAnswer> past = new ArrayList<>();
        for (int i = 0; i < asked.past().size(); i++) {
            day(asked.past().get(i), asked.today().minusDays(i + 1L)).ifPresent(past::add);
        }
        Optional<DailyAnswer> again = day(asked.again(), asked.today().minusDays(1));
        if (findings.daysHold()) {
            findings.add(holds(
                    "hari ini dan " + VendorCheck.PAST_DAYS + " hari lalu terbaca, bentuknya benar, tanpa data pribadi",
                    "today and the days before are readable, well-formed and without personal data"));
        }
        if (present.isPresent() && past.size() == VendorCheck.PAST_DAYS) {
            compare(present.get(), past);
            repeated(past.get(0), again);
        }
    }

    private Optional<DailyAnswer> day(Answer answer, LocalDate day) {
        if (!answer.outcome().ok()) {
            findings.add(day, trouble(answer));
            return Optional.empty();
        }
        return DailyAnswer.read(answer, day, asked.now(), findings);
    }

    /** Endpoints that know only of today say the same of every day, or zero of all others. */
    private void compare(DailyAnswer present, List<DailyAnswer> past) {
        boolean idle = past.stream().allMatch(day -> day.sum() == 0);
        if (present.sum() == 0 && idle) {
            findings.add(missing(
                    "semua angka 0 atau kosong: belum dapat dinilai; ulangi sesudah ada pelayanan",
                    "every figure is 0 or missing, which proves nothing; try again after a day of service"));
        } else if (idle) {
            findings.add(missing(
                    "tujuh hari lalu semuanya 0 padahal hari ini ada; hitung hari yang diminta, jangan isi dengan 0",
                    "the past days are all 0 though today is not; count the day asked for, do not fill in zeros"));
        } else if (past.stream().allMatch(day -> day.counts().equals(present.counts()))) {
            findings.add(missing(
                    "angka hari ini dan tujuh hari lalu sama persis: parameter tanggal tampaknya diabaikan",
                    "the same figures for every day: the parameter tanggal seems to be ignored"));
        } else {
            findings.add(holds("tiap hari punya angkanya sendiri", "each day has figures of its own"));
            if (past.get(0).sum() == 0) {
                findings.add(note(
                        "kemarin seluruhnya 0: pastikan memang tidak ada pelayanan",
                        "yesterday is all 0: make sure that there was no service"));
            }
        }
    }

    private void repeated(DailyAnswer yesterday, Optional<DailyAnswer> again) {
        boolean same = again.isPresent() && again.get().counts().equals(yesterday.counts());
        findings.add(
                same
                        ? holds("kemarin dibaca dua kali, angkanya sama", "yesterday read twice says the same")
                        : missing(
                                "kemarin dibaca dua kali, angkanya lain; hari yang sama harus memberi jumlah yang sama",
                                "yesterday read twice says two things"));
    }

    private void refusedDay(Answer answer, String which, String inEnglish, String mend) {
        findings.add(
                answer.outcome().ok() && answer.status() == 400
                        ? holds(which + " ditolak dengan 400", inEnglish + " is refused with 400")
                        : missing(
                                which + " dijawab " + ended(answer) + "; jawab 400, " + mend,
                                inEnglish + " must be answered with 400"));
    }

    private void refusedKey(Answer answer, String how, String inEnglish) {
        if (answer.outcome().ok() && answer.status() == 401) {
            findings.add(holds(how + " ditolak dengan 401", inEnglish + ": refused with 401"));
        } else if (answer.outcome().ok() && answer.status() == 403) {
            findings.add(note(how + " ditolak dengan 403; sebaiknya 401", inEnglish + ": 403, better 401"));
        } else {
            findings.add(missing(
                    how + " dijawab " + ended(answer) + "; periksa X-API-Key lebih dulu dan jawab 401",
                    inEnglish + " must be answered with 401"));
        }
    }

    private static String ended(Answer answer) {
        return answer.outcome().ok()
                ? "HTTP " + answer.status()
                : answer.outcome().state().word();
    }
}
