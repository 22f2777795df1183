package org.pantau;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.address.AddressLine;
import org.pantau.catalogue.address.AddressLine.State;
import org.pantau.catalogue.address.AddressList;
import org.pantau.catalogue.reference.Reference;
import org.pantau.catalogue.table.UnreadableTable;
import org.pantau.measure.ScopePath;

/**
 * {@code pantau check LIST}: says of each line of a list of addresses what it becomes or what is wrong, asks each address
 * once, and with {@code --write} keeps the list as a document of a catalogue. Without {@code --catalogue} the places are
 * those of the reference, Jawa Tengah, and the document holds them too, so that it can be run as it is.
 */
final class AddressCheck {

    private static final Set<String> ENDINGS = Set.of("csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods");
    private static final Set<String> OPTIONS = Set.of("government", "catalogue", "write");
    private static final String ADDED = "katalog-alamat.yaml";

    private final Arguments arguments;
    private final PrintStream out;
    private final PrintStream complaints;

    private AddressCheck(Arguments arguments, PrintStream out, PrintStream complaints) {
        this.arguments = arguments;
        this.out = out;
        this.complaints = complaints;
    }

    /** Whether what is to be checked is a list, by the ending of its name. */
    static boolean isFor(List<String> words) {
        Set<String> all = Set.of("government", "catalogue", "write", "keep", "feed");
        return new Arguments(words, all, Map.of()).rest().stream().anyMatch(AddressCheck::isList);
    }

    private static boolean isList(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    static int run(List<String> words, PrintStream out, PrintStream complaints) {
        Arguments arguments = new Arguments(words, OPTIONS, System.getenv());
        if (arguments.rest().size() != 1 || !arguments.mistakes().isEmpty()) {
            arguments.mistakes().forEach(complaints::println);
            complaints.print(Main.usage());
            return Main.EXIT_USAGE;
        }
        return new AddressCheck(arguments, out, complaints).run() ? 0 : Main.EXIT_FAILED;
    }

    private boolean run() {
        Optional<Catalogue> tree = sound(read(Map.of()));
        Optional<ScopePath> within = tree.flatMap(this::within);
        if (tree.isEmpty() || within.isEmpty()) {
            return false;
        }
        Optional<AddressList> read = list(Path.of(arguments.rest().get(0)), tree.get(), within.get());
        if (read.isEmpty()) {
            return false;
        }
        AddressList list = read.get();
        list.remarks().forEach(remark -> out.println("# " + remark));
        list.lines().forEach(this::print);
        out.printf(
                Locale.ROOT,
                "%d alamat baru, %d sudah ada, %d salah / %1$d new, %2$d there already, %3$d wrong%n",
                list.count(State.NEW),
                list.count(State.UNCHANGED),
                list.count(State.WRONG));
        Optional<Catalogue> joined = sound(read(Map.of(ADDED, list.toYaml())));
        boolean up = joined.isPresent() && ask(joined.get(), list);
        boolean written = arguments
                .option("write")
                .map(file -> write(Path.of(file), list))
                .orElse(true);
        return up && written && list.sound();
    }

    /** The catalogue, or the reference, with further documents. */
    private CatalogueReader.Reading read(Map<String, String> more) {
        Optional<String> path = arguments.option("catalogue");
        if (path.isPresent()) {
            return CatalogueReader.read(Path.of(path.get()), more);
        }
        if (more.isEmpty()) {
            out.println(
                    "# tanpa --catalogue: dicocokkan dengan rujukan Jawa Tengah / without --catalogue: read against the"
                            + " reference, Jawa Tengah");
        }
        Map<String, String> documents = new LinkedHashMap<>(Map.of("jawa-tengah.yaml", Reference.jawaTengahYaml()));
        documents.putAll(more);
        return CatalogueReader.read(documents);
    }

    private Optional<Catalogue> sound(CatalogueReader.Reading reading) {
        reading.mistakes().forEach(complaints::println);
        return reading.catalogue();
    }

    private Optional<ScopePath> within(Catalogue tree) {
        String wanted = arguments.option("government").orElse("");
        Optional<ScopePath> within = ScopePath.parse(wanted).filter(tree::holds);
        if (within.isEmpty()) {
            complaints.println(
                    "--government " + wanted + ": tidak ada di katalog; tulis kode pemerintah seperti 33.08, atau"
                            + " perangkat daerah seperti 33.08/dinkes / not in the catalogue, expected the code of a government such"
                            + " as 33.08, or an agency such as 33.08/dinkes");
        }
        return within;
    }

    private Optional<AddressList> list(Path file, Catalogue tree, ScopePath within) {
        try {
            if (!Files.isRegularFile(file)) {
                complaints.println(file + ": tidak ada / not found");
                return Optional.empty();
            }
            // one byte more than may be read tells that it is too big
            try (var body = Files.newInputStream(file)) {
                byte[] bytes = body.readNBytes(AddressList.MOST_BYTES + 1);
                return Optional.of(AddressList.read(bytes, file.toString(), tree, within));
            }
        } catch (UnreadableTable e) {
            complaints.println(file + ": " + e.said());
        } catch (IOException e) {
            complaints.println(file + ": tidak dapat dibaca / cannot be read");
        }
        return Optional.empty();
    }

    private void print(AddressLine line) {
        AddressLine.Becomes becomes = line.becomes();
        String head = "baris / line " + line.number() + ": ";
        if (becomes != null) {
            out.println(head + becomes.said());
        } else {
            out.println(head + "SALAH / WRONG: " + String.join(" · ", line.agency(), line.service(), line.address()));
            line.wrong().forEach(wrong -> out.println("  ✗ " + wrong));
        }
        line.warnings().forEach(warning -> out.println("  ! " + warning));
    }

    private boolean ask(Catalogue joined, AddressList list) {
        out.println();
        Vertx vertx = Main.vertx();
        try {
            return new AddressTrial(vertx, joined, out).all(list);
        } finally {
            Main.closeQuietly(vertx);
        }
    }

    private boolean write(Path file, AddressList list) {
        if (!list.sound()) {
            complaints.println(
                    file + ": tidak ditulis; perbaiki atau hapus dulu baris yang salah / not written, mend or remove"
                            + " the wrong lines first");
            return false;
        }
        if (list.count(State.NEW) == 0) {
            out.println(file + ": tidak ditulis, tidak ada yang baru / not written, nothing is new");
            return true;
        }
        boolean alone = arguments.option("catalogue").isEmpty();
        try {
            Files.writeString(
                    file,
                    (alone ? Reference.jawaTengahYaml() + "\n" : "") + list.toYaml(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            complaints.println(file + ": sudah ada, tidak ditimpa / is there already, not overwritten");
            return false;
        } catch (IOException e) {
            complaints.println(file + ": tidak dapat ditulis / cannot be written");
            return false;
        }
        out.println(file + ": ditulis / written; "
                + (alone
                        ? "jalankan / run: ./pantau run --catalogue " + file
                        : "letakkan di folder katalog / put it into the folder of the catalogue"));
        return true;
    }
}
