package org.pantau;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every option of a run, once: the command line, its help and {@code docs/konfigurasi.md} are made from it. */
enum Knob {
    CATALOGUE(
            "PATH",
            "demonstrasi / the demonstration",
            "katalog: berkas YAML atau folder",
            "catalogue: a YAML file or a folder of them"),
    PORT("N", "8080", "port, 0 untuk port bebas mana pun", "port, 0 for any free one"),
    HOST(
            "H",
            "localhost",
            "alamat tempat mendengarkan; 0.0.0.0 untuk semua",
            "address to listen on; 0.0.0.0 for all of the machine"),
    DATA("DIR", "data", "folder segala yang disimpan", "folder of everything that is kept"),
    DATABASE(
            "URL",
            "PostgreSQL bawaan di folder data / embedded in the data folder",
            "PostgreSQL lain: postgresql://user:password@host:port/name; lebih baik lewat lingkungan",
            "another PostgreSQL; better by environment, because the command line can be seen by others"),
    TRUSTED_PROXY(
            "CIDR,…",
            "127.0.0.0/8,::1",
            "proksi yang dipercaya tentang alamat (x-forwarded-for) dan TLS (x-forwarded-proto) di depannya; menggantikan bawaan",
            "proxies believed about the address and TLS in front of them; takes the place of the default"),
    TLS_CERT(
            "FILE",
            "tanpa TLS / no TLS",
            "sertifikat PEM beserta rantainya; dibaca ulang bila berubah, tanpa mulai ulang",
            "certificate in PEM with its chain; read again when it changes, without a restart"),
    TLS_KEY("FILE", "tanpa TLS / no TLS", "kunci PEM tanpa kata sandi", "its key in PEM, without a password"),
    MAX_CONNECTIONS(
            "N",
            "10000",
            "sambungan sekaligus; lebih dari ini, yang paling lama diam diputus",
            "connections at once; beyond that the one silent longest is cut off"),
    MAX_CONNECTIONS_PER_ADDRESS(
            "N",
            "500",
            "sambungan dari satu alamat (IPv6: satu /64); proksi terpercaya tidak dihitung",
            "connections of one address (IPv6: one /64); trusted proxies are not counted"),
    LOG("lines|json", "lines", "bentuk catatan: baris atau JSON per baris", "log as lines, or one JSON object a line"),
    ADMIN_PASSWORD(
            "",
            "dibuatkan, ditampilkan sekali / made up, shown once",
            "kata sandi admin saat akun itu dibuat",
            "password of admin at the account's creation"),
    JAVA_HOME("", "JDK terbaru yang terpasang / the newest installed", "JDK yang dipakai", "the JDK to use"),
    JAVA_OPTS("", "–", "opsi lain untuk mesin Java", "further options of the Java machine");

    /** What stands for the value; empty where there is no option but only an environment variable. */
    private final String value;

    private final String byDefault;
    private final String indonesian;
    private final String english;

    Knob(String value, String byDefault, String indonesian, String english) {
        this.value = value;
        this.byDefault = byDefault;
        this.indonesian = indonesian;
        this.english = english;
    }

    /** As on the command line, without the dashes. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What an option is called in the environment. */
    static String environment(String option) {
        return "PANTAU_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static Set<String> options() {
        return onCommandLine().map(Knob::option).collect(Collectors.toUnmodifiableSet());
    }

    /** Lines of the help. */
    static String usage() {
        return onCommandLine()
                .map(knob -> "            --%s %s\n                %s (%s)"
                        .formatted(knob.option(), knob.value, knob.english, knob.byDefault))
                .collect(Collectors.joining("\n"));
    }

    /** The reference as a Markdown table. */
    static String table() {
        return Arrays.stream(values())
                .map(knob -> "| %s | `%s` | %s | %s.<br>%s. |"
                        .formatted(
                                knob.value.isEmpty()
                                        ? "–"
                                        : "`--" + knob.option() + " " + knob.value.replace("|", "\\|") + "`",
                                environment(knob.option()),
                                knob.byDefault,
                                capital(knob.indonesian),
                                capital(knob.english)))
                .collect(Collectors.joining(
                        "\n",
                        "| opsi / option | lingkungan / environment | bawaan / default | arti / meaning |\n|---|---|---|---|\n",
                        "\n"));
    }

    private static Stream<Knob> onCommandLine() {
        return Arrays.stream(values()).filter(knob -> !knob.value.isEmpty());
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
