package org.pantau.operate.manual;

import java.time.LocalDate;

/** A day that the form takes no more, or not yet. */
public final class DayClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DayClosed(LocalDate day) {
        super("Hari " + day + " belum dimulai, atau sudah ditutup untuk formulir.", null, false, false);
    }
}
