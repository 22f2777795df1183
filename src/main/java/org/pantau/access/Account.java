package org.pantau.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.ScopePath;

/**
 * Somebody who may log in.
 *
 * @param home administrators of this place look after it
 * @param disabledAt since when it may not log in; null where it may
 * @param mustChange the password was made up by somebody else and opens nothing but its own change
 * @param hasPassword false for accounts of single sign-on and of the demonstration
 * @param revision counts changes
 */
public record Account(
        String username,
        String name,
        ScopePath home,
        @Nullable Instant disabledAt,
        boolean mustChange,
        boolean hasPassword,
        int revision,
        List<Appointment> appointments) {

    public Account {
        appointments = List.copyOf(appointments);
    }

    /** Whether all of it is for this person to change: its home and every place it has a role on. */
    public boolean managedBy(Person person) {
        return person.administers(home)
                && appointments.stream()
                        .allMatch(each -> person.administers(each.grant().scope()));
    }

    /** Whether this person may know of it. */
    public boolean knownTo(Person person) {
        return person.administers(home)
                || appointments.stream()
                        .anyMatch(each -> person.administers(each.grant().scope()));
    }

    boolean administersAll(Instant now) {
        return disabledAt == null
                && appointments.stream()
                        .anyMatch(each ->
                                each.holds(now) && each.grant().equals(new Grant(Role.ADMINISTRATOR, ScopePath.ROOT)));
    }
}
