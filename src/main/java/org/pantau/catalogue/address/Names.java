package org.pantau.catalogue.address;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people write the names of agencies and services, made alike so that they can be compared. */
final class Names {

    /** The longest id that is made of a name. */
    static final int LONGEST_ID = 40;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NOT_IN_IDS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    /** Control and format characters, lone surrogates; the joiner of emoji stays. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}&&[^\\u200D\\s]]");

    private static final Pattern BRACKETS = Pattern.compile("\\(([^()]*)\\)");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("din", "dinas"),
            Map.entry("kab", "kabupaten"),
            Map.entry("pemkab", "kabupaten"),
            Map.entry("pemkot", "kota"),
            Map.entry("prov", "provinsi"),
            Map.entry("propinsi", "provinsi"),
            Map.entry("pemprov", "provinsi"),
            Map.entry("kec", "kecamatan"),
            Map.entry("kel", "kelurahan"),
            Map.entry("bag", "bagian"),
            Map.entry("and", "dan"));

    private Names() {}

    /** As it is kept: one blank between words, nothing that cannot be seen. */
    static String clean(String text) {
        String seen = UNSEEN.matcher(text).replaceAll("");
        return Normalizer.normalize(SPACE.matcher(seen).replaceAll(" ").strip(), Normalizer.Form.NFC);
    }

    /** As it is compared: small letters without marks, one blank between words, abbreviated words written out. */
    static String key(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("&", " dan ");
        StringJoiner words = new StringJoiner(" ");
        for (String word : BETWEEN.split(plain, -1)) {
            if (!word.isEmpty()) {
                words.add(WORDS.getOrDefault(word, word));
            }
        }
        return words.toString();
    }

    /** Without what stands in brackets. */
    static String withoutBrackets(String text) {
        return BRACKETS.matcher(text).replaceAll(" ");
    }

    /** What stands in the first brackets; empty without any. */
    static String inBrackets(String text) {
        Matcher brackets = BRACKETS.matcher(text);
        return brackets.find() ? brackets.group(1).strip() : "";
    }

    /** The first letters of its words, {@code dpmptsp} of the investment office; empty for fewer than three words. */
    static String initials(String key) {
        StringBuilder letters = new StringBuilder();
        for (String word : key.split(" ", -1)) {
            if (!word.isEmpty() && !word.equals("dan")) {
                letters.append(word.charAt(0));
            }
        }
        return letters.length() < 3 ? "" : letters.toString();
    }

    /**
     * An id made of a name: letters, digits and dashes, at most {@link #LONGEST_ID}, whole words where that is possible.
     *
     * @param taken whether an id is in use
     * @param otherwise what to call something whose name has no such letters
     */
    static String id(String name, Predicate<String> taken, String otherwise) {
        String wanted = shortened(plain(name), LONGEST_ID);
        String free = wanted.isEmpty() ? otherwise : wanted;
        String base = free;
        for (int again = 2; taken.test(free); again++) {
            String number = "-" + again;
            free = shortened(base, LONGEST_ID - number.length()) + number;
        }
        return free;
    }

    /** The name in letters, digits and single dashes, as long as it is; empty where it has none. */
    static String plain(String name) {
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        String dashed = NOT_IN_IDS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        int from = dashed.startsWith("-") ? 1 : 0;
        int to = dashed.endsWith("-") ? dashed.length() - 1 : dashed.length();
        return from >= to ? "" : dashed.substring(from, to);
    }

    private static String shortened(String id, int most) {
        if (id.length() <= most) {
            return id;
        }
        int dash = id.lastIndexOf('-', most);
        String cut = id.substring(0, dash > most / 2 ? dash : most);
        return cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
