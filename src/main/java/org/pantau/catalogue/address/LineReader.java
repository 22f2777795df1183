package org.pantau.catalogue.address;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.address.AddressLine.Becomes;
import org.pantau.catalogue.address.Resolver.Target;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.FlawedAddress;
import org.pantau.catalogue.model.WebAddress;
import org.pantau.catalogue.parse.time.HoursParser;
import org.pantau.catalogue.table.SmallTable.Cell;
import org.pantau.measure.ScopePath;

/** Reads one line after the other: what one of them brings, the next ones may speak of. */
final class LineReader {

    private static final int LONGEST_SECTOR = 60;
    private static final int SHOWN = 80;

    private final Places places;
    private final Resolver resolver;
    private final Probes probes;

    LineReader(Places places, ScopePath within, Probes probes) {
        this.places = places;
        this.resolver = new Resolver(places, within);
        this.probes = probes;
    }

    AddressLine read(Fields fields) {
        Notes notes = new Notes();
        if (fields.hidden()) {
            notes.warn("baris ini tersembunyi di lembarnya", "this row is hidden in its sheet");
        }
        Target target = resolver.resolve(fields, notes);
        WebAddress address = address(fields.address(), notes);
        String sector = sector(fields.sector(), notes);
        String hours = hours(fields.hours(), notes);
        if (target != null && address != null) {
            probes.check(target.service().path(), address, notes);
        }
        if (target == null || address == null || !notes.wrong().isEmpty()) {
            return line(fields, null, notes);
        }
        ScopePath service = target.service().path();
        boolean fresh = target.service().fresh();
        if (!fresh && (sector != null || hours != null)) {
            notes.warn(
                    "sektor dan jam layanan yang sudah ada tidak diubah",
                    "sector and hours of a service that is there are not changed");
        }
        Becomes becomes = new Becomes(
                service,
                target.service().name(),
                fresh,
                target.agency().name(),
                target.agency().fresh(),
                address,
                fresh ? sector : null,
                fresh ? hours : null,
                Feed.idOfAddress(service),
                probes.there(service, address));
        places.keep(target.agency(), target.service());
        probes.keep(fields.line(), service, address);
        return line(fields, becomes, notes);
    }

    private static AddressLine line(Fields fields, @Nullable Becomes becomes, Notes notes) {
        String service = Notes.text(fields.service());
        return new AddressLine(
                fields.line(),
                shown(Notes.text(fields.agency())),
                shown(service.isEmpty() ? Notes.text(fields.name()) : service),
                becomes == null
                        ? WebAddress.shown(Names.clean(fields.address().text()))
                        : becomes.address().shown(),
                becomes,
                notes.wrong(),
                notes.warnings());
    }

    private static String shown(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN - 1)) + "…";
    }

    private static @Nullable WebAddress address(Cell cell, Notes notes) {
        if (cell.flaw() != null) {
            notes.wrong(cell.flaw());
            return null;
        }
        try {
            WebAddress address = WebAddress.of(Names.clean(cell.text()));
            if (address.secret()) {
                notes.warn(
                        "alamat tampaknya memuat kunci atau sandi; siapa pun yang membaca katalog dapat melihatnya",
                        "the address seems to hold a key or password; whoever reads the catalogue can see it");
            }
            if (address.inside()) {
                notes.warn(
                        "alamat di dalam jaringan sendiri; menyimpannya lewat halaman perlu izin administrator",
                        "an address inside one's own network; saving it on the page needs an administrator's permission");
            }
            return address;
        } catch (FlawedAddress e) {
            notes.wrong(e.flaw().said());
            return null;
        }
    }

    private static @Nullable String sector(Cell cell, Notes notes) {
        String text = used(cell, notes).toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST_SECTOR) {
            notes.wrong(
                    "sektor lebih dari " + LONGEST_SECTOR + " huruf",
                    "a sector of more than " + LONGEST_SECTOR + " letters");
        }
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String hours(Cell cell, Notes notes) {
        String text = used(cell, notes);
        if (text.isEmpty()) {
            return null;
        }
        if (HoursParser.hours(text).isEmpty()) {
            notes.wrong(
                    "jam '" + shown(text)
                            + "' tidak dimengerti; tulis 24/7, kantor, atau misalnya Sen-Jum 07.30-15.00; Sab"
                            + " 08.00-12.00",
                    "hours '" + shown(text)
                            + "' are not understood, expected 24/7, kantor, or for example Sen-Jum 07.30-15.00;"
                            + " Sab 08.00-12.00");
        }
        return text;
    }

    private static String used(Cell cell, Notes notes) {
        if (cell.flaw() != null) {
            notes.wrong(cell.flaw());
            return "";
        }
        return Notes.text(cell);
    }
}
