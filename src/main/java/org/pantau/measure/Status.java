package org.pantau.measure;

import java.util.Locale;

/**
 * State of a service. {@link #TANPA_DATA} and {@link #PEMELIHARAAN} are neither up nor down; {@link #BELUM_TERHUBUNG}
 * marks a service no feed speaks of: it is counted apart and never among the troubled. Declared from worst to best of
 * what wants attention.
 */
public enum Status {
    GANGGUAN,
    WASPADA,
    TANPA_DATA,
    PEMELIHARAAN,
    NORMAL,
    BELUM_TERHUBUNG;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
