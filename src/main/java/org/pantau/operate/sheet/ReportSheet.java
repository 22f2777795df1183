package org.pantau.operate.sheet;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Mapping;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.measure.ScopePath;
import org.pantau.normalise.text.Moment;
import org.pantau.normalise.text.TimeParser;
import org.pantau.operate.manual.ReportForm;
import org.pantau.operate.manual.ReportRefused;
import org.pantau.operate.manual.Said;
import org.pantau.operate.sheet.Grid.Written;

/**
 * What a filled-in file says: every value by day, service and figure with the cell it stands in, or everything that is
 * wrong with it. A blank cell is no report, never zero. Nothing is guessed.
 *
 * @param values by cell, in order of rows
 * @param empty cells without a report
 * @param notes what whoever sends it should know though nothing is wrong
 */
public record ReportSheet(List<Value> values, int empty, List<String> notes) {

    /** Larger files are refused before they are read. */
    public static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final int OLDEST_DAYS = 400;
    private static final int HEADER_WITHIN = 10;
    private static final int MOST_FLAWS = 100;
    private static final double MOST = 1_000_000_000;
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,12}");
    private static final Pattern THOUSANDS = Pattern.compile("[1-9]\\d{0,2}(?:\\.\\d{3})+");
    private static final Set<String> NOTHING =
            Set.of("", "-", "–", "—", "n/a", "na", "tidak ada", "tidak ada laporan", "kosong", "nihil laporan");
    private static final Set<String> TOTALS = Set.of("total", "jumlah", "grand total", "subtotal");

    public ReportSheet {
        values = List.copyOf(values);
        notes = List.copyOf(notes);
    }

    /** A value and where it stands. */
    public record Value(String cell, LocalDate day, Said said) {}

    /** Where the columns are; {@code figures} are those between and after the three that say what a row is about. */
    record Header(int row, int day, int code, Map<Integer, String> figures) {}

    /**
     * Reads a file.
     *
     * @param now decides which days lie in the future
     * @throws ReportRefused naming cells and what was expected of them, all together
     */
    public static ReportSheet read(byte[] file, ReportForm form, Instant now) {
        if (file.length > MOST_BYTES) {
            throw refused("berkas", "paling besar 2 MiB");
        }
        try {
            return new Reading(Grid.of(file), form, now).read();
        } catch (Grid.UnreadableException e) {
            throw refused("berkas", String.valueOf(e.getMessage()));
        }
    }

    static Optional<Header> header(Grid grid) {
        for (Map.Entry<Integer, Map<Integer, Written>> row : grid.rows().entrySet()) {
            if (row.getKey() > HEADER_WITHIN) {
                break;
            }
            Integer day = null;
            Integer code = null;
            Map<Integer, String> others = new LinkedHashMap<>();
            for (Map.Entry<Integer, Written> cell : row.getValue().entrySet()) {
                String text = String.valueOf(cell.getValue().value());
                switch (Labels.plain(text)) {
                    case "tanggal", "hari", "tgl" -> day = cell.getKey();
                    case "kode layanan", "kode" -> code = cell.getKey();
                    case "layanan", "nama layanan", "keterangan", "catatan" -> {
                        // For people.
                    }
                    default -> others.put(cell.getKey(), text.strip());
                }
            }
            if (day != null && code != null) {
                return Optional.of(new Header(row.getKey(), day, code, others));
            }
        }
        return Optional.empty();
    }

    private static ReportRefused refused(String field, String expected) {
        return new ReportRefused(List.of(new ReportRefused.Item(field, expected)));
    }

    /** The values by day, as the desk takes them. */
    public TreeMap<LocalDate, List<Said>> byDay() {
        TreeMap<LocalDate, List<Said>> days = new TreeMap<>();
        values.forEach(value ->
                days.computeIfAbsent(value.day(), any -> new ArrayList<>()).add(value.said()));
        return days;
    }

    /** One reading of one file. */
    private static final class Reading {
        private final Grid grid;
        private final ReportForm form;
        private final LocalDate today;
        private final Instant now;
        private final TimeParser times;
        private final Map<String, ScopePath> codes = new LinkedHashMap<>();
        private final List<ReportRefused.Item> flaws = new ArrayList<>();
        private final List<Value> values = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> formulas = new ArrayList<>();
        private final Map<List<Object>, Integer> seen = new HashMap<>();
        private int empty;

        Reading(Grid grid, ReportForm form, Instant now) {
            this.grid = grid;
            this.form = form;
            this.now = now;
            this.today = form.today(now);
            this.times = new TimeParser(form.zone());
            form.entries()
                    .forEach(entry -> codes.put(
                            ReportTemplate.code(entry.figure().service()),
                            entry.figure().service()));
        }

        ReportSheet read() {
            Header header = header(grid)
                    .orElseThrow(
                            () -> refused("berkas", "judul kolom Tanggal dan Kode layanan; unduh templat yang baru"));
            mark(header);
            Map<Integer, Mapping> figures = figures(header);
            merged(header);
            grid.rows().forEach((number, cells) -> {
                if (number > header.row()) {
                    row(number, cells, header, figures);
                }
            });
            if (flaws.isEmpty() && values.isEmpty()) {
                flaw("berkas", "paling sedikit satu angka; semua selnya kosong");
            }
            if (!flaws.isEmpty()) {
                throw new ReportRefused(flaws.subList(0, Math.min(MOST_FLAWS, flaws.size())));
            }
            if (!formulas.isEmpty()) {
                notes.add("Rumus diambil hasilnya: "
                        + String.join(", ", formulas.subList(0, Math.min(10, formulas.size())))
                        + (formulas.size() > 10 ? " dan " + (formulas.size() - 10) + " sel lain" : ""));
            }
            return new ReportSheet(values, empty, notes);
        }

        private void mark(Header header) {
            Optional<String> mark = grid.rows().entrySet().stream()
                    .filter(row -> row.getKey() < header.row())
                    .flatMap(row -> row.getValue().values().stream())
                    .map(cell -> String.valueOf(cell.value()))
                    .filter(text -> text.startsWith(ReportTemplate.MARK))
                    .findFirst();
            String own = ReportTemplate.mark(form);
            String feed = own.substring(0, own.lastIndexOf(':') + 1);
            if (mark.isEmpty()) {
                notes.add("Berkas ini bukan dari templat Pantau; kolomnya dikenali dari judulnya.");
            } else if (!mark.get().startsWith(feed)) {
                throw refused(
                        "berkas",
                        "templat " + form.feed().id() + " (ini templat untuk "
                                + mark.get().replaceFirst("^pantau:", "").replaceFirst(":.*$", "") + ")");
            } else if (!mark.get().equals(own)) {
                notes.add("Templat ini sudah lama; layanan atau angkanya telah berubah. Unduh yang baru.");
            }
        }

        private Map<Integer, Mapping> figures(Header header) {
            Map<Integer, Mapping> figures = new LinkedHashMap<>();
            header.figures().forEach((column, written) -> {
                Optional<Mapping> found = Labels.find(form.feed().measures(), written);
                String cell = Grid.cell(header.row(), column);
                if (found.isEmpty()) {
                    flaw(
                            cell,
                            "salah satu dari: "
                                    + String.join(
                                            ", ",
                                            form.feed().measures().stream()
                                                    .map(Labels::of)
                                                    .toList())
                                    + " (tertulis: '" + shortened(written) + "'); unduh templat yang baru");
                } else if (figures.containsValue(found.get())) {
                    flaw(cell, "setiap kolom satu kali (tertulis lagi: '" + shortened(written) + "')");
                } else {
                    figures.put(column, found.get());
                }
            });
            return figures;
        }

        /** Of cells that were made one, all but the first would look like no report. */
        private void merged(Header header) {
            for (String range : grid.merged()) {
                int last =
                        Integer.parseInt(range.substring(range.indexOf(':') + 1).replaceAll("\\D", ""));
                if (last > header.row()) {
                    flaw(range, "sel yang tidak digabung (merge); pisahkan dulu");
                }
            }
        }

        private void row(int number, Map<Integer, Written> cells, Header header, Map<Integer, Mapping> figures) {
            Written day = cells.get(header.day());
            Written code = cells.get(header.code());
            boolean blank = figures.keySet().stream().noneMatch(cells::containsKey);
            if (total(day) || total(code)) {
                notes.add("Baris " + number + " (jumlah) dilewati.");
                return;
            }
            if (blank) {
                empty += day == null && code == null ? 0 : figures.size();
                return;
            }
            LocalDate date = day(number, header.day(), day);
            ScopePath service = service(number, header.code(), code);
            if (date == null || service == null) {
                return;
            }
            Integer before = seen.putIfAbsent(List.of(date, service), number);
            if (before != null) {
                flaw(
                        Grid.cell(number, header.code()),
                        "setiap hari dan layanan satu baris (sudah ada di baris " + before + ")");
                return;
            }
            figures.forEach((column, figure) -> {
                Written written = cells.get(column);
                String cell = Grid.cell(number, column);
                Double value = written == null ? null : value(cell, written);
                if (value != null) {
                    values.add(new Value(
                            cell, date, new Said(service, figure.measure().name(), value)));
                } else {
                    empty++;
                }
            });
        }

        private static boolean total(@Nullable Written cell) {
            return cell != null && cell.value() instanceof String text && TOTALS.contains(Labels.plain(text));
        }

        private @Nullable LocalDate day(int row, int column, @Nullable Written written) {
            String cell = Grid.cell(row, column);
            Object value = written == null ? null : written.value();
            LocalDate day = value instanceof String text ? day(text.strip()) : null;
            if (day == null) {
                flaw(cell, "tanggal seperti 24/11/2026" + said(value));
            } else if (day.isAfter(today)) {
                flaw(cell, "hari yang sudah dimulai, paling akhir " + today + said(value));
                return null;
            } else if (day.isBefore(today.minusDays(OLDEST_DAYS))) {
                flaw(cell, "hari dalam " + OLDEST_DAYS + " hari terakhir" + said(value));
                return null;
            }
            return day;
        }

        private @Nullable LocalDate day(String text) {
            Matcher slashed = SLASHED.matcher(text);
            try {
                if (slashed.matches()) {
                    return LocalDate.of(
                            Integer.parseInt(slashed.group(3)),
                            Integer.parseInt(slashed.group(2)),
                            Integer.parseInt(slashed.group(1)));
                }
            } catch (DateTimeException noSuchDay) {
                return null;
            }
            Moment moment = times.parse(text, now);
            Instant at = moment.flawed() ? null : moment.at();
            return at == null || !moment.whole() ? null : at.atZone(form.zone()).toLocalDate();
        }

        private @Nullable ScopePath service(int row, int column, @Nullable Written written) {
            Object value = written == null ? null : written.value();
            String text = value == null ? "" : String.valueOf(value).strip();
            ScopePath found = codes.get(text.toLowerCase(Locale.ROOT));
            if (found == null) {
                String near = Suggestion.of(text, codes.keySet())
                        .replace("did you mean ", "mungkin ")
                        .replace("expected one of ", "salah satu dari ")
                        .replace("?", "");
                flaw(Grid.cell(row, column), "kode layanan yang ada pada templat, " + near + said(value));
            }
            return found;
        }

        /** Null for no report, and for a flaw that was said. */
        private @Nullable Double value(String cell, Written written) {
            Object value = written.value();
            if (value instanceof String text && NOTHING.contains(Labels.plain(text))) {
                return null;
            }
            Double number = written.share() ? null : number(value);
            if (number == null || number < 0 || number > MOST || number != Math.rint(number)) {
                flaw(
                        cell,
                        "bilangan bulat 0 sampai 1.000.000.000"
                                + (written.formula() && value == null
                                        ? " (rumus ini tidak ada hasilnya)"
                                        : said(value)));
                return null;
            }
            if (written.formula()) {
                formulas.add(cell);
            }
            return number;
        }

        private static @Nullable Double number(@Nullable Object value) {
            if (value instanceof Number given) {
                return given.doubleValue();
            }
            String text = value instanceof String given ? given.strip() : "";
            if (WHOLE.matcher(text).matches()) {
                return Double.valueOf(text);
            }
            return THOUSANDS.matcher(text).matches() ? Double.valueOf(text.replace(".", "")) : null;
        }

        private void flaw(String cell, String expected) {
            if (flaws.size() < MOST_FLAWS) {
                flaws.add(new ReportRefused.Item(cell, expected));
            }
        }

        private static String said(@Nullable Object value) {
            return value == null ? " (kosong)" : " (tertulis: '" + shortened(String.valueOf(value)) + "')";
        }

        private static String shortened(String text) {
            return text.length() <= 40 ? text : text.substring(0, 40) + "…";
        }
    }
}
