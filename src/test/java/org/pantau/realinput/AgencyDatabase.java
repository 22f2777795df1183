package org.pantau.realinput;

import java.io.IOException;

/**
 * The database of an agency's own application, with the two tables that {@code examples/skrip/hitung.sql} counts, and an
 * account that may only read them.
 */
interface AgencyDatabase extends AutoCloseable {

    /** What a password may hold that configuration files and shells trip over. */
    String PASSWORD = "r4h#sia \"be\\rat\" $1;x'";

    String READER = "pantau_baca";

    String TABLES = """
            create table layanan (kode varchar(20) primary key);
            create table permohonan (id integer primary key, layanan varchar(20), masuk timestamp null, selesai timestamp null, pemohon varchar(80));
            insert into layanan values ('KTP'), ('KK');
            """;

    /** As BASISDATA in the configuration has it. */
    String kind();

    int port();

    String name();

    /** Runs statements as the owner; what a query finds comes as text, a line a row, cells apart by a tab. */
    String sql(String statements) throws IOException;

    @Override
    void close() throws IOException;

    /** Adds applications of a day that came and of which the first so many are done. */
    default void add(String service, String day, int received, int served) throws IOException {
        StringBuilder rows = new StringBuilder();
        int first = Integer.parseInt(
                        sql("select coalesce(max(id), 0) from permohonan").strip())
                + 1;
        for (int i = 0; i < received; i++) {
            String done = i < served ? "'" + day + " 13:00:00'" : "null";
            rows.append(i == 0 ? "" : ",")
                    .append("(%d, '%s', '%s 08:00:00', %s, 'Siti Rahasia')".formatted(first + i, service, day, done));
        }
        String unused = sql("insert into permohonan values " + rows);
    }

    /** What a count over the tables gives. */
    default double count(String condition) throws IOException {
        return Double.parseDouble(
                sql("select count(*) from permohonan where " + condition).strip());
    }
}
