package org.pantau.operate.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Answers of the database to short questions. */
final class Asked {

    private final Connection connection;

    Asked(Connection connection) {
        this.connection = connection;
    }

    /** The first column of every row; null values are left out. */
    List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String text = row.getString(1);
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** The one value; empty where it is null or there is none. */
    String text(String sql) throws SQLException {
        List<String> texts = texts(sql);
        return texts.isEmpty() ? "" : texts.get(0);
    }

    /** The one number; 0 where it is null or there is none. */
    long number(String sql) throws SQLException {
        String text = text(sql);
        return text.isEmpty() ? 0 : (long) Double.parseDouble(text);
    }
}
