package org.pantau.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://me:secret@db.example:5433/pantau, db.example, 5433, pantau, me, secret, prefer",
        "postgres://me:secret@10.0.0.1/pantau, 10.0.0.1, 5432, pantau, me, secret, prefer",
        "postgresql://me@localhost/p, localhost, 5432, p, me, '', prefer",
        "postgresql://me%40x:a%3Ab+c%2F@h/p%20q?sslmode=verify-full, h, 5432, p q, me@x, a:b+c/, verify-full"
    })
    void parseShouldReadEveryPart(
            String text, String host, int port, String database, String user, String password, String tls) {
        assertThat(DatabaseUrl.parse(text)).isEqualTo(new DatabaseUrl(host, port, database, user, password, tls));
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://me:secret@h/p, begins with 'mysql'",
        "me:secret@h/p, begins with 'me'",
        "postgresql://secret@/p, names no host",
        "postgresql://me:secret@h, names no database",
        "postgresql://me:secret@h/, names no database",
        "postgresql://me:secret@h/a/b, names no database",
        "postgresql://h/p, names no user",
        "postgresql://:secret@h/p, names no user",
        "postgresql://me:secret@h/p?user=you, unknown parameter",
        "postgresql://me:secret@h/p?sslmode=maybe, unknown parameter",
        "'postgresql://me:secret@h/p with space', cannot be read at character"
    })
    void parseShouldSayWhatIsWrongWithoutThePassword(String text, String said) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("secret");
    }
}
