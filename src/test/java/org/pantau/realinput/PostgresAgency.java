package org.pantau.realinput;

import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.net.URI;
import java.util.StringJoiner;
import org.pantau.database.TestDatabase;

/** An agency's PostgreSQL: a database of its own on the server the tests have anyway. */
final class PostgresAgency implements AgencyDatabase {

    private final TestDatabase database;
    private final URI address;

    private PostgresAgency(TestDatabase database) {
        this.database = database;
        this.address = URI.create(database.url());
    }

    static PostgresAgency fresh(Vertx vertx) {
        PostgresAgency agency = new PostgresAgency(TestDatabase.fresh(vertx));
        String unused = agency.sql(TABLES);
        agency.dropReader();
        unused = agency.sql("create role " + READER + " login password '" + PASSWORD.replace("'", "''") + "';"
                + "grant select on layanan, permohonan to " + READER);
        return agency;
    }

    @Override
    public String kind() {
        return "pgsql";
    }

    @Override
    public int port() {
        return address.getPort();
    }

    @Override
    public String name() {
        return address.getPath().substring(1);
    }

    @Override
    public String sql(String statements) {
        StringJoiner lines = new StringJoiner("\n");
        RowSet<Row> rows = await(database.pool().query(statements).execute());
        for (RowSet<Row> each = rows; each != null; each = each.next()) {
            for (Row row : each) {
                StringJoiner cells = new StringJoiner("\t");
                for (int i = 0; i < row.size(); i++) {
                    cells.add(String.valueOf(row.getValue(i)));
                }
                lines.add(cells.toString());
            }
        }
        return lines.toString();
    }

    /** Roles belong to the server and outlive their database, also that of a run that was killed. */
    private void dropReader() {
        done(database.pool()
                .query("do $$ begin if exists (select from pg_roles where rolname = '" + READER
                        + "') then drop owned by " + READER + "; drop role " + READER + "; end if; end $$")
                .execute());
    }

    @Override
    public void close() {
        dropReader();
        database.close();
    }
}
