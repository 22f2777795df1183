package org.pantau.realinput;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** One of Indonesia's zones. Tests that run by the machine's own clock take one where it is not about midnight now. */
enum OfficeZone {
    WIB("Asia/Jakarta"),
    WITA("Asia/Makassar"),
    WIT("Asia/Jayapura");

    private static final int MARGIN_MINUTES = 25;

    private final ZoneId id;

    OfficeZone(String id) {
        this.id = ZoneId.of(id);
    }

    static OfficeZone farFromMidnight() {
        int minute = LocalTime.now(WIB.id).toSecondOfDay() / 60;
        return minute < MARGIN_MINUTES || minute > 24 * 60 - MARGIN_MINUTES ? WIT : WIB;
    }

    String word() {
        return name();
    }

    ZoneId id() {
        return id;
    }

    LocalDate today() {
        return LocalDate.now(id);
    }

    Instant startOf(LocalDate day) {
        return day.atStartOfDay(id).toInstant();
    }
}
