package org.pantau.operate.doctor;

/**
 * What one examination found.
 *
 * @param said what was seen, Indonesian first, then English
 * @param remedy what to do, in both; empty where nothing is to be done
 */
public record Finding(Grade grade, String said, String remedy) {

    /** How bad it is. */
    public enum Grade {
        OK("OK"),
        ATTENTION("perhatian"),
        FAILED("gagal");

        private final String word;

        Grade(String word) {
            this.word = word;
        }
    }

    static Finding ok(String said) {
        return new Finding(Grade.OK, said, "");
    }

    static Finding attention(String said, String remedy) {
        return new Finding(Grade.ATTENTION, said, remedy);
    }

    static Finding failed(String said, String remedy) {
        return new Finding(Grade.FAILED, said, remedy);
    }

    /** One or two lines of text. */
    public String text() {
        String first = "%-10s %s".formatted(grade.word, said);
        return remedy.isEmpty() ? first : first + System.lineSeparator() + " ".repeat(11) + "→ " + remedy;
    }
}
