package org.pantau.operate.storage;

import org.jspecify.annotations.Nullable;

/**
 * How something on the disk grows.
 *
 * @param bytesPerDay what one more day takes
 * @param room bytes until as much is dropped each day as comes; null where it is kept for ever
 */
record Growth(double bytesPerDay, @Nullable Double room) {

    /** Bytes it will have grown by then. */
    double after(long days) {
        double grown = bytesPerDay * days;
        return room == null ? grown : Math.min(grown, room);
    }

    /** Days until it grows no more; 0 where it is kept for ever, since then there is no such day. */
    long settlesAfter() {
        return room == null || bytesPerDay == 0 ? 0 : (long) Math.ceil(room / bytesPerDay);
    }
}
