package org.pantau.operate.sheet;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pantau.catalogue.model.Mapping;

/** What a figure's column is called. */
final class Labels {

    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("received", "Masuk");
        NAMES.put("served", "Selesai");
        NAMES.put("failed", "Gagal");
        NAMES.put("returned", "Dikembalikan");
        NAMES.put("cancelled", "Dibatalkan");
        NAMES.put("within_standard", "Sesuai standar waktu");
        NAMES.put("pending", "Menunggu di akhir hari");
        NAMES.put("visits", "Kunjungan");
        NAMES.put("capacity", "Kapasitas");
        NAMES.put("occupied", "Terisi");
        NAMES.put("complaints_received", "Pengaduan masuk");
        NAMES.put("complaints_closed", "Pengaduan selesai");
        NAMES.put("complaints_open", "Pengaduan terbuka");
        NAMES.put("staff_present", "Petugas hadir");
        NAMES.put("counters_open", "Loket buka");
    }

    private Labels() {}

    /** As the template writes it, with what is counted. */
    static String of(Mapping mapping) {
        String name = mapping.measure().name();
        String label = NAMES.getOrDefault(name, name);
        return mapping.of() == null ? label : label + " (" + mapping.of() + ")";
    }

    /** The figure a column's name means: its label with or without what is counted, or the measure's own name. */
    static Optional<Mapping> find(Iterable<Mapping> mappings, String written) {
        String wanted = plain(written);
        for (Mapping mapping : mappings) {
            String name = mapping.measure().name();
            if (wanted.equals(plain(of(mapping)))
                    || wanted.equals(plain(NAMES.getOrDefault(name, name)))
                    || wanted.equals(name)) {
                return Optional.of(mapping);
            }
        }
        return Optional.empty();
    }

    static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
