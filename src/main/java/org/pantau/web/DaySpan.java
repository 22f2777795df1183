package org.pantau.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Days that are asked for, the first and the last included. */
record DaySpan(LocalDate from, LocalDate to) {

    private static final int MOST = 100;
    /** Nothing was reported earlier, and the database knows no day of the year minus 9999. */
    private static final int EARLIEST_YEAR = 2000;

    /** Up to {@code today}. @throws Problem that names {@code from} or {@code to} */
    static DaySpan parse(String first, String last, LocalDate today) {
        LocalDate from = FormRoutes.day("from", first);
        LocalDate to = FormRoutes.day("to", last);
        if (from.getYear() < EARLIEST_YEAR) {
            throw Problem.badField("from", "tanggal sejak tahun " + EARLIEST_YEAR);
        }
        if (to.isBefore(from) || to.isAfter(today) || ChronoUnit.DAYS.between(from, to) >= MOST) {
            throw Problem.badField("to", "dari from sampai hari ini, paling banyak " + MOST + " hari");
        }
        return new DaySpan(from, to);
    }
}
