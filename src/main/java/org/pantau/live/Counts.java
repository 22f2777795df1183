package org.pantau.live;

import org.pantau.measure.Status;

/** How many services are in which status. Services that are not connected are counted apart. */
public record Counts(int normal, int waspada, int gangguan, int tanpaData, int pemeliharaan, int belumTerhubung) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** One service in this status. */
    public static Counts one(Status status) {
        return new Counts(
                status == Status.NORMAL ? 1 : 0,
                status == Status.WASPADA ? 1 : 0,
                status == Status.GANGGUAN ? 1 : 0,
                status == Status.TANPA_DATA ? 1 : 0,
                status == Status.PEMELIHARAAN ? 1 : 0,
                status == Status.BELUM_TERHUBUNG ? 1 : 0);
    }

    public Counts plus(Counts other) {
        return new Counts(
                normal + other.normal,
                waspada + other.waspada,
                gangguan + other.gangguan,
                tanpaData + other.tanpaData,
                pemeliharaan + other.pemeliharaan,
                belumTerhubung + other.belumTerhubung);
    }

    public int of(Status status) {
        return switch (status) {
            case NORMAL -> normal;
            case WASPADA -> waspada;
            case GANGGUAN -> gangguan;
            case TANPA_DATA -> tanpaData;
            case PEMELIHARAAN -> pemeliharaan;
            case BELUM_TERHUBUNG -> belumTerhubung;
        };
    }

    /** Services a feed speaks of. */
    public int monitored() {
        return normal + waspada + gangguan + tanpaData + pemeliharaan;
    }

    /**
     * Status of a place that holds these services: the worst trouble among them; without trouble normal if anything is
     * known to be normal, else what is left.
     */
    public Status worst() {
        if (gangguan > 0) {
            return Status.GANGGUAN;
        }
        if (waspada > 0) {
            return Status.WASPADA;
        }
        if (normal > 0) {
            return Status.NORMAL;
        }
        if (tanpaData > 0) {
            return Status.TANPA_DATA;
        }
        return pemeliharaan > 0 ? Status.PEMELIHARAAN : Status.BELUM_TERHUBUNG;
    }
}
