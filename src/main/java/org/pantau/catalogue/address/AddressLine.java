package org.pantau.catalogue.address;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Said;
import org.pantau.catalogue.model.WebAddress;
import org.pantau.measure.ScopePath;

/**
 * One line of a list: what it becomes, or what is wrong with it.
 *
 * @param number as the program shows it where the list was made
 * @param agency as written; empty where the line says none
 * @param service as written; empty where the line says none
 * @param address as it is watched; of a wrong line as it was written. Without what looks like a secret
 * @param becomes null where something is wrong
 * @param wrong why it becomes nothing; empty where it becomes something
 * @param warnings what a person should look at before it is saved
 */
public record AddressLine(
        int number,
        String agency,
        String service,
        String address,
        @Nullable Becomes becomes,
        List<Said> wrong,
        List<Said> warnings) {

    public AddressLine {
        wrong = List.copyOf(wrong);
        warnings = List.copyOf(warnings);
        if (wrong.isEmpty() == (becomes == null)) {
            throw new IllegalArgumentException("line " + number + " either becomes something or is wrong");
        }
    }

    /** What came of a line. */
    public enum State {
        /** It becomes a probe. */
        NEW,
        /** The catalogue has this probe already. */
        UNCHANGED,
        WRONG
    }

    /**
     * The probe a line becomes.
     *
     * @param service its path; the agency's is its parent
     * @param newService whether the list brings the service
     * @param newAgency whether the list brings the agency
     * @param sector of a new service; null where the line says none
     * @param hours of a new service, as written; null where the line says none
     * @param feed id of the probe
     * @param there whether the catalogue has it already
     */
    public record Becomes(
            ScopePath service,
            String serviceName,
            boolean newService,
            String agencyName,
            boolean newAgency,
            WebAddress address,
            @Nullable String sector,
            @Nullable String hours,
            String feed,
            boolean there) {

        /** In a sentence. */
        public Said said() {
            String id = newService ? "layanan baru '" : "layanan '";
            String en = newService ? "new service '" : "service '";
            String idAgency = newAgency ? "' pada instansi baru '" : "' pada '";
            String enAgency = newAgency ? "' of the new agency '" : "' of '";
            String shown = address.shown();
            return there
                    ? new Said(
                            id + serviceName + idAgency + agencyName + "' sudah dipantau lewat " + shown,
                            en + serviceName + enAgency + agencyName + "' is watched at " + shown + " already")
                    : new Said(
                            id + serviceName + idAgency + agencyName + "' (" + service + ") dipantau lewat " + shown,
                            en + serviceName + enAgency + agencyName + "' (" + service + ") is watched at " + shown);
        }
    }

    public State state() {
        return becomes == null ? State.WRONG : becomes.there() ? State.UNCHANGED : State.NEW;
    }
}
