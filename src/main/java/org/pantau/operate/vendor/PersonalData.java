package org.pantau.operate.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Recognises what is about a person rather than a service, by the names of fields and the look of values. */
final class PersonalData {

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern NAME = Pattern.compile(
            "(^|_)(nik|no_?kk|pemohon|nama_lengkap|alamat|telepon|telp|no_?telp|hp|no_?hp|ponsel|whatsapp|wa|phone|e?mail|surel"
                    + "|lahir|kelamin|agama|ibu|ayah|npwp|paspor|passport|foto|rekening|penduduk|warga)(_|$)");
    /** A population number has 16 digits; a mobile number begins 08 or +62. */
    private static final Pattern VALUE =
            Pattern.compile("(?<!\\d)(\\d{16}|08\\d{8,11}|\\+?628\\d{8,11})(?!\\d)|[\\w.+-]+@[\\w-]+\\.[\\w.]+");

    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,30}");

    private PersonalData() {}

    /** Names of fields that are about a person, or hold a value that is; empty for none. No value is among them. */
    static Set<String> fields(JsonNode tree) {
        Set<String> found = new TreeSet<>();
        look("", tree, found);
        return found;
    }

    /** A field's name as it may be shown: some documents have data for names. */
    static String shown(String name) {
        return SAFE_NAME.matcher(name).matches() ? name : "…";
    }

    private static void look(String name, JsonNode node, Set<String> found) {
        if (node.isValueNode()) {
            if (VALUE.matcher(node.asText()).find()) {
                found.add(shown(name));
            }
            return;
        }
        if (node.isArray()) {
            node.forEach(each -> look(name, each, found));
            return;
        }
        node.properties().forEach(field -> {
            if (isPersonal(field.getKey())) {
                found.add(shown(field.getKey()));
            }
            look(field.getKey(), field.getValue(), found);
        });
    }

    private static boolean isPersonal(String name) {
        String words =
                CAMEL.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return NAME.matcher(words).find() || VALUE.matcher(name).find();
    }
}
